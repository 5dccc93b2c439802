package io.tributary.cloud.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The statements of a resource's policy, put in and taken out by their ids. */
public final class PolicyStatements {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode policy;
  private final ArrayNode statements;

  /**
   * The statements of a checked policy.
   *
   * @param json null for a policy that has none yet
   */
  public PolicyStatements(String json) {
    this.policy =
        json == null
            ? JSON.createObjectNode().put("Version", PolicyReader.NEWEST_VERSION)
            : read(json);
    List<JsonNode> present = PolicyElements.of(policy.path("Statement"));
    this.statements = policy.putArray("Statement").addAll(present);
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checked policy is not JSON: " + json, e);
    }
  }

  /**
   * The first action that is none of a service's permissions; patterns are no such actions, nor is
   * what stands in {@code NotAction}.
   *
   * @param service before the colon, such as {@code sqs}
   * @param permissions after it, in any case
   */
  public Optional<String> actionBeside(String service, Set<String> permissions) {
    return stream()
        .flatMap(statement -> PolicyElements.texts(statement.path("Action")).stream())
        .filter(action -> !PolicyElements.isWild(action))
        .filter(
            action ->
                permissions.stream()
                    .noneMatch(name -> action.equalsIgnoreCase(service + ":" + name)))
        .findFirst();
  }

  /** How many have no {@code Sid}, or an empty one. */
  public long withoutSid() {
    return stream().filter(statement -> statement.path("Sid").asText().isEmpty()).count();
  }

  private Stream<JsonNode> stream() {
    return StreamSupport.stream(statements.spliterator(), false);
  }

  public boolean isEmpty() {
    return statements.isEmpty();
  }

  public boolean has(String sid) {
    return indexOf(sid) >= 0;
  }

  /** Adds a statement that allows; whom, what and where is left to be put into it. */
  public ObjectNode allow(String sid) {
    return statements.addObject().put("Sid", sid).put("Effect", "Allow");
  }

  /** Takes a statement out; false when none has this id. */
  public boolean remove(String sid) {
    return statements.remove(indexOf(sid)) != null;
  }

  private int indexOf(String sid) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i).path("Sid").equals(TextNode.valueOf(sid))) {
        return i;
      }
    }
    return -1;
  }

  /** The policy with these statements. */
  public String json() {
    return policy.toString();
  }
}
