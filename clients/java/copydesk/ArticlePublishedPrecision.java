// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * Absent: {@code none}. Others may come: let a code that you do not know pass.
 */
public final class ArticlePublishedPrecision {
    public static final String MINUTE = "minute";
    public static final String DAY = "day";
    public static final String NONE = "none";

    private ArticlePublishedPrecision() {}
}
