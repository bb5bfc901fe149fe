// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * Why a document was turned away. The code is the Kafka header, the metric tag and the README row.
 *
 * <br>- {@code empty}: The record has no value, or nothing but white space. Publish the document; a tombstone
 * has no meaning on news.raw.
 * <br>- {@code oversized}: The record, or the article made of it, is over the size limit. Strip scripts and
 * inline images before publishing, or raise COPYDESK_MAX_DOCUMENT_BYTES.
 * <br>- {@code bad_json}: The value is neither a JSON object nor a page with CloudEvents headers. Send one JSON
 * object per record, UTF-8.
 * <br>- {@code bad_schema}: The JSON object does not fit RawDocument; the message names the field. Compare with
 * schemas/json/raw-document.schema.json.
 * <br>- {@code bad_cloudevent}: The record has CloudEvents headers, but a required one is missing or malformed.
 * Send ce_specversion, ce_id, ce_source, ce_type and content-type.
 * <br>- {@code no_body}: Neither body nor body_b64 is given. Give exactly one.
 * <br>- {@code two_bodies}: Both body and body_b64 are given. Give exactly one.
 * <br>- {@code bad_base64}: body_b64 is not base64. Encode with the standard alphabet of RFC 4648, padded.
 * <br>- {@code bad_charset}: The bytes cannot be read in the declared or any likely character set. Correct
 * charset, or leave it out if unsure.
 * <br>- {@code not_text}: The bytes are an image, a PDF, an archive or other binary matter. Publish the page,
 * not its attachments.
 * <br>- {@code no_source}: Neither source_id nor url is given, and the text names no agency. Give source_id or
 * url.
 * <br>- {@code no_text}: The document holds no readable text. Check what the scraper fetched: a script-only
 * page, a consent wall?
 * <br>- {@code not_an_article}: The text has neither a headline nor a paragraph that could be a story, or it is
 * a web page of another kind: a listing, a collection, a product, an error page. Do not publish listings, error
 * pages and teasers.
 * <br>- {@code bad_format}: The document is JSON or XML that tells no story that Copydesk can read: of a format
 * it does not know, or an item of another kind. The message says what was found. Publish the items that are
 * stories; ask for a reader where the format is a newsroom's.
 * <br>- {@code feed}: The document is a feed of many stories. Publish each entry as a document of its own:
 * {@code copydesk publish} splits a feed.
 * <br>- {@code embargoed}: The story must not be published yet, and COPYDESK_EMBARGO=reject. Publish it again
 * when the time in the message has come.
 * <br>- {@code crashed}: The document ends the process that reads it, or takes more time or memory than the desk
 * gives one. Report it with the original bytes; after the fix, publish it again.
 * <br>- {@code internal}: The desk failed on this document. This is a bug. Report it with the original bytes;
 * after the fix, publish them again. Others may come: let a code that you do not know pass.
 */
public final class Reason {
    public static final String EMPTY = "empty";
    public static final String OVERSIZED = "oversized";
    public static final String BAD_JSON = "bad_json";
    public static final String BAD_SCHEMA = "bad_schema";
    public static final String BAD_CLOUDEVENT = "bad_cloudevent";
    public static final String NO_BODY = "no_body";
    public static final String TWO_BODIES = "two_bodies";
    public static final String BAD_BASE64 = "bad_base64";
    public static final String BAD_CHARSET = "bad_charset";
    public static final String NOT_TEXT = "not_text";
    public static final String NO_SOURCE = "no_source";
    public static final String NO_TEXT = "no_text";
    public static final String NOT_AN_ARTICLE = "not_an_article";
    public static final String BAD_FORMAT = "bad_format";
    public static final String FEED = "feed";
    public static final String EMBARGOED = "embargoed";
    public static final String CRASHED = "crashed";
    public static final String INTERNAL = "internal";

    private Reason() {}
}
