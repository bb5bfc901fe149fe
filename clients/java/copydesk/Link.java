// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Another item that the provider ties to this one.
 *
 * @param rel How, by the name that the provider gives it: {@code seeAlso}, {@code translationOf}, {@code
 * previousVersion}.
 * @param id The other item's ID or address.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Link(
        @JsonProperty(value = "rel", required = true) String rel,
        @JsonProperty(value = "id", required = true) String id) {}
