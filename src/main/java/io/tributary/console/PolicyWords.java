package io.tributary.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.route.ResourceName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy's statement in words: "SNS may send here, only for topic jane-basket-events". What has
 * no words of its own is told by its name.
 */
final class PolicyWords {

  /** Of a longer list the first is told, and how many more there are. */
  private static final int LONGEST_LIST = 6;

  private static final Map<String, String> SERVICES = new LinkedHashMap<>();
  private static final Map<String, String> ACTIONS = new LinkedHashMap<>();

  static {
    SERVICES.put("sns.amazonaws.com", "SNS");
    SERVICES.put("sqs.amazonaws.com", "SQS");
    SERVICES.put("events.amazonaws.com", "EventBridge");
    SERVICES.put("pipes.amazonaws.com", "EventBridge Pipes");
    SERVICES.put("delivery.logs.amazonaws.com", "CloudWatch Logs' delivery");
    SERVICES.put("cloudwatch.amazonaws.com", "CloudWatch");
    ACTIONS.put("sqs:SendMessage", "send");
    ACTIONS.put("sqs:ReceiveMessage", "receive");
    ACTIONS.put("sqs:DeleteMessage", "delete messages");
    ACTIONS.put("sqs:GetQueueAttributes", "read the attributes");
    ACTIONS.put("sns:Publish", "publish");
    ACTIONS.put("events:PutEvents", "put events");
    ACTIONS.put("sts:AssumeRole", "assume this role");
    ACTIONS.put("logs:CreateLogStream", "create log streams");
    ACTIONS.put("logs:PutLogEvents", "write log events");
  }

  private final JsonNode statement;
  private final String here;
  private final AccessRequest request;

  private PolicyWords(JsonNode statement, String here, AccessRequest request) {
    this.statement = statement;
    this.here = here;
    this.request = request;
  }

  /**
   * The words of a statement that decided a request: those that are about it come first.
   *
   * @param statement as JSON
   */
  static String of(String statement, AccessRequest request) {
    try {
      return new PolicyWords(Json.MAPPER.readTree(statement), request.resource(), request).words();
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("the cloud keeps no statement that is not JSON", bug);
    }
  }

  /**
   * The words of a statement.
   *
   * @param here the ARN of the resource that is looked at, of which is said "here"
   */
  static String of(JsonNode statement, String here) {
    return new PolicyWords(statement, here, null).words();
  }

  private String words() {
    boolean denies = statement.path("Effect").asText().equals("Deny");
    boolean nobody = denies && isAnyone(statement.path("Principal"));
    String may = denies && !nobody ? " may not " : " may ";
    return capitalised(nobody ? "nobody" : who()) + may + what() + where() + conditions(denies);
  }

  private String who() {
    if (statement.has("NotPrincipal")) {
      return "anyone but " + listed(principals(statement.get("NotPrincipal")), " and ");
    }
    if (!statement.has("Principal")) {
      return request == null
          ? "who has this policy"
          : ResourceName.of(request.caller().principal().arn());
    }
    return isAnyone(statement.get("Principal"))
        ? "anyone"
        : listed(principals(statement.get("Principal")), " and ");
  }

  private static boolean isAnyone(JsonNode principal) {
    return principal.asText().equals("*") || texts(principal.path("AWS")).contains("*");
  }

  private static List<String> principals(JsonNode element) {
    List<String> names = new ArrayList<>();
    element
        .properties()
        .forEach(
            kind ->
                texts(kind.getValue())
                    .forEach(name -> names.add(SERVICES.getOrDefault(name, principal(name)))));
    return names;
  }

  private static String principal(String arn) {
    if (arn.matches("\\d{12}")) {
      return "account " + arn;
    }
    String[] parts = arn.split(":", 6);
    return parts.length == 6 && parts[5].equals("root")
        ? "account " + parts[4]
        : ResourceName.of(arn);
  }

  private String what() {
    return statement.has("NotAction")
        ? "do anything but " + actions(statement.get("NotAction"))
        : actions(statement.path("Action"));
  }

  private String actions(JsonNode element) {
    List<String> words =
        texts(element).stream()
            .sorted(Comparator.comparing(action -> !isAsked(action)))
            .map(
                action ->
                    action.equals("*") || action.endsWith(":*")
                        ? "do anything"
                        : ACTIONS.getOrDefault(action, "call " + action))
            .distinct()
            .toList();
    return listed(words, " and ");
  }

  private boolean isAsked(String action) {
    return request != null && action.equalsIgnoreCase(request.action());
  }

  private String where() {
    if (statement.has("NotResource")) {
      return " on anything but " + resources(statement.get("NotResource"));
    }
    List<String> resources = texts(statement.path("Resource"));
    if (resources.isEmpty()) {
      return "";
    }
    return resources.equals(List.of(here))
        ? " here"
        : " on " + resources(statement.get("Resource"));
  }

  private String resources(JsonNode element) {
    List<String> words =
        texts(element).stream()
            .sorted(Comparator.comparing(arn -> !service(arn).equals(service(here))))
            .map(arn -> arn.equals("*") ? "anything" : ResourceName.of(arn))
            .toList();
    return listed(words, " and ");
  }

  private static String service(String arn) {
    String[] parts = arn.split(":", 4);
    return parts.length < 4 ? arn : parts[2];
  }

  /** An Allow goes no further than its conditions; a Deny with them leaves all else as it is. */
  private String conditions(boolean denies) {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        words.add(condition(operator.getKey(), key.getKey(), texts(key.getValue())));
      }
    }
    String told = listed(words, " and ");
    return words.isEmpty() ? "" : (denies ? " " : ", only ") + told;
  }

  private static String condition(String operator, String key, List<String> values) {
    boolean equal = operator.matches("(String|Arn)(Equals|Like)(IgnoreCase)?");
    if (equal && key.equalsIgnoreCase("aws:SourceArn")) {
      return "for " + listed(values.stream().map(ResourceName::of).toList(), " or ");
    }
    if (equal && key.equalsIgnoreCase("aws:SourceAccount")) {
      return "on behalf of account " + listed(values, " or ");
    }
    if (operator.equals("Bool") && key.equalsIgnoreCase("aws:SecureTransport")) {
      return values.contains("false") ? "by plain HTTP" : "by TLS";
    }
    return "if " + key + " " + operator + " " + listed(values, " or ");
  }

  /** An element that is one text, or a list of them. */
  private static List<String> texts(JsonNode element) {
    List<String> texts = new ArrayList<>();
    if (element.isArray()) {
      element.forEach(each -> texts.add(each.asText()));
    } else if (!element.isMissingNode()) {
      texts.add(element.asText());
    }
    return texts;
  }

  private static String listed(List<String> words, String last) {
    int size = words.size();
    if (size > LONGEST_LIST) {
      return words.get(0) + " and " + (size - 1) + " more";
    }
    return size < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, size - 1)) + last + words.get(size - 1);
  }

  private static String capitalised(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
