// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * Others may come: let a code that you do not know pass.
 */
public final class ChangeOp {
    public static final String ADD = "add";
    public static final String REMOVE = "remove";
    public static final String REPLACE = "replace";
    public static final String MOVE = "move";

    private ChangeOp() {}
}
