// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

/**
 * {@code dateline}: the story was filed there. Absent: {@code mentioned}. Others may come: let a code that you
 * do not know pass.
 */
public final class PlaceRel {
    public static final String MENTIONED = "mentioned";
    public static final String DATELINE = "dateline";

    private PlaceRel() {}
}
