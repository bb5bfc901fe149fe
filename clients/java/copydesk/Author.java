// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * schema.org Person, as far as a page names one.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Author(
        @JsonProperty(value = "name", required = true) String name,
        @JsonProperty("url") String url) {}
