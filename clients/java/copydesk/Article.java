// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A parsed article that is new or revised, with what the desk adds.
 *
 * @param sourceId The publisher.
 * @param newsId The publisher's ID of the story; where it has none, one derived from the canonical URL or the
 * content.
 * @param recordId The raw record that this was read from.
 * @param url As the scraper gave it.
 * @param canonicalUrl Without tracking parameters, AMP and mobile hosts: equal for equal pages.
 * @param headline Plain text on one line.
 * @param abstract_ The lead or summary that the publisher printed; never made up.
 * @param bodyText Paragraphs separated by a blank line, without labels, navigation, sign-off or comments.
 * @param byline As printed: {@code By Poornima Gupta}.
 * @param tags The publisher's keywords, as printed, in order.
 * @param section The publisher's section or category.
 * @param language BCP 47 tag, as the document or the scraper declares it.
 * @param embargoedUntil Before this time nobody may publish the story; kept when the time has passed. RFC 3339,
 * in UTC.
 * @param embargoedRaw The words that {@code embargoed_until} was read from.
 * @param signals What the provider says of this version.
 * @param editorialNote What the provider tells editors: why a story is taken back, what is corrected. Not for
 * readers.
 * @param providerVersion The provider's own number of this version. {@code version} of the article counts what
 * Copydesk has seen.
 * @param urgency The IPTC's editorial urgency: 1 flash, 4 normal, 8 least.
 * @param slugline The name of the story among editors: {@code Harbour-bridge}.
 * @param genre What kind of text it is: {@code Analysis}, {@code Interview}.
 * @param subjects What the provider's codes say that the story is about; the names alone are among {@code tags}
 * too.
 * @param usageTerms Under which terms the provider lets the story be used, in its words.
 * @param links Other items that the provider names: earlier versions, translations, related stories.
 * @param publishedAt First publication. With precision {@code day}: midnight UTC of the printed date. With zone
 * basis {@code none}: the printed time read as UTC. RFC 3339, in UTC.
 * @param publishedRaw The words that {@code published_at} was read from.
 * @param modifiedAt Last change of the story that the publisher states; never the page's clock. RFC 3339, in
 * UTC.
 * @param fetchedAt RFC 3339, in UTC.
 * @param ingestedAt The time of the raw Kafka record; of one that was sent again, that of its first sending. RFC
 * 3339, in UTC.
 * @param contentHash Equal for two crawls of one version of a story.
 * @param version 1 for a new story, one more for each revision.
 * @param firstSeenAt When version 1 came in: its {@code ingested_at}. RFC 3339, in UTC.
 * @param changedFields Which fields differ from the version before; empty for version 1, and for the first after
 * the story was forgotten.
 * @param previousContentHash {@code content_hash} of the version before; null for version 1, and for the first
 * after the story was forgotten.
 * @param changes What the version changed, as far as the memory of the one before tells; empty for version 1.
 * @param languageConfidence 1.0 where the language is declared, else the detector's share; null where it is
 * unknown.
 * @param wordCount Words of {@code body_text}; in scripts without spaces, characters divided by the script's
 * mean word length.
 * @param infoSources In order of first mention.
 * @param places Cities, regions and the like, those named most often first; countries are in {@code countries}.
 * @param countries ISO 3166-1 alpha-2 codes of the countries that the story is about, the one named most often
 * first.
 * @param people In order of first mention; only where a rule is sure.
 * @param organisations In order of first mention.
 * @param keywords Words and names that set the text apart, the strongest first; {@code tags} are the publisher's
 * own.
 * @param quotes In order; of named speakers only.
 * @param paragraphLanguages BCP 47 tag of each paragraph of {@code body_text}, where they are in more than one
 * language; else empty.
 * @param fingerprint Hex; near texts have near fingerprints. null for a text too short to have one.
 * @param extensions What enrichers of other packages add, by the name of each.
 * @param enrichmentNotes One line for each enricher that failed: {@code language: ValueError}. The article is
 * otherwise whole.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Article(
        @JsonProperty(value = "guid", required = true) String guid,
        @JsonProperty(value = "source_id", required = true) String sourceId,
        @JsonProperty(value = "news_id", required = true) String newsId,
        @JsonProperty(value = "identity_method", required = true) String identityMethod,
        @JsonProperty(value = "record_id", required = true) String recordId,
        @JsonProperty("url") String url,
        @JsonProperty("canonical_url") String canonicalUrl,
        @JsonProperty("headline") String headline,
        @JsonProperty("abstract") String abstract_,
        @JsonProperty(value = "body_text", required = true) String bodyText,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("authors") List<Author> authors,
        @JsonProperty("byline") String byline,
        @JsonProperty("dateline") Dateline dateline,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("tags") List<String> tags,
        @JsonProperty("section") String section,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("images") List<Image> images,
        @JsonProperty("language") String language,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("pubstatus") String pubstatus,
        @JsonProperty("embargoed_until") String embargoedUntil,
        @JsonProperty("embargoed_raw") String embargoedRaw,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("signals") List<String> signals,
        @JsonProperty("editorial_note") String editorialNote,
        @JsonProperty("provider_version") String providerVersion,
        @JsonProperty("urgency") Long urgency,
        @JsonProperty("slugline") String slugline,
        @JsonProperty("genre") String genre,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("subjects") List<Subject> subjects,
        @JsonProperty("copyright_holder") String copyrightHolder,
        @JsonProperty("usage_terms") String usageTerms,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("links") List<Link> links,
        @JsonProperty("published_at") String publishedAt,
        @JsonProperty("published_raw") String publishedRaw,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("published_precision") String publishedPrecision,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("zone_basis") String zoneBasis,
        @JsonProperty("modified_at") String modifiedAt,
        @JsonProperty("fetched_at") String fetchedAt,
        @JsonProperty("ingested_at") String ingestedAt,
        @JsonProperty(value = "content_hash", required = true) String contentHash,
        @JsonProperty(value = "extraction", required = true) Extraction extraction,
        @JsonProperty(value = "version", required = true) Long version,
        @JsonProperty("first_seen_at") String firstSeenAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("changed_fields") List<String> changedFields,
        @JsonProperty("previous_content_hash") String previousContentHash,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("changes") List<Change> changes,
        @JsonProperty("language_confidence") Double languageConfidence,
        @JsonProperty("word_count") Long wordCount,
        @JsonProperty("reading_time_seconds") Long readingTimeSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("info_sources") List<InfoSource> infoSources,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("places") List<Place> places,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("countries") List<String> countries,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("people") List<Person> people,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("organisations") List<Organisation> organisations,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("keywords") List<String> keywords,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("quotes") List<Quote> quotes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("paragraph_languages") List<String> paragraphLanguages,
        @JsonProperty("fingerprint") String fingerprint,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("extensions") Map<String, JsonNode> extensions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("enrichment_notes") List<String> enrichmentNotes) {}
