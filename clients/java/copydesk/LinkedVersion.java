// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One of the two stories of a link, in the version that was compared.
 *
 * @param sourceId The publisher.
 * @param publishedAt RFC 3339, in UTC.
 * @param ingestedAt RFC 3339, in UTC.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LinkedVersion(
        @JsonProperty(value = "guid", required = true) String guid,
        @JsonProperty(value = "version", required = true) Long version,
        @JsonProperty(value = "source_id", required = true) String sourceId,
        @JsonProperty("published_at") String publishedAt,
        @JsonProperty(value = "ingested_at", required = true) String ingestedAt) {}
