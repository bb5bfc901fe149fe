// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Somebody whom the story cites for what it says.
 *
 * @param name The usual name: {@code Al Jazeera} for "Al-Jazeera reported".
 * @param role How it is cited: {@code reported_by}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InfoSource(
        @JsonProperty(value = "name", required = true) String name,
        @JsonProperty(value = "role", required = true) String role) {}
