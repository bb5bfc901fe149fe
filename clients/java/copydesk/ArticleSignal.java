// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * Others may come: let a code that you do not know pass.
 */
public final class ArticleSignal {
    public static final String UPDATE = "update";
    public static final String CORRECTION = "correction";
    public static final String KILL = "kill";
    public static final String ADVISORY = "advisory";

    private ArticleSignal() {}
}
