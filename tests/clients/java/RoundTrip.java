import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import copydesk.Article;
import copydesk.CopyLink;
import copydesk.Duplicate;
import copydesk.RawDocument;
import copydesk.Rejection;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads a line {"contract": ..., "message": ...} after the other, and writes the message as its type has it. */
class RoundTrip {
    private static final Map<String, Class<?>> TYPES = Map.of(
            "article", Article.class,
            "copy-link", CopyLink.class,
            "duplicate", Duplicate.class,
            "raw-document", RawDocument.class,
            "rejection", Rejection.class);

    public static void main(String[] arguments) throws Exception {
        var json = new ObjectMapper();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode given = json.readTree(line);
            Object message = json.readValue(given.get("message").toString(), TYPES.get(given.get("contract").asText()));
            out.println(json.writeValueAsString(message));
        }
    }
}
