// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * Others may come: let a code that you do not know pass.
 */
public final class ArticleIdentityMethod {
    public static final String HINT = "hint";
    public static final String LABEL = "label";
    public static final String METADATA = "metadata";
    public static final String URL_ID = "url_id";
    public static final String CANONICAL_URL = "canonical_url";
    public static final String CONTENT_HASH = "content_hash";

    private ArticleIdentityMethod() {}
}
