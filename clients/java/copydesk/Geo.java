// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A point on the earth, WGS 84, degrees.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Geo(
        @JsonProperty(value = "lat", required = true) Double lat,
        @JsonProperty(value = "lon", required = true) Double lon) {}
