// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * The same record again; the same content fetched again; content fetched before the version that stands. Others
 * may come: let a code that you do not know pass.
 */
public final class DuplicateKind {
    public static final String REDELIVERY = "redelivery";
    public static final String RECRAWL = "recrawl";
    public static final String STALE = "stale";

    private DuplicateKind() {}
}
