// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * {@code copy}: one tells what the other tells, in its words. {@code series}: the words are the same, the
 * numbers are not, as of two days' prices. {@code round-up}: the later one holds the earlier among other things.
 * Others may come: let a code that you do not know pass.
 */
public final class CopyLinkRel {
    public static final String COPY = "copy";
    public static final String SERIES = "series";
    public static final String ROUND_UP = "round-up";

    private CopyLinkRel() {}
}
