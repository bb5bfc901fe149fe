// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A picture that the page says belongs to the story.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Image(
        @JsonProperty(value = "url", required = true) String url,
        @JsonProperty("caption") String caption) {}
