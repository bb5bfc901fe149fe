// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A place that the text names, with where it is.
 *
 * @param name Its usual name in English: {@code Geneva} for "Genf".
 * @param uri {@code https://sws.geonames.org/2660646/}.
 * @param countryCode ISO 3166-1 alpha-2.
 * @param count How often the text names it. Absent: {@code 1}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Place(
        @JsonProperty(value = "name", required = true) String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("rel") String rel,
        @JsonProperty(value = "uri", required = true) String uri,
        @JsonProperty("country_code") String countryCode,
        @JsonProperty(value = "geo", required = true) Geo geo,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("count") Long count) {}
