// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * {@code withheld}: not to be published before {@code embargoed_until}, or, where that is null, before another
 * version says so. {@code canceled}: to be taken back; {@code editorial_note} says why where the provider does,
 * and {@code body_text} may be empty. Absent: {@code usable}. Others may come: let a code that you do not know
 * pass.
 */
public final class ArticlePubstatus {
    public static final String USABLE = "usable";
    public static final String WITHHELD = "withheld";
    public static final String CANCELED = "canceled";

    private ArticlePubstatus() {}
}
