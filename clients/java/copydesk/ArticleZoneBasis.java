// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * What the offset rests on: printed beside the time, named, hinted, the site's home zone, the calendar of the
 * date, other times of the page, the language of the text, or nothing. Absent: {@code none}. Others may come:
 * let a code that you do not know pass.
 */
public final class ArticleZoneBasis {
    public static final String OFFSET = "offset";
    public static final String ZONE_NAME = "zone_name";
    public static final String HINT = "hint";
    public static final String SITE = "site";
    public static final String CALENDAR = "calendar";
    public static final String PAGE = "page";
    public static final String LANGUAGE = "language";
    public static final String NONE = "none";

    private ArticleZoneBasis() {}
}
