package io.tributary.cloud.iam;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a policy document from the outside in; what AWS rejects is named with its place. */
final class PolicyReader {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
  static final String NEWEST_VERSION = "2012-10-17";
  private static final String OLDEST_VERSION = "2008-10-17";

  private final String json;
  private final PolicyDocument.Kind kind;

  PolicyReader(String json, PolicyDocument.Kind kind) {
    this.json = json;
    this.kind = kind;
  }

  PolicyDocument read() {
    JsonNode document = tree();
    for (Iterator<String> names = document.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      require(ELEMENTS.contains(name), "Syntax errors in policy: unknown element '%s'", name);
    }
    String version = version(document.get("Version"));
    return new PolicyDocument(kind, json, version, statements(document.get("Statement"), version));
  }

  private JsonNode tree() {
    if (json == null || json.isBlank()) {
      throw new MalformedPolicyException("Syntax errors in policy: the document is empty");
    }
    JsonNode document;
    try {
      document = JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new MalformedPolicyException(
          "This policy contains invalid Json: " + broken.getOriginalMessage());
    }
    require(document.isObject(), "Syntax errors in policy: the document must be a JSON object");
    return document;
  }

  private static String version(JsonNode version) {
    if (version == null) {
      return OLDEST_VERSION;
    }
    String text = version.isTextual() ? version.textValue() : version.toString();
    require(
        text.equals(NEWEST_VERSION) || text.equals(OLDEST_VERSION),
        "Syntax errors in policy: Version '%s' must be 2012-10-17, or the older 2008-10-17",
        text);
    return text;
  }

  private List<Statement> statements(JsonNode node, String version) {
    require(node != null, "Syntax errors in policy: Statement is missing");
    List<JsonNode> nodes = PolicyElements.of(node);
    require(!nodes.isEmpty(), "Syntax errors in policy: Statement is empty");
    List<Statement> statements = new ArrayList<>();
    Set<String> sids = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      String place = node.isArray() ? "Statement[" + i + "]" : "Statement";
      StatementReader reader = new StatementReader(nodes.get(i), place, kind, version);
      String sid = reader.sid();
      require(
          sid == null || sid.isEmpty() || sids.add(sid),
          "Statement IDs (SID) in a single policy must be unique: '%s' at %s",
          sid,
          place);
      statements.add(reader.read());
    }
    return List.copyOf(statements);
  }

  /** What is wrong is put into words only when something is: most policies are well formed. */
  static void require(boolean holds, String problem, Object... details) {
    if (!holds) {
      throw new MalformedPolicyException(problem.formatted(details));
    }
  }

  /** The fields of an object in their order. */
  static List<Map.Entry<String, JsonNode>> fields(JsonNode object) {
    return List.copyOf(object.properties());
  }
}
