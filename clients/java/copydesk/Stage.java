// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * Where in the pipeline a document was turned away. Others may come: let a code that you do not know pass.
 */
public final class Stage {
    public static final String DECODE = "decode";
    public static final String PARSE = "parse";
    public static final String EDIT = "edit";

    private Stage() {}
}
