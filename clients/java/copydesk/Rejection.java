// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the headers of a {@code news.rejected} record say; the record's key and value are the original's, bit for
 * bit.
 *
 * @param message One sentence for a person: what was wrong with this very document.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rejection(
        @JsonProperty(value = "record_id", required = true) String recordId,
        @JsonProperty(value = "reason", required = true) String reason,
        @JsonProperty(value = "stage", required = true) String stage,
        @JsonProperty(value = "message", required = true) String message) {}
