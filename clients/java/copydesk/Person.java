// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Somebody whom the text names and who is not its author.
 *
 * @param name The full name as first printed, without title: {@code Angela Merkel}.
 * @param rel {@code mentioned}. Others may come: let a code that you do not know pass. Absent: {@code
 * mentioned}.
 * @param count How often the text names them, by surname too. Absent: {@code 1}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Person(
        @JsonProperty(value = "name", required = true) String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("rel") String rel,
        @JsonProperty("uri") String uri,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("count") Long count) {}
