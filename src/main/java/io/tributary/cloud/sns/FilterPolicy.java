package io.tributary.cloud.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.EventPattern;
import io.tributary.cloud.pattern.InvalidPatternException;

/**
 * Which messages a subscription wants.
 *
 * <p>See docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
 */
final class FilterPolicy {

  /** What of a message the policy looks at. */
  enum Scope {
    MESSAGE_ATTRIBUTES("MessageAttributes"),
    MESSAGE_BODY("MessageBody");

    private final String text;

    Scope(String text) {
      this.text = text;
    }

    /** The scope as AWS writes it. */
    String text() {
      return text;
    }
  }

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String json;
  private final Scope scope;
  private final EventPattern pattern;
  private final PresentFields present;

  private FilterPolicy(String json, Scope scope, EventPattern pattern, PresentFields present) {
    this.json = json;
    this.scope = scope;
    this.pattern = pattern;
    this.present = present;
  }

  /**
   * Reads a policy.
   *
   * @param prefix what stands before the error in AWS's wording
   * @throws software.amazon.awssdk.services.sns.model.InvalidParameterException if SNS does not
   *     accept it
   */
  static FilterPolicy parse(String json, Scope scope, String prefix) {
    JsonNode tree = read(json, prefix);
    if (scope == Scope.MESSAGE_ATTRIBUTES && FilterPolicyLimits.isNested(tree)) {
      throw SnsErrors.invalid(
          prefix + "Filter policy scope MessageAttributes does not support nested filter policy");
    }
    EventPattern pattern;
    try {
      pattern = EventPattern.parse(json);
    } catch (InvalidPatternException e) {
      throw SnsErrors.invalid(prefix + "FilterPolicy: " + e.getMessage());
    }
    FilterPolicyLimits.check(json, tree, scope)
        .ifPresent(
            problem -> {
              throw SnsErrors.invalid(prefix + "FilterPolicy: " + problem);
            });
    return new FilterPolicy(json, scope, pattern, PresentFields.of(tree));
  }

  private static JsonNode read(String json, String prefix) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException | NumberFormatException e) {
      throw SnsErrors.invalid(prefix + "FilterPolicy: failed to parse JSON. " + e.getMessage());
    }
  }

  /** The policy as it was given. */
  String json() {
    return json;
  }

  Scope scope() {
    return scope;
  }

  /** Why the message is not wanted, in words; null when it is. */
  String rejects(Notification notification) {
    return scope == Scope.MESSAGE_BODY
        ? rejectsBody(notification)
        : rejectsAttributes(notification);
  }

  /** As what a message counts that this policy rejects. */
  Measure measureOf(Notification rejected) {
    if (scope == Scope.MESSAGE_BODY) {
      return rejected.filterBody().filter(JsonText::isObject).isPresent()
          ? Measure.SNS_FILTERED_BODY
          : Measure.SNS_FILTERED_INVALID_BODY;
    }
    return rejected.attributes().isEmpty()
        ? Measure.SNS_FILTERED_NO_ATTRIBUTES
        : Measure.SNS_FILTERED_ATTRIBUTES;
  }

  private String rejectsAttributes(Notification notification) {
    if (notification.attributes().isEmpty()) {
      return "the filter policy " + json + " wants message attributes, the message has none";
    }
    return rejects(notification.filterAttributes());
  }

  private String rejectsBody(Notification notification) {
    JsonText body = notification.filterBody().orElse(null);
    if (body == null) {
      return "the filter policy " + json + " looks at the message body, which is not JSON";
    }
    if (!body.isObject()) {
      return "the filter policy " + json + " looks at the message body, which is not a JSON object";
    }
    return rejects(present.strip(body));
  }

  private String rejects(JsonText seen) {
    return pattern.matches(seen)
        ? null
        : "the filter policy " + json + " does not match: " + pattern.mismatch(seen);
  }
}
