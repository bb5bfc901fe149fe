// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * Which reader read the document. Others may come: let a code that you do not know pass.
 */
public final class ExtractionMethod {
    public static final String TEXT = "text";
    public static final String HTML = "html";

    private ExtractionMethod() {}
}
