// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * How the fields were found.
 *
 * @param pageKind What kind of web page it is: {@code article}, {@code service}, {@code documentation}, {@code
 * forum}; others, such as {@code listing}, only where the desk lets them through. null for a document that is no
 * web page.
 * @param siteProfile The site profile of the desk's own that it was read with, and a digest of it: {@code
 * dailyplanet-example@1f3c9a02}. null where only profiles that come with Copydesk were.
 * @param provenance Field name -> the rule that gave it: {@code {"published_at": "label:Publish Date"}}.
 * @param warnings Short codes for what was odd, missing or left out: {@code page_clock_ignored}, {@code
 * unknown_field:fetchedAt}.
 * @param reprocessed True for a version that brings no news: the same document, read anew by a better parser.
 * Only on articles.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Extraction(
        @JsonProperty(value = "method", required = true) String method,
        @JsonProperty("page_kind") String pageKind,
        @JsonProperty("site_profile") String siteProfile,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("provenance") Map<String, String> provenance,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("warnings") List<String> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("reprocessed") Boolean reprocessed) {}
