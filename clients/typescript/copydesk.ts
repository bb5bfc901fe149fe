// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.

/** Any JSON value. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A parsed article that is new or revised, with what the desk adds. */
export interface Article {
  guid: string;
  /** The publisher. */
  source_id: string;
  /** The publisher's ID of the story; where it has none, one derived from the canonical URL or the content. */
  news_id: string;
  identity_method: ArticleIdentityMethod;
  /** The raw record that this was read from. */
  record_id: string;
  /** As the scraper gave it. */
  url?: string | null;
  /** Without tracking parameters, AMP and mobile hosts: equal for equal pages. */
  canonical_url?: string | null;
  /** Plain text on one line. */
  headline?: string | null;
  /** The lead or summary that the publisher printed; never made up. */
  abstract?: string | null;
  /** Paragraphs separated by a blank line, without labels, navigation, sign-off or comments. */
  body_text: string;
  authors?: Array<Author>;
  /** As printed: `By Poornima Gupta`. */
  byline?: string | null;
  dateline?: Dateline | null;
  /** The publisher's keywords, as printed, in order. */
  tags?: Array<string>;
  /** The publisher's section or category. */
  section?: string | null;
  images?: Array<Image>;
  /** BCP 47 tag, as the document or the scraper declares it. */
  language?: string | null;
  pubstatus?: ArticlePubstatus;
  /** Before this time nobody may publish the story; kept when the time has passed. RFC 3339, in UTC. */
  embargoed_until?: string | null;
  /** The words that `embargoed_until` was read from. */
  embargoed_raw?: string | null;
  /** What the provider says of this version. */
  signals?: Array<ArticleSignal>;
  /** What the provider tells editors: why a story is taken back, what is corrected. Not for readers. */
  editorial_note?: string | null;
  /** The provider's own number of this version. `version` of the article counts what Copydesk has seen. */
  provider_version?: string | null;
  /** The IPTC's editorial urgency: 1 flash, 4 normal, 8 least. */
  urgency?: number | null;
  /** The name of the story among editors: `Harbour-bridge`. */
  slugline?: string | null;
  /** What kind of text it is: `Analysis`, `Interview`. */
  genre?: string | null;
  /** What the provider's codes say that the story is about; the names alone are among `tags` too. */
  subjects?: Array<Subject>;
  copyright_holder?: string | null;
  /** Under which terms the provider lets the story be used, in its words. */
  usage_terms?: string | null;
  /** Other items that the provider names: earlier versions, translations, related stories. */
  links?: Array<Link>;
  /**
   * First publication. With precision `day`: midnight UTC of the printed date. With zone basis `none`: the printed
   * time read as UTC. RFC 3339, in UTC.
   */
  published_at?: string | null;
  /** The words that `published_at` was read from. */
  published_raw?: string | null;
  published_precision?: ArticlePublishedPrecision;
  zone_basis?: ArticleZoneBasis;
  /** Last change of the story that the publisher states; never the page's clock. RFC 3339, in UTC. */
  modified_at?: string | null;
  /** RFC 3339, in UTC. */
  fetched_at?: string | null;
  /** The time of the raw Kafka record; of one that was sent again, that of its first sending. RFC 3339, in UTC. */
  ingested_at?: string | null;
  /** Equal for two crawls of one version of a story. */
  content_hash: string;
  extraction: Extraction;
  /** 1 for a new story, one more for each revision. */
  version: number;
  /** When version 1 came in: its `ingested_at`. RFC 3339, in UTC. */
  first_seen_at?: string | null;
  /**
   * Which fields differ from the version before; empty for version 1, and for the first after the story was
   * forgotten.
   */
  changed_fields?: Array<string>;
  /** `content_hash` of the version before; null for version 1, and for the first after the story was forgotten. */
  previous_content_hash?: string | null;
  /** What the version changed, as far as the memory of the one before tells; empty for version 1. */
  changes?: Array<Change>;
  /** 1.0 where the language is declared, else the detector's share; null where it is unknown. */
  language_confidence?: number | null;
  /** Words of `body_text`; in scripts without spaces, characters divided by the script's mean word length. */
  word_count?: number | null;
  reading_time_seconds?: number | null;
  /** In order of first mention. */
  info_sources?: Array<InfoSource>;
  /** Cities, regions and the like, those named most often first; countries are in `countries`. */
  places?: Array<Place>;
  /** ISO 3166-1 alpha-2 codes of the countries that the story is about, the one named most often first. */
  countries?: Array<string>;
  /** In order of first mention; only where a rule is sure. */
  people?: Array<Person>;
  /** In order of first mention. */
  organisations?: Array<Organisation>;
  /** Words and names that set the text apart, the strongest first; `tags` are the publisher's own. */
  keywords?: Array<string>;
  /** In order; of named speakers only. */
  quotes?: Array<Quote>;
  /** BCP 47 tag of each paragraph of `body_text`, where they are in more than one language; else empty. */
  paragraph_languages?: Array<string | null>;
  /** Hex; near texts have near fingerprints. null for a text too short to have one. */
  fingerprint?: string | null;
  /** What enrichers of other packages add, by the name of each. */
  extensions?: { [name: string]: JsonValue };
  /** One line for each enricher that failed: `language: ValueError`. The article is otherwise whole. */
  enrichment_notes?: Array<string>;
}

/**
 * Whether a value is an object with every field that is never absent, of the right type; fields that may be
 * absent are not looked at.
 */
export function isArticle(value: unknown): value is Article {
  return (
    isObject(value) &&
    typeof value.guid === "string" &&
    typeof value.source_id === "string" &&
    typeof value.news_id === "string" &&
    typeof value.identity_method === "string" &&
    typeof value.record_id === "string" &&
    typeof value.body_text === "string" &&
    typeof value.content_hash === "string" &&
    isObject(value.extraction) &&
    typeof value.version === "number"
  );
}

/** Others may come: let a code that you do not know pass. */
export type ArticleIdentityMethod = "hint" | "label" | "metadata" | "url_id" | "canonical_url" | "content_hash" | (string & {});

/** Absent: `none`. Others may come: let a code that you do not know pass. */
export type ArticlePublishedPrecision = "minute" | "day" | "none" | (string & {});

/**
 * `withheld`: not to be published before `embargoed_until`, or, where that is null, before another version says
 * so. `canceled`: to be taken back; `editorial_note` says why where the provider does, and `body_text` may be
 * empty. Absent: `usable`. Others may come: let a code that you do not know pass.
 */
export type ArticlePubstatus = "usable" | "withheld" | "canceled" | (string & {});

/** Others may come: let a code that you do not know pass. */
export type ArticleSignal = "update" | "correction" | "kill" | "advisory" | (string & {});

/**
 * What the offset rests on: printed beside the time, named, hinted, the site's home zone, the calendar of the
 * date, other times of the page, the language of the text, or nothing. Absent: `none`. Others may come: let a
 * code that you do not know pass.
 */
export type ArticleZoneBasis = "offset" | "zone_name" | "hint" | "site" | "calendar" | "page" | "language" | "none" | (string & {});

/** schema.org Person, as far as a page names one. */
export interface Author {
  name: string;
  url?: string | null;
}

/** One difference between a version and the one before it. */
export interface Change {
  op: ChangeOp;
  /**
   * A JSON Pointer: a field of the article, `/headline`; for a paragraph `/body_text/3`, counted from 0 in this
   * version, or, where it was removed, in the one before. Paragraphs are parted by an empty line.
   */
  path: string;
  /** Of a move: where the paragraph was, in the version before. */
  moved_from?: string | null;
  /**
   * Of a headline or abstract, word by word: `=3` keeps three words, `-old words`, `+new words`. In scripts
   * without spaces a character is a word.
   */
  words?: Array<string>;
  /**
   * What stands in the field now, where it is short; null where it was removed, where `words` say it, and for
   * paragraphs.
   */
  value?: JsonValue;
}

/** Others may come: let a code that you do not know pass. */
export type ChangeOp = "add" | "remove" | "replace" | "move" | (string & {});

/**
 * Two stories of different publishers with the same words. The key names the pair, so a new version of either
 * replaces the link; one that lost the words leaves it as it is, with the versions that had them.
 */
export interface CopyLink {
  /** Who was first, by `published_at` where both have one, then by `ingested_at`, then by guid. */
  earlier: LinkedVersion;
  later: LinkedVersion;
  rel: CopyLinkRel;
  /** How much of the shorter one the longer one holds. */
  score: number;
  /** How many hashes both have; a hash stands for some four words of running text. */
  shared: number;
}

/**
 * Whether a value is an object with every field that is never absent, of the right type; fields that may be
 * absent are not looked at.
 */
export function isCopyLink(value: unknown): value is CopyLink {
  return (
    isObject(value) &&
    isObject(value.earlier) &&
    isObject(value.later) &&
    typeof value.rel === "string" &&
    typeof value.score === "number" &&
    typeof value.shared === "number"
  );
}

/**
 * `copy`: one tells what the other tells, in its words. `series`: the words are the same, the numbers are not,
 * as of two days' prices. `round-up`: the later one holds the earlier among other things. Others may come: let a
 * code that you do not know pass.
 */
export type CopyLinkRel = "copy" | "series" | "round-up" | (string & {});

/** Where and when a story was filed, as its first line says: `TEHRAN, Apr. 17 (MNA) -`. */
export interface Dateline {
  /** As printed. */
  text: string;
  /** The place as printed: `BUENOS AIRES, Argentina`. */
  place?: string | null;
  /** The date as printed, most often without a year: `Apr. 17`. */
  date?: string | null;
  /**
   * The agency, `MNA`: as printed but for its brackets; an acronym in Latin letters, and of a compound such as
   * `tca/dpa` the wire that sends.
   */
  agency?: string | null;
  /** ISO 3166-1 alpha-2, only where the place leaves no doubt. */
  country_code?: string | null;
  /** Where that place is; only on articles, and only where the place leaves no doubt. */
  geo?: Geo | null;
}

/** A raw record that brought nothing new. Light: what, of what, why. */
export interface Duplicate {
  /** The raw record that repeated the story. */
  record_id: string;
  guid: string;
  /** The record that the version it repeats came from. */
  duplicate_of: string;
  /** The version that stood when it came. */
  version: number;
  kind: DuplicateKind;
  /** Record time of the repeating record, so that a repeat after a crash writes the same notice. RFC 3339, in UTC. */
  detected_at?: string | null;
}

/**
 * Whether a value is an object with every field that is never absent, of the right type; fields that may be
 * absent are not looked at.
 */
export function isDuplicate(value: unknown): value is Duplicate {
  return (
    isObject(value) &&
    typeof value.record_id === "string" &&
    typeof value.guid === "string" &&
    typeof value.duplicate_of === "string" &&
    typeof value.version === "number" &&
    typeof value.kind === "string"
  );
}

/**
 * The same record again; the same content fetched again; content fetched before the version that stands. Others
 * may come: let a code that you do not know pass.
 */
export type DuplicateKind = "redelivery" | "recrawl" | "stale" | (string & {});

/** How the fields were found. */
export interface Extraction {
  method: ExtractionMethod;
  /**
   * What kind of web page it is: `article`, `service`, `documentation`, `forum`; others, such as `listing`, only
   * where the desk lets them through. null for a document that is no web page.
   */
  page_kind?: string | null;
  /**
   * The site profile of the desk's own that it was read with, and a digest of it: `dailyplanet-example@1f3c9a02`.
   * null where only profiles that come with Copydesk were.
   */
  site_profile?: string | null;
  /** Field name -> the rule that gave it: `{"published_at": "label:Publish Date"}`. */
  provenance?: { [name: string]: string };
  /** Short codes for what was odd, missing or left out: `page_clock_ignored`, `unknown_field:fetchedAt`. */
  warnings?: Array<string>;
  /** True for a version that brings no news: the same document, read anew by a better parser. Only on articles. */
  reprocessed?: boolean;
}

/** Which reader read the document. Others may come: let a code that you do not know pass. */
export type ExtractionMethod = "text" | "html" | (string & {});

/** A point on the earth, WGS 84, degrees. */
export interface Geo {
  lat: number;
  lon: number;
}

/** What the scraper knows for certain, from a feed or a listing. A hint outranks what the page says. */
export interface Hints {
  /** The publisher's ID of the story. */
  news_id?: string | null;
  /** The headline, as the feed gave it. */
  headline?: string | null;
  /** When the story was first published, with a UTC offset. RFC 3339, with an offset. */
  published_at?: string | null;
  /** BCP 47 tag, `fa` or `pt-BR`. */
  language?: string | null;
  /** IANA name of the zone in which the source prints times that carry none: `Asia/Tehran`. */
  time_zone?: string | null;
}

/** A picture that the page says belongs to the story. */
export interface Image {
  url: string;
  caption?: string | null;
}

/** Somebody whom the story cites for what it says. */
export interface InfoSource {
  /** The usual name: `Al Jazeera` for "Al-Jazeera reported". */
  name: string;
  /** How it is cited: `reported_by`. */
  role: string;
}

/** Another item that the provider ties to this one. */
export interface Link {
  /** How, by the name that the provider gives it: `seeAlso`, `translationOf`, `previousVersion`. */
  rel: string;
  /** The other item's ID or address. */
  id: string;
}

/** One of the two stories of a link, in the version that was compared. */
export interface LinkedVersion {
  guid: string;
  version: number;
  /** The publisher. */
  source_id: string;
  /** RFC 3339, in UTC. */
  published_at?: string | null;
  /** RFC 3339, in UTC. */
  ingested_at: string;
}

/** An organisation that the text names and that is known. */
export interface Organisation {
  /** Its usual name in English. */
  name: string;
  /** `mentioned`. Others may come: let a code that you do not know pass. Absent: `mentioned`. */
  rel?: string;
  /** `http://www.wikidata.org/entity/Q7817`, where it is known. */
  uri?: string | null;
  /** Absent: `1`. */
  count?: number;
}

/** Somebody whom the text names and who is not its author. */
export interface Person {
  /** The full name as first printed, without title: `Angela Merkel`. */
  name: string;
  /** `mentioned`. Others may come: let a code that you do not know pass. Absent: `mentioned`. */
  rel?: string;
  uri?: string | null;
  /** How often the text names them, by surname too. Absent: `1`. */
  count?: number;
}

/** A place that the text names, with where it is. */
export interface Place {
  /** Its usual name in English: `Geneva` for "Genf". */
  name: string;
  rel?: PlaceRel;
  /** `https://sws.geonames.org/2660646/`. */
  uri: string;
  /** ISO 3166-1 alpha-2. */
  country_code?: string | null;
  geo: Geo;
  /** How often the text names it. Absent: `1`. */
  count?: number;
}

/**
 * `dateline`: the story was filed there. Absent: `mentioned`. Others may come: let a code that you do not know
 * pass.
 */
export type PlaceRel = "mentioned" | "dateline" | (string & {});

/** Words that the text gives as said by somebody whom it names. */
export interface Quote {
  /** The words, without marks; as `body_text` has them. */
  text: string;
  /** The fullest name that the text gives the speaker. */
  speaker: string;
  /** Where the words begin in `body_text`, in characters (Unicode code points). */
  start: number;
  end: number;
}

/**
 * One fetched page or wire message, untouched. Exactly one of `body` and `body_b64` is given.
 *
 * A source or a URL is enough; with neither, the agency that the text itself names, `(defapress)`, becomes the
 * source. What is written otherwise and can mean one thing only, `BBC` as a source or a fetch without offset, is
 * taken as meant and named in `extraction.warnings`.
 */
export interface RawDocumentFields {
  /** Names this fetch; a UUIDv7 is best. Absent: derived from topic, partition and offset. */
  record_id?: string | null;
  /** The publisher. Absent: from the URL's host. */
  source_id?: string | null;
  /** Where the document was fetched. */
  url?: string | null;
  /** The document as text. */
  body?: string | null;
  /** The document's bytes in base64 (RFC 4648), for anything that is not clean UTF-8. */
  body_b64?: string | null;
  /** Media type as the server gave it, `text/html; charset=windows-1256`. Absent: recognised from the content. */
  content_type?: string | null;
  /** Character set of `body_b64`; outranks the one in `content_type`. */
  charset?: string | null;
  /** When the document was fetched. Absent: the Kafka record's time. RFC 3339, with an offset. */
  fetched_at?: string | null;
  /** Status of the response that carried the document. */
  http_status?: number | null;
  /** Headers of that response. */
  http_headers?: { [name: string]: string };
  /** What the scraper knows for certain. */
  hints?: Hints;
  /** Name and version of the scraper, for tracing. */
  scraper?: string | null;
}

/**
 * One fetched page or wire message, untouched. Exactly one of `body` and `body_b64` is given.
 *
 * A source or a URL is enough; with neither, the agency that the text itself names, `(defapress)`, becomes the
 * source. What is written otherwise and can mean one thing only, `BBC` as a source or a fetch without offset, is
 * taken as meant and named in `extraction.warnings`.
 */
export type RawDocument = RawDocumentFields & (
  | { body: string; body_b64?: null }
  | { body_b64: string; body?: null }
);

/**
 * Whether a value is an object with exactly one body, of the right type; fields that may be absent are not
 * looked at.
 */
export function isRawDocument(value: unknown): value is RawDocument {
  return (
    isObject(value) &&
    ((typeof value.body === "string" && value.body_b64 == null) || (typeof value.body_b64 === "string" && value.body == null))
  );
}

/**
 * Why a document was turned away. The code is the Kafka header, the metric tag and the README row.
 *
 * - `empty`: The record has no value, or nothing but white space. Publish the document; a tombstone has no
 * meaning on news.raw.
 * - `oversized`: The record, or the article made of it, is over the size limit. Strip scripts and inline images
 * before publishing, or raise COPYDESK_MAX_DOCUMENT_BYTES.
 * - `bad_json`: The value is neither a JSON object nor a page with CloudEvents headers. Send one JSON object per
 * record, UTF-8.
 * - `bad_schema`: The JSON object does not fit RawDocument; the message names the field. Compare with
 * schemas/json/raw-document.schema.json.
 * - `bad_cloudevent`: The record has CloudEvents headers, but a required one is missing or malformed. Send
 * ce_specversion, ce_id, ce_source, ce_type and content-type.
 * - `no_body`: Neither body nor body_b64 is given. Give exactly one.
 * - `two_bodies`: Both body and body_b64 are given. Give exactly one.
 * - `bad_base64`: body_b64 is not base64. Encode with the standard alphabet of RFC 4648, padded.
 * - `bad_charset`: The bytes cannot be read in the declared or any likely character set. Correct charset, or
 * leave it out if unsure.
 * - `not_text`: The bytes are an image, a PDF, an archive or other binary matter. Publish the page, not its
 * attachments.
 * - `no_source`: Neither source_id nor url is given, and the text names no agency. Give source_id or url.
 * - `no_text`: The document holds no readable text. Check what the scraper fetched: a script-only page, a
 * consent wall?
 * - `not_an_article`: The text has neither a headline nor a paragraph that could be a story, or it is a web page
 * of another kind: a listing, a collection, a product, an error page. Do not publish listings, error pages and
 * teasers.
 * - `bad_format`: The document is JSON or XML that tells no story that Copydesk can read: of a format it does
 * not know, or an item of another kind. The message says what was found. Publish the items that are stories; ask
 * for a reader where the format is a newsroom's.
 * - `feed`: The document is a feed of many stories. Publish each entry as a document of its own: `copydesk
 * publish` splits a feed.
 * - `embargoed`: The story must not be published yet, and COPYDESK_EMBARGO=reject. Publish it again when the
 * time in the message has come.
 * - `crashed`: The document ends the process that reads it, or takes more time or memory than the desk gives
 * one. Report it with the original bytes; after the fix, publish it again.
 * - `internal`: The desk failed on this document. This is a bug. Report it with the original bytes; after the
 * fix, publish them again. Others may come: let a code that you do not know pass.
 */
export type Reason = "empty" | "oversized" | "bad_json" | "bad_schema" | "bad_cloudevent" | "no_body" | "two_bodies" | "bad_base64" | "bad_charset" | "not_text" | "no_source" | "no_text" | "not_an_article" | "bad_format" | "feed" | "embargoed" | "crashed" | "internal" | (string & {});

/** What the headers of a `news.rejected` record say; the record's key and value are the original's, bit for bit. */
export interface Rejection {
  record_id: string;
  reason: Reason;
  stage: Stage;
  /** One sentence for a person: what was wrong with this very document. */
  message: string;
}

/**
 * Whether a value is an object with every field that is never absent, of the right type; fields that may be
 * absent are not looked at.
 */
export function isRejection(value: unknown): value is Rejection {
  return (
    isObject(value) &&
    typeof value.record_id === "string" &&
    typeof value.reason === "string" &&
    typeof value.stage === "string" &&
    typeof value.message === "string"
  );
}

/** Where in the pipeline a document was turned away. Others may come: let a code that you do not know pass. */
export type Stage = "decode" | "parse" | "edit" | (string & {});

/** What a story is about, by a code of a scheme; at least one of code, name and uri is given. */
export interface Subject {
  /** `15054000`, `medtop:20000822`: as the provider writes it. */
  code?: string | null;
  /** Whose code it is: a URI, or the name that the provider gives it, `medtop`, `tobject`. */
  scheme?: string | null;
  name?: string | null;
  /** `http://cv.iptc.org/newscodes/mediatopic/20000822`; only on articles. */
  uri?: string | null;
  /** Who says so: null for the provider, `copydesk` for what the desk drew from section, tags and codes. */
  creator?: string | null;
  /** How sure the desk is; null for what the provider says. */
  confidence?: number | null;
}
