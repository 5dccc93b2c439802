package io.tributary.cloud.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a subscriber can set of a subscription.
 *
 * <p>See docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
 *
 * @param raw whether the endpoint gets the message itself; default false
 * @param scope what a filter policy looks at; default MessageAttributes
 * @param filterPolicy null for every message
 * @param redrivePolicy as it was given; null for none
 * @param deadLetterQueue the ARN in the redrive policy; null for none
 */
record SubscriptionAttributes(
    boolean raw,
    FilterPolicy.Scope scope,
    FilterPolicy filterPolicy,
    String redrivePolicy,
    String deadLetterQueue) {

  static final SubscriptionAttributes DEFAULTS =
      new SubscriptionAttributes(false, FilterPolicy.Scope.MESSAGE_ATTRIBUTES, null, null, null);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String RAW = "RawMessageDelivery";
  private static final String SCOPE = "FilterPolicyScope";
  private static final String POLICY = "FilterPolicy";
  private static final String REDRIVE = "RedrivePolicy";

  /** These attributes of a Subscribe request, the scope read before the policy that needs it. */
  static SubscriptionAttributes of(Map<String, String> given, Endpoints endpoints) {
    String prefix = "Attributes Reason: ";
    SubscriptionAttributes attributes = DEFAULTS;
    if (given.containsKey(SCOPE)) {
      attributes = attributes.with(SCOPE, given.get(SCOPE), endpoints, prefix);
    }
    for (Map.Entry<String, String> entry : given.entrySet()) {
      attributes = attributes.with(entry.getKey(), entry.getValue(), endpoints, prefix);
    }
    return attributes;
  }

  /**
   * These attributes with one changed.
   *
   * @param prefix what stands before the error in AWS's wording
   */
  SubscriptionAttributes with(String name, String value, Endpoints endpoints, String prefix) {
    String given = value == null ? "" : value;
    return switch (name) {
      case RAW ->
          new SubscriptionAttributes(
              readRaw(given, prefix), scope, filterPolicy, redrivePolicy, deadLetterQueue);
      case SCOPE -> withFilter(policyJson(), readScope(given, prefix), prefix);
      case POLICY -> withFilter(isUnset(given) ? null : given, scope, prefix);
      case REDRIVE ->
          isUnset(given)
              ? new SubscriptionAttributes(raw, scope, filterPolicy, null, null)
              : new SubscriptionAttributes(
                  raw, scope, filterPolicy, given, readRedrive(given, endpoints, prefix));
      case "DeliveryPolicy", "SubscriptionRoleArn", "ReplayPolicy" ->
          throw SnsErrors.invalid(
              prefix
                  + name
                  + ": the local cloud delivers from standard topics to SQS queues and knows "
                  + String.join(", ", RAW, POLICY, SCOPE, REDRIVE));
      default -> throw SnsErrors.invalid(prefix + "AttributeName");
    };
  }

  private static boolean isUnset(String policy) {
    return policy.isBlank() || policy.strip().equals("{}");
  }

  private String policyJson() {
    return filterPolicy == null ? null : filterPolicy.json();
  }

  private SubscriptionAttributes withFilter(
      String json, FilterPolicy.Scope newScope, String prefix) {
    FilterPolicy policy = json == null ? null : FilterPolicy.parse(json, newScope, prefix);
    return new SubscriptionAttributes(raw, newScope, policy, redrivePolicy, deadLetterQueue);
  }

  private static boolean readRaw(String value, String prefix) {
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(value);
    }
    throw SnsErrors.invalid(
        prefix + RAW + ": Invalid value [" + value + "]. Must be true or false.");
  }

  private static FilterPolicy.Scope readScope(String value, String prefix) {
    for (FilterPolicy.Scope scope : FilterPolicy.Scope.values()) {
      if (scope.text().equals(value)) {
        return scope;
      }
    }
    throw SnsErrors.invalid(
        prefix
            + SCOPE
            + ": Invalid value ["
            + value
            + "]. Please use either MessageBody or MessageAttributes");
  }

  private static String readRedrive(String json, Endpoints endpoints, String prefix) {
    JsonNode policy;
    try {
      policy = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw SnsErrors.invalid(prefix + REDRIVE + ": failed to parse JSON. " + e.getMessage());
    }
    String queue = policy.path("deadLetterTargetArn").textValue();
    if (queue == null || policy.size() != 1 || !endpoints.isQueue(queue)) {
      throw SnsErrors.invalid(prefix + REDRIVE + ": deadLetterTargetArn is an invalid arn");
    }
    if (Endpoints.isFifo(queue)) {
      throw SnsErrors.invalid(
          prefix + REDRIVE + ": can not use a FIFO queue as DLQ for a standard topic");
    }
    return queue;
  }

  /** The attributes as GetSubscriptionAttributes shows them. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put(RAW, String.valueOf(raw));
    if (filterPolicy != null) {
      shown.put(POLICY, filterPolicy.json());
      shown.put(SCOPE, scope.text());
    }
    if (redrivePolicy != null) {
      shown.put(REDRIVE, redrivePolicy);
    }
    return shown;
  }

  /** Whether subscribing anew with these attributes asks for nothing but what is there. */
  boolean agreesWith(Map<String, String> names, SubscriptionAttributes wanted) {
    Map<String, String> here = comparable();
    Map<String, String> there = wanted.comparable();
    return names.keySet().stream().allMatch(name -> here.get(name).equals(there.get(name)));
  }

  private Map<String, String> comparable() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(RAW, String.valueOf(raw));
    all.put(SCOPE, scope.text());
    all.put(POLICY, String.valueOf(policyJson()));
    all.put(REDRIVE, String.valueOf(deadLetterQueue));
    return all;
  }
}
