// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a story is about, by a code of a scheme; at least one of code, name and uri is given.
 *
 * @param code {@code 15054000}, {@code medtop:20000822}: as the provider writes it.
 * @param scheme Whose code it is: a URI, or the name that the provider gives it, {@code medtop}, {@code
 * tobject}.
 * @param uri {@code http://cv.iptc.org/newscodes/mediatopic/20000822}; only on articles.
 * @param creator Who says so: null for the provider, {@code copydesk} for what the desk drew from section, tags
 * and codes.
 * @param confidence How sure the desk is; null for what the provider says.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Subject(
        @JsonProperty("code") String code,
        @JsonProperty("scheme") String scheme,
        @JsonProperty("name") String name,
        @JsonProperty("uri") String uri,
        @JsonProperty("creator") String creator,
        @JsonProperty("confidence") Double confidence) {}
