// Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT.
package copydesk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One difference between a version and the one before it.
 *
 * @param path A JSON Pointer: a field of the article, {@code /headline}; for a paragraph {@code /body_text/3},
 * counted from 0 in this version, or, where it was removed, in the one before. Paragraphs are parted by an empty
 * line.
 * @param movedFrom Of a move: where the paragraph was, in the version before.
 * @param words Of a headline or abstract, word by word: {@code =3} keeps three words, {@code -old words}, {@code
 * +new words}. In scripts without spaces a character is a word.
 * @param value What stands in the field now, where it is short; null where it was removed, where {@code words}
 * say it, and for paragraphs.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Change(
        @JsonProperty(value = "op", required = true) String op,
        @JsonProperty(value = "path", required = true) String path,
        @JsonProperty("moved_from") String movedFrom,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("words") List<String> words,
        @JsonProperty("value") JsonNode value) {}
