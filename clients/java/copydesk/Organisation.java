// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An organisation that the text names and that is known.
 *
 * @param name Its usual name in English.
 * @param rel {@code mentioned}. Others may come: let a code that you do not know pass. Absent: {@code
 * mentioned}.
 * @param uri {@code http://www.wikidata.org/entity/Q7817}, where it is known.
 * @param count Absent: {@code 1}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Organisation(
        @JsonProperty(value = "name", required = true) String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("rel") String rel,
        @JsonProperty("uri") String uri,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("count") Long count) {}
