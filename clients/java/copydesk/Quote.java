// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Words that the text gives as said by somebody whom it names.
 *
 * @param text The words, without marks; as {@code body_text} has them.
 * @param speaker The fullest name that the text gives the speaker.
 * @param start Where the words begin in {@code body_text}, in characters (Unicode code points).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Quote(
        @JsonProperty(value = "text", required = true) String text,
        @JsonProperty(value = "speaker", required = true) String speaker,
        @JsonProperty(value = "start", required = true) Long start,
        @JsonProperty(value = "end", required = true) Long end) {}
