// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.

// Package copydesk has the messages of Copydesk's topics, as encoding/json reads and writes them. A field that may
// be absent or null is a pointer, or a slice or map that is nil. Needs Go 1.24 or newer, for omitzero.
package copydesk

import "encoding/json"

// Or is what a pointer leads to, and other for nil: Or(article.Pubstatus, ArticlePubstatusUsable).
func Or[T any](pointer *T, other T) T {
	if pointer == nil {
		return other
	}
	return *pointer
}

// Article: A parsed article that is new or revised, with what the desk adds.
type Article struct {
	GUID string `json:"guid"`

	// The publisher.
	SourceID string `json:"source_id"`

	// The publisher's ID of the story; where it has none, one derived from the canonical URL or the content.
	NewsID string `json:"news_id"`

	IdentityMethod ArticleIdentityMethod `json:"identity_method"`

	// The raw record that this was read from.
	RecordID string `json:"record_id"`

	// As the scraper gave it.
	URL *string `json:"url"`

	// Without tracking parameters, AMP and mobile hosts: equal for equal pages.
	CanonicalURL *string `json:"canonical_url"`

	// Plain text on one line.
	Headline *string `json:"headline"`

	// The lead or summary that the publisher printed; never made up.
	Abstract *string `json:"abstract"`

	// Paragraphs separated by a blank line, without labels, navigation, sign-off or comments.
	BodyText string `json:"body_text"`

	Authors []Author `json:"authors,omitzero"`

	// As printed: `By Poornima Gupta`.
	Byline *string `json:"byline"`

	Dateline *Dateline `json:"dateline"`

	// The publisher's keywords, as printed, in order.
	Tags []string `json:"tags,omitzero"`

	// The publisher's section or category.
	Section *string `json:"section"`

	Images []Image `json:"images,omitzero"`

	// BCP 47 tag, as the document or the scraper declares it.
	Language *string `json:"language"`

	Pubstatus *ArticlePubstatus `json:"pubstatus,omitzero"`

	// Before this time nobody may publish the story; kept when the time has passed. RFC 3339, in UTC.
	EmbargoedUntil *string `json:"embargoed_until"`

	// The words that `embargoed_until` was read from.
	EmbargoedRaw *string `json:"embargoed_raw"`

	// What the provider says of this version.
	Signals []ArticleSignal `json:"signals,omitzero"`

	// What the provider tells editors: why a story is taken back, what is corrected. Not for readers.
	EditorialNote *string `json:"editorial_note"`

	// The provider's own number of this version. `version` of the article counts what Copydesk has seen.
	ProviderVersion *string `json:"provider_version"`

	// The IPTC's editorial urgency: 1 flash, 4 normal, 8 least.
	Urgency *int64 `json:"urgency"`

	// The name of the story among editors: `Harbour-bridge`.
	Slugline *string `json:"slugline"`

	// What kind of text it is: `Analysis`, `Interview`.
	Genre *string `json:"genre"`

	// What the provider's codes say that the story is about; the names alone are among `tags` too.
	Subjects []Subject `json:"subjects,omitzero"`

	CopyrightHolder *string `json:"copyright_holder"`

	// Under which terms the provider lets the story be used, in its words.
	UsageTerms *string `json:"usage_terms"`

	// Other items that the provider names: earlier versions, translations, related stories.
	Links []Link `json:"links,omitzero"`

	// First publication. With precision `day`: midnight UTC of the printed date. With zone basis `none`: the printed
	// time read as UTC. RFC 3339, in UTC.
	PublishedAt *string `json:"published_at"`

	// The words that `published_at` was read from.
	PublishedRaw *string `json:"published_raw"`

	PublishedPrecision *ArticlePublishedPrecision `json:"published_precision,omitzero"`

	ZoneBasis *ArticleZoneBasis `json:"zone_basis,omitzero"`

	// Last change of the story that the publisher states; never the page's clock. RFC 3339, in UTC.
	ModifiedAt *string `json:"modified_at"`

	// RFC 3339, in UTC.
	FetchedAt *string `json:"fetched_at"`

	// The time of the raw Kafka record; of one that was sent again, that of its first sending. RFC 3339, in UTC.
	IngestedAt *string `json:"ingested_at"`

	// Equal for two crawls of one version of a story.
	ContentHash string `json:"content_hash"`

	Extraction Extraction `json:"extraction"`

	// 1 for a new story, one more for each revision.
	Version int64 `json:"version"`

	// When version 1 came in: its `ingested_at`. RFC 3339, in UTC.
	FirstSeenAt *string `json:"first_seen_at"`

	// Which fields differ from the version before; empty for version 1, and for the first after the story was
	// forgotten.
	ChangedFields []string `json:"changed_fields,omitzero"`

	// `content_hash` of the version before; null for version 1, and for the first after the story was forgotten.
	PreviousContentHash *string `json:"previous_content_hash"`

	// What the version changed, as far as the memory of the one before tells; empty for version 1.
	Changes []Change `json:"changes,omitzero"`

	// 1.0 where the language is declared, else the detector's share; null where it is unknown.
	LanguageConfidence *float64 `json:"language_confidence"`

	// Words of `body_text`; in scripts without spaces, characters divided by the script's mean word length.
	WordCount *int64 `json:"word_count"`

	ReadingTimeSeconds *int64 `json:"reading_time_seconds"`

	// In order of first mention.
	InfoSources []InfoSource `json:"info_sources,omitzero"`

	// Cities, regions and the like, those named most often first; countries are in `countries`.
	Places []Place `json:"places,omitzero"`

	// ISO 3166-1 alpha-2 codes of the countries that the story is about, the one named most often first.
	Countries []string `json:"countries,omitzero"`

	// In order of first mention; only where a rule is sure.
	People []Person `json:"people,omitzero"`

	// In order of first mention.
	Organisations []Organisation `json:"organisations,omitzero"`

	// Words and names that set the text apart, the strongest first; `tags` are the publisher's own.
	Keywords []string `json:"keywords,omitzero"`

	// In order; of named speakers only.
	Quotes []Quote `json:"quotes,omitzero"`

	// BCP 47 tag of each paragraph of `body_text`, where they are in more than one language; else empty.
	ParagraphLanguages []*string `json:"paragraph_languages,omitzero"`

	// Hex; near texts have near fingerprints. null for a text too short to have one.
	Fingerprint *string `json:"fingerprint"`

	// What enrichers of other packages add, by the name of each.
	Extensions map[string]json.RawMessage `json:"extensions,omitzero"`

	// One line for each enricher that failed: `language: ValueError`. The article is otherwise whole.
	EnrichmentNotes []string `json:"enrichment_notes,omitzero"`
}

// ArticleIdentityMethod: Others may come: let a code that you do not know pass.
type ArticleIdentityMethod string

const (
	ArticleIdentityMethodHint         ArticleIdentityMethod = "hint"
	ArticleIdentityMethodLabel        ArticleIdentityMethod = "label"
	ArticleIdentityMethodMetadata     ArticleIdentityMethod = "metadata"
	ArticleIdentityMethodUrlId        ArticleIdentityMethod = "url_id"
	ArticleIdentityMethodCanonicalUrl ArticleIdentityMethod = "canonical_url"
	ArticleIdentityMethodContentHash  ArticleIdentityMethod = "content_hash"
)

// ArticlePublishedPrecision: Absent: `none`. Others may come: let a code that you do not know pass.
type ArticlePublishedPrecision string

const (
	ArticlePublishedPrecisionMinute ArticlePublishedPrecision = "minute"
	ArticlePublishedPrecisionDay    ArticlePublishedPrecision = "day"
	ArticlePublishedPrecisionNone   ArticlePublishedPrecision = "none"
)

// ArticlePubstatus: `withheld`: not to be published before `embargoed_until`, or, where that is null, before
// another version says so. `canceled`: to be taken back; `editorial_note` says why where the provider does, and
// `body_text` may be empty. Absent: `usable`. Others may come: let a code that you do not know pass.
type ArticlePubstatus string

const (
	ArticlePubstatusUsable   ArticlePubstatus = "usable"
	ArticlePubstatusWithheld ArticlePubstatus = "withheld"
	ArticlePubstatusCanceled ArticlePubstatus = "canceled"
)

// ArticleSignal: Others may come: let a code that you do not know pass.
type ArticleSignal string

const (
	ArticleSignalUpdate     ArticleSignal = "update"
	ArticleSignalCorrection ArticleSignal = "correction"
	ArticleSignalKill       ArticleSignal = "kill"
	ArticleSignalAdvisory   ArticleSignal = "advisory"
)

// ArticleZoneBasis: What the offset rests on: printed beside the time, named, hinted, the site's home zone, the
// calendar of the date, other times of the page, the language of the text, or nothing. Absent: `none`. Others
// may come: let a code that you do not know pass.
type ArticleZoneBasis string

const (
	ArticleZoneBasisOffset   ArticleZoneBasis = "offset"
	ArticleZoneBasisZoneName ArticleZoneBasis = "zone_name"
	ArticleZoneBasisHint     ArticleZoneBasis = "hint"
	ArticleZoneBasisSite     ArticleZoneBasis = "site"
	ArticleZoneBasisCalendar ArticleZoneBasis = "calendar"
	ArticleZoneBasisPage     ArticleZoneBasis = "page"
	ArticleZoneBasisLanguage ArticleZoneBasis = "language"
	ArticleZoneBasisNone     ArticleZoneBasis = "none"
)

// Author: schema.org Person, as far as a page names one.
type Author struct {
	Name string `json:"name"`

	URL *string `json:"url"`
}

// Change: One difference between a version and the one before it.
type Change struct {
	Op ChangeOp `json:"op"`

	// A JSON Pointer: a field of the article, `/headline`; for a paragraph `/body_text/3`, counted from 0 in this
	// version, or, where it was removed, in the one before. Paragraphs are parted by an empty line.
	Path string `json:"path"`

	// Of a move: where the paragraph was, in the version before.
	MovedFrom *string `json:"moved_from"`

	// Of a headline or abstract, word by word: `=3` keeps three words, `-old words`, `+new words`. In scripts
	// without spaces a character is a word.
	Words []string `json:"words,omitzero"`

	// What stands in the field now, where it is short; null where it was removed, where `words` say it, and for
	// paragraphs.
	Value json.RawMessage `json:"value"`
}

// ChangeOp: Others may come: let a code that you do not know pass.
type ChangeOp string

const (
	ChangeOpAdd     ChangeOp = "add"
	ChangeOpRemove  ChangeOp = "remove"
	ChangeOpReplace ChangeOp = "replace"
	ChangeOpMove    ChangeOp = "move"
)

// CopyLink: Two stories of different publishers with the same words. The key names the pair, so a new version of
// either replaces the link; one that lost the words leaves it as it is, with the versions that had them.
type CopyLink struct {
	// Who was first, by `published_at` where both have one, then by `ingested_at`, then by guid.
	Earlier LinkedVersion `json:"earlier"`

	Later LinkedVersion `json:"later"`

	Rel CopyLinkRel `json:"rel"`

	// How much of the shorter one the longer one holds.
	Score float64 `json:"score"`

	// How many hashes both have; a hash stands for some four words of running text.
	Shared int64 `json:"shared"`
}

// CopyLinkRel: `copy`: one tells what the other tells, in its words. `series`: the words are the same, the
// numbers are not, as of two days' prices. `round-up`: the later one holds the earlier among other things.
// Others may come: let a code that you do not know pass.
type CopyLinkRel string

const (
	CopyLinkRelCopy    CopyLinkRel = "copy"
	CopyLinkRelSeries  CopyLinkRel = "series"
	CopyLinkRelRoundUp CopyLinkRel = "round-up"
)

// Dateline: Where and when a story was filed, as its first line says: `TEHRAN, Apr. 17 (MNA) -`.
type Dateline struct {
	// As printed.
	Text string `json:"text"`

	// The place as printed: `BUENOS AIRES, Argentina`.
	Place *string `json:"place"`

	// The date as printed, most often without a year: `Apr. 17`.
	Date *string `json:"date"`

	// The agency, `MNA`: as printed but for its brackets; an acronym in Latin letters, and of a compound such as
	// `tca/dpa` the wire that sends.
	Agency *string `json:"agency"`

	// ISO 3166-1 alpha-2, only where the place leaves no doubt.
	CountryCode *string `json:"country_code"`

	// Where that place is; only on articles, and only where the place leaves no doubt.
	Geo *Geo `json:"geo"`
}

// Duplicate: A raw record that brought nothing new. Light: what, of what, why.
type Duplicate struct {
	// The raw record that repeated the story.
	RecordID string `json:"record_id"`

	GUID string `json:"guid"`

	// The record that the version it repeats came from.
	DuplicateOf string `json:"duplicate_of"`

	// The version that stood when it came.
	Version int64 `json:"version"`

	Kind DuplicateKind `json:"kind"`

	// Record time of the repeating record, so that a repeat after a crash writes the same notice. RFC 3339, in UTC.
	DetectedAt *string `json:"detected_at"`
}

// DuplicateKind: The same record again; the same content fetched again; content fetched before the version that
// stands. Others may come: let a code that you do not know pass.
type DuplicateKind string

const (
	DuplicateKindRedelivery DuplicateKind = "redelivery"
	DuplicateKindRecrawl    DuplicateKind = "recrawl"
	DuplicateKindStale      DuplicateKind = "stale"
)

// Extraction: How the fields were found.
type Extraction struct {
	Method ExtractionMethod `json:"method"`

	// What kind of web page it is: `article`, `service`, `documentation`, `forum`; others, such as `listing`, only
	// where the desk lets them through. null for a document that is no web page.
	PageKind *string `json:"page_kind"`

	// The site profile of the desk's own that it was read with, and a digest of it: `dailyplanet-example@1f3c9a02`.
	// null where only profiles that come with Copydesk were.
	SiteProfile *string `json:"site_profile"`

	// Field name -> the rule that gave it: `{"published_at": "label:Publish Date"}`.
	Provenance map[string]string `json:"provenance,omitzero"`

	// Short codes for what was odd, missing or left out: `page_clock_ignored`, `unknown_field:fetchedAt`.
	Warnings []string `json:"warnings,omitzero"`

	// True for a version that brings no news: the same document, read anew by a better parser. Only on articles.
	Reprocessed *bool `json:"reprocessed,omitzero"`
}

// ExtractionMethod: Which reader read the document. Others may come: let a code that you do not know pass.
type ExtractionMethod string

const (
	ExtractionMethodText ExtractionMethod = "text"
	ExtractionMethodHtml ExtractionMethod = "html"
)

// Geo: A point on the earth, WGS 84, degrees.
type Geo struct {
	Lat float64 `json:"lat"`

	Lon float64 `json:"lon"`
}

// Hints: What the scraper knows for certain, from a feed or a listing. A hint outranks what the page says.
type Hints struct {
	// The publisher's ID of the story.
	NewsID *string `json:"news_id,omitzero"`

	// The headline, as the feed gave it.
	Headline *string `json:"headline,omitzero"`

	// When the story was first published, with a UTC offset. RFC 3339, with an offset.
	PublishedAt *string `json:"published_at,omitzero"`

	// BCP 47 tag, `fa` or `pt-BR`.
	Language *string `json:"language,omitzero"`

	// IANA name of the zone in which the source prints times that carry none: `Asia/Tehran`.
	TimeZone *string `json:"time_zone,omitzero"`
}

// Image: A picture that the page says belongs to the story.
type Image struct {
	URL string `json:"url"`

	Caption *string `json:"caption"`
}

// InfoSource: Somebody whom the story cites for what it says.
type InfoSource struct {
	// The usual name: `Al Jazeera` for "Al-Jazeera reported".
	Name string `json:"name"`

	// How it is cited: `reported_by`.
	Role string `json:"role"`
}

// Link: Another item that the provider ties to this one.
type Link struct {
	// How, by the name that the provider gives it: `seeAlso`, `translationOf`, `previousVersion`.
	Rel string `json:"rel"`

	// The other item's ID or address.
	ID string `json:"id"`
}

// LinkedVersion: One of the two stories of a link, in the version that was compared.
type LinkedVersion struct {
	GUID string `json:"guid"`

	Version int64 `json:"version"`

	// The publisher.
	SourceID string `json:"source_id"`

	// RFC 3339, in UTC.
	PublishedAt *string `json:"published_at"`

	// RFC 3339, in UTC.
	IngestedAt string `json:"ingested_at"`
}

// Organisation: An organisation that the text names and that is known.
type Organisation struct {
	// Its usual name in English.
	Name string `json:"name"`

	// `mentioned`. Others may come: let a code that you do not know pass. Absent: `mentioned`.
	Rel *string `json:"rel,omitzero"`

	// `http://www.wikidata.org/entity/Q7817`, where it is known.
	URI *string `json:"uri"`

	// Absent: `1`.
	Count *int64 `json:"count,omitzero"`
}

// Person: Somebody whom the text names and who is not its author.
type Person struct {
	// The full name as first printed, without title: `Angela Merkel`.
	Name string `json:"name"`

	// `mentioned`. Others may come: let a code that you do not know pass. Absent: `mentioned`.
	Rel *string `json:"rel,omitzero"`

	URI *string `json:"uri"`

	// How often the text names them, by surname too. Absent: `1`.
	Count *int64 `json:"count,omitzero"`
}

// Place: A place that the text names, with where it is.
type Place struct {
	// Its usual name in English: `Geneva` for "Genf".
	Name string `json:"name"`

	Rel *PlaceRel `json:"rel,omitzero"`

	// `https://sws.geonames.org/2660646/`.
	URI string `json:"uri"`

	// ISO 3166-1 alpha-2.
	CountryCode *string `json:"country_code"`

	Geo Geo `json:"geo"`

	// How often the text names it. Absent: `1`.
	Count *int64 `json:"count,omitzero"`
}

// PlaceRel: `dateline`: the story was filed there. Absent: `mentioned`. Others may come: let a code that you do
// not know pass.
type PlaceRel string

const (
	PlaceRelMentioned PlaceRel = "mentioned"
	PlaceRelDateline  PlaceRel = "dateline"
)

// Quote: Words that the text gives as said by somebody whom it names.
type Quote struct {
	// The words, without marks; as `body_text` has them.
	Text string `json:"text"`

	// The fullest name that the text gives the speaker.
	Speaker string `json:"speaker"`

	// Where the words begin in `body_text`, in characters (Unicode code points).
	Start int64 `json:"start"`

	End int64 `json:"end"`
}

// RawDocument: One fetched page or wire message, untouched. Exactly one of `body` and `body_b64` is given.
//
// A source or a URL is enough; with neither, the agency that the text itself names, `(defapress)`, becomes the
// source. What is written otherwise and can mean one thing only, `BBC` as a source or a fetch without offset, is
// taken as meant and named in `extraction.warnings`.
type RawDocument struct {
	// Names this fetch; a UUIDv7 is best. Absent: derived from topic, partition and offset.
	RecordID *string `json:"record_id,omitzero"`

	// The publisher. Absent: from the URL's host.
	SourceID *string `json:"source_id,omitzero"`

	// Where the document was fetched.
	URL *string `json:"url,omitzero"`

	// The document as text.
	Body *string `json:"body,omitzero"`

	// The document's bytes in base64 (RFC 4648), for anything that is not clean UTF-8.
	BodyB64 *string `json:"body_b64,omitzero"`

	// Media type as the server gave it, `text/html; charset=windows-1256`. Absent: recognised from the content.
	ContentType *string `json:"content_type,omitzero"`

	// Character set of `body_b64`; outranks the one in `content_type`.
	Charset *string `json:"charset,omitzero"`

	// When the document was fetched. Absent: the Kafka record's time. RFC 3339, with an offset.
	FetchedAt *string `json:"fetched_at,omitzero"`

	// Status of the response that carried the document.
	HTTPStatus *int64 `json:"http_status,omitzero"`

	// Headers of that response.
	HTTPHeaders map[string]string `json:"http_headers,omitzero"`

	// What the scraper knows for certain.
	Hints *Hints `json:"hints,omitzero"`

	// Name and version of the scraper, for tracing.
	Scraper *string `json:"scraper,omitzero"`
}

// Reason: Why a document was turned away. The code is the Kafka header, the metric tag and the README row.
//
// - `empty`: The record has no value, or nothing but white space. Publish the document; a tombstone has no
// meaning on news.raw.
// - `oversized`: The record, or the article made of it, is over the size limit. Strip scripts and inline images
// before publishing, or raise COPYDESK_MAX_DOCUMENT_BYTES.
// - `bad_json`: The value is neither a JSON object nor a page with CloudEvents headers. Send one JSON object per
// record, UTF-8.
// - `bad_schema`: The JSON object does not fit RawDocument; the message names the field. Compare with
// schemas/json/raw-document.schema.json.
// - `bad_cloudevent`: The record has CloudEvents headers, but a required one is missing or malformed. Send
// ce_specversion, ce_id, ce_source, ce_type and content-type.
// - `no_body`: Neither body nor body_b64 is given. Give exactly one.
// - `two_bodies`: Both body and body_b64 are given. Give exactly one.
// - `bad_base64`: body_b64 is not base64. Encode with the standard alphabet of RFC 4648, padded.
// - `bad_charset`: The bytes cannot be read in the declared or any likely character set. Correct charset, or
// leave it out if unsure.
// - `not_text`: The bytes are an image, a PDF, an archive or other binary matter. Publish the page, not its
// attachments.
// - `no_source`: Neither source_id nor url is given, and the text names no agency. Give source_id or url.
// - `no_text`: The document holds no readable text. Check what the scraper fetched: a script-only page, a
// consent wall?
// - `not_an_article`: The text has neither a headline nor a paragraph that could be a story, or it is a web page
// of another kind: a listing, a collection, a product, an error page. Do not publish listings, error pages and
// teasers.
// - `bad_format`: The document is JSON or XML that tells no story that Copydesk can read: of a format it does
// not know, or an item of another kind. The message says what was found. Publish the items that are stories; ask
// for a reader where the format is a newsroom's.
// - `feed`: The document is a feed of many stories. Publish each entry as a document of its own: `copydesk
// publish` splits a feed.
// - `embargoed`: The story must not be published yet, and COPYDESK_EMBARGO=reject. Publish it again when the
// time in the message has come.
// - `crashed`: The document ends the process that reads it, or takes more time or memory than the desk gives
// one. Report it with the original bytes; after the fix, publish it again.
// - `internal`: The desk failed on this document. This is a bug. Report it with the original bytes; after the
// fix, publish them again. Others may come: let a code that you do not know pass.
type Reason string

const (
	ReasonEmpty         Reason = "empty"
	ReasonOversized     Reason = "oversized"
	ReasonBadJson       Reason = "bad_json"
	ReasonBadSchema     Reason = "bad_schema"
	ReasonBadCloudevent Reason = "bad_cloudevent"
	ReasonNoBody        Reason = "no_body"
	ReasonTwoBodies     Reason = "two_bodies"
	ReasonBadBase64     Reason = "bad_base64"
	ReasonBadCharset    Reason = "bad_charset"
	ReasonNotText       Reason = "not_text"
	ReasonNoSource      Reason = "no_source"
	ReasonNoText        Reason = "no_text"
	ReasonNotAnArticle  Reason = "not_an_article"
	ReasonBadFormat     Reason = "bad_format"
	ReasonFeed          Reason = "feed"
	ReasonEmbargoed     Reason = "embargoed"
	ReasonCrashed       Reason = "crashed"
	ReasonInternal      Reason = "internal"
)

// Rejection: What the headers of a `news.rejected` record say; the record's key and value are the original's,
// bit for bit.
type Rejection struct {
	RecordID string `json:"record_id"`

	Reason Reason `json:"reason"`

	Stage Stage `json:"stage"`

	// One sentence for a person: what was wrong with this very document.
	Message string `json:"message"`
}

// Stage: Where in the pipeline a document was turned away. Others may come: let a code that you do not know
// pass.
type Stage string

const (
	StageDecode Stage = "decode"
	StageParse  Stage = "parse"
	StageEdit   Stage = "edit"
)

// Subject: What a story is about, by a code of a scheme; at least one of code, name and uri is given.
type Subject struct {
	// `15054000`, `medtop:20000822`: as the provider writes it.
	Code *string `json:"code"`

	// Whose code it is: a URI, or the name that the provider gives it, `medtop`, `tobject`.
	Scheme *string `json:"scheme"`

	Name *string `json:"name"`

	// `http://cv.iptc.org/newscodes/mediatopic/20000822`; only on articles.
	URI *string `json:"uri"`

	// Who says so: null for the provider, `copydesk` for what the desk drew from section, tags and codes.
	Creator *string `json:"creator"`

	// How sure the desk is; null for what the provider says.
	Confidence *float64 `json:"confidence"`
}
