// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where and when a story was filed, as its first line says: {@code TEHRAN, Apr. 17 (MNA) -}.
 *
 * @param text As printed.
 * @param place The place as printed: {@code BUENOS AIRES, Argentina}.
 * @param date The date as printed, most often without a year: {@code Apr. 17}.
 * @param agency The agency, {@code MNA}: as printed but for its brackets; an acronym in Latin letters, and of a
 * compound such as {@code tca/dpa} the wire that sends.
 * @param countryCode ISO 3166-1 alpha-2, only where the place leaves no doubt.
 * @param geo Where that place is; only on articles, and only where the place leaves no doubt.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Dateline(
        @JsonProperty(value = "text", required = true) String text,
        @JsonProperty("place") String place,
        @JsonProperty("date") String date,
        @JsonProperty("agency") String agency,
        @JsonProperty("country_code") String countryCode,
        @JsonProperty("geo") Geo geo) {}
