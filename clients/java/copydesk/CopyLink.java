// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Two stories of different publishers with the same words. The key names the pair, so a new version of either
 * replaces the link; one that lost the words leaves it as it is, with the versions that had them.
 *
 * @param earlier Who was first, by {@code published_at} where both have one, then by {@code ingested_at}, then
 * by guid.
 * @param score How much of the shorter one the longer one holds.
 * @param shared How many hashes both have; a hash stands for some four words of running text.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CopyLink(
        @JsonProperty(value = "earlier", required = true) LinkedVersion earlier,
        @JsonProperty(value = "later", required = true) LinkedVersion later,
        @JsonProperty(value = "rel", required = true) String rel,
        @JsonProperty(value = "score", required = true) Double score,
        @JsonProperty(value = "shared", required = true) Long shared) {}
