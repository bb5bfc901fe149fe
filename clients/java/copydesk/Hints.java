// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the scraper knows for certain, from a feed or a listing. A hint outranks what the page says.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Hints {
    /**
     * The publisher's ID of the story.
     */
    @JsonProperty("news_id")
    public String newsId;

    /**
     * The headline, as the feed gave it.
     */
    @JsonProperty("headline")
    public String headline;

    /**
     * When the story was first published, with a UTC offset. RFC 3339, with an offset.
     */
    @JsonProperty("published_at")
    public String publishedAt;

    /**
     * BCP 47 tag, {@code fa} or {@code pt-BR}.
     */
    @JsonProperty("language")
    public String language;

    /**
     * IANA name of the zone in which the source prints times that carry none: {@code Asia/Tehran}.
     */
    @JsonProperty("time_zone")
    public String timeZone;
}
