package io.tributary.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.iam.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which services a queue's policy lets in, read in the plainest way: by the name of the service and
 * the ARNs that a condition on {@code aws:SourceArn} lists. A statement that says more is taken to
 * admit; so nothing is called a breach that a full evaluation would allow.
 */
final class Admission {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SENDING = List.of("sqs:sendmessage", "sqs:*", "*");

  /** By service, the source ARNs it may act for; a star for any. */
  private final Map<String, List<String>> sources = new TreeMap<>();

  private Admission() {}

  /** Whom a policy admits; an empty text is no policy. */
  static Admission of(String policy) {
    Admission admission = new Admission();
    if (!policy.isEmpty()) {
      try {
        each(JSON.readTree(policy).path("Statement")).forEach(admission::add);
      } catch (JsonProcessingException notJson) {
        throw new IllegalArgumentException("a queue policy is not JSON: " + policy, notJson);
      }
    }
    return admission;
  }

  /** Whether a service may send; of other principals their own policies decide. */
  boolean admits(Principal sender) {
    if (!(sender instanceof Principal.Service service)) {
      return true;
    }
    return admits("*", service) || admits(service.name(), service);
  }

  private boolean admits(String name, Principal.Service service) {
    List<String> allowed = sources.getOrDefault(name, List.of());
    return allowed.stream().anyMatch(arn -> covers(arn, service.sourceArn()));
  }

  private static boolean covers(String pattern, String arn) {
    return pattern.contains("*") || pattern.contains("?") || pattern.equals(arn);
  }

  private void add(JsonNode statement) {
    boolean sends =
        each(statement.path("Action")).stream()
            .anyMatch(action -> SENDING.contains(action.asText().toLowerCase(Locale.ROOT)));
    if (!sends || !statement.path("Effect").asText().equals("Allow")) {
      return;
    }
    JsonNode principal = statement.path("Principal");
    List<JsonNode> names = each(principal.isObject() ? principal.path("Service") : principal);
    names.forEach(
        name ->
            sources
                .computeIfAbsent(name.asText(), service -> new ArrayList<>())
                .addAll(sourceArns(statement.path("Condition"))));
  }

  private static List<String> sourceArns(JsonNode condition) {
    for (JsonNode operator : condition) {
      for (Map.Entry<String, JsonNode> key : operator.properties()) {
        if (key.getKey().equalsIgnoreCase("aws:SourceArn")) {
          return each(key.getValue()).stream().map(JsonNode::asText).toList();
        }
      }
    }
    return List.of("*");
  }

  private static List<JsonNode> each(JsonNode oneOrMany) {
    List<JsonNode> all = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(all::add);
    } else if (!oneOrMany.isMissingNode()) {
      all.add(oneOrMany);
    }
    return all;
  }
}
