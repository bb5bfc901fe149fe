// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * One fetched page or wire message, untouched. Exactly one of {@code body} and {@code body_b64} is given.
 *
 * <p>A source or a URL is enough; with neither, the agency that the text itself names, {@code (defapress)},
 * becomes the source. What is written otherwise and can mean one thing only, {@code BBC} as a source or a fetch
 * without offset, is taken as meant and named in {@code extraction.warnings}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RawDocument {
    /**
     * Names this fetch; a UUIDv7 is best. Absent: derived from topic, partition and offset.
     */
    @JsonProperty("record_id")
    public String recordId;

    /**
     * The publisher. Absent: from the URL's host.
     */
    @JsonProperty("source_id")
    public String sourceId;

    /**
     * Where the document was fetched.
     */
    @JsonProperty("url")
    public String url;

    /**
     * The document as text.
     */
    @JsonProperty("body")
    public String body;

    /**
     * The document's bytes in base64 (RFC 4648), for anything that is not clean UTF-8.
     */
    @JsonProperty("body_b64")
    public String bodyB64;

    /**
     * Media type as the server gave it, {@code text/html; charset=windows-1256}. Absent: recognised from the
     * content.
     */
    @JsonProperty("content_type")
    public String contentType;

    /**
     * Character set of {@code body_b64}; outranks the one in {@code content_type}.
     */
    @JsonProperty("charset")
    public String charset;

    /**
     * When the document was fetched. Absent: the Kafka record's time. RFC 3339, with an offset.
     */
    @JsonProperty("fetched_at")
    public String fetchedAt;

    /**
     * Status of the response that carried the document.
     */
    @JsonProperty("http_status")
    public Long httpStatus;

    /**
     * Headers of that response.
     */
    @JsonProperty("http_headers")
    public Map<String, String> httpHeaders;

    /**
     * What the scraper knows for certain.
     */
    @JsonProperty("hints")
    public Hints hints;

    /**
     * Name and version of the scraper, for tracing.
     */
    @JsonProperty("scraper")
    public String scraper;
}
