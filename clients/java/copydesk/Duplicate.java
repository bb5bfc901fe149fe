// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A raw record that brought nothing new. Light: what, of what, why.
 *
 * @param recordId The raw record that repeated the story.
 * @param duplicateOf The record that the version it repeats came from.
 * @param version The version that stood when it came.
 * @param detectedAt Record time of the repeating record, so that a repeat after a crash writes the same notice.
 * RFC 3339, in UTC.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Duplicate(
        @JsonProperty(value = "record_id", required = true) String recordId,
        @JsonProperty(value = "guid", required = true) String guid,
        @JsonProperty(value = "duplicate_of", required = true) String duplicateOf,
        @JsonProperty(value = "version", required = true) Long version,
        @JsonProperty(value = "kind", required = true) String kind,
        @JsonProperty("detected_at") String detectedAt) {}
