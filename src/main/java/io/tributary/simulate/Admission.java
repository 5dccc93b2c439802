package io.tributary.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.Documents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which services a queue's policy lets in, read without the cloud's own evaluator, so that a
 * mistake of that one shows. A service is in if a statement that allows sends names it, and every
 * condition on {@code aws:SourceArn} by an operator known here has a pattern for its source.
 *
 * <p>All that narrows further is left aside: denials, resources, other keys and operators, policy
 * variables, and where a star ends. So more is admitted than IAM would; nothing is called a breach
 * that a full evaluation would allow.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
final class Admission {

  private static final String SEND = "sqs:sendmessage";

  /** Those that a source has to match; any other may be about what it must not. */
  private static final Set<String> MATCHING =
      Set.of("arnequals", "arnlike", "stringequals", "stringlike");

  /**
   * A statement that allows sends.
   *
   * @param services names of services; a star for any
   * @param sources of each condition the patterns, of which the source has to match one
   */
  private record Grant(List<String> services, List<List<Pattern>> sources) {
    boolean covers(Principal.Service sender) {
      return (services.contains(sender.name()) || services.contains("*"))
          && sources.stream().allMatch(any -> matches(any, sender.sourceArn()));
    }

    private static boolean matches(List<Pattern> any, String source) {
      return any.stream().anyMatch(pattern -> pattern.matcher(source).matches());
    }
  }

  private final List<Grant> grants = new ArrayList<>();

  /** What was decided before: a queue has few senders and many messages. */
  private final Map<Principal.Service, Boolean> decided = new HashMap<>();

  private Admission() {}

  /**
   * Whom a policy admits; nobody if it is no JSON object, as no policy is, and none that deploys.
   */
  static Admission of(String policy) {
    Admission admission = new Admission();
    Documents.object(policy)
        .ifPresent(document -> each(document.path("Statement")).forEach(admission::add));
    return admission;
  }

  /** Whether a service may send; of other principals their own policies decide. */
  boolean admits(Principal sender) {
    return !(sender instanceof Principal.Service service)
        || decided.computeIfAbsent(service, this::covered);
  }

  private boolean covered(Principal.Service service) {
    return grants.stream().anyMatch(grant -> grant.covers(service));
  }

  private void add(JsonNode statement) {
    if (statement.path("Effect").asText().equals("Allow") && sends(statement)) {
      grants.add(new Grant(services(statement), sources(statement.path("Condition"))));
    }
  }

  private static boolean sends(JsonNode statement) {
    return statement.has("NotAction")
        || texts(statement.path("Action")).stream()
            .anyMatch(action -> glob(action.toLowerCase(Locale.ROOT)).matcher(SEND).matches());
  }

  private static List<String> services(JsonNode statement) {
    JsonNode principal = statement.path("Principal");
    boolean anyone =
        statement.has("NotPrincipal")
            || texts(principal).contains("*")
            || texts(principal.path("AWS")).contains("*");
    return anyone ? List.of("*") : texts(principal.path("Service"));
  }

  private static List<List<Pattern>> sources(JsonNode condition) {
    List<List<Pattern>> sources = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      if (MATCHING.contains(operator.getKey().toLowerCase(Locale.ROOT))) {
        for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
          if (key.getKey().equalsIgnoreCase("aws:SourceArn")) {
            sources.add(texts(key.getValue()).stream().map(Admission::glob).toList());
          }
        }
      }
    }
    return sources;
  }

  /** A pattern in which a star, a question mark or a policy variable stands for anything. */
  private static Pattern glob(String text) {
    String quoted = "\\Q" + text.replaceAll("\\$\\{[^}]*}|[*?]", "\\\\E.*\\\\Q") + "\\E";
    return Pattern.compile(quoted, Pattern.DOTALL);
  }

  private static List<String> texts(JsonNode oneOrMany) {
    return each(oneOrMany).stream().map(JsonNode::asText).toList();
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
