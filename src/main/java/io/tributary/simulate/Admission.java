package io.tributary.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.iam.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which services a queue's policy lets in, read in the plainest way: by the name of the service and
 * the ARNs that a condition on {@code aws:SourceArn} lists. A statement that says more is taken to
 * admit; so nothing is called a breach that a full evaluation would allow.
 */
final class Admission {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SENDING = List.of("sqs:sendmessage", "sqs:*", "*");

  /** A service and one source ARN that it may act for; a star for any of either. */
  private record Grant(String service, String source) {
    boolean covers(Principal.Service sender) {
      return (service.equals(sender.name()) || service.equals("*"))
          && (source.equals(sender.sourceArn()) || source.contains("*") || source.contains("?"));
    }
  }

  private final List<Grant> grants = new ArrayList<>();

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
    for (Grant grant : grants) {
      if (grant.covers(service)) {
        return true;
      }
    }
    return false;
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
    List<String> sources = sourceArns(statement.path("Condition"));
    names.forEach(name -> sources.forEach(source -> grants.add(new Grant(name.asText(), source))));
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
