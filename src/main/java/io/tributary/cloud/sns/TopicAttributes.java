package io.tributary.cloud.sns;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.AttachedPolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an owner can set of a topic.
 *
 * <p>See docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 */
final class TopicAttributes {

  /** Bytes, unless the topic says otherwise. */
  static final int DEFAULT_MAXIMUM_MESSAGE_SIZE = 262_144;

  private static final int SMALLEST_MAXIMUM = 1_024;
  private static final int LARGEST_MAXIMUM = 1_048_576;
  private static final int LONGEST_DISPLAY_NAME = 100;
  private static final String POLICY = "Policy";
  private static final String SUPPORTED =
      "the local cloud knows DisplayName, Policy, SignatureVersion, MaximumMessageSize,"
          + " TracingConfig PassThrough";

  private final String topicArn;
  private final Map<String, String> set;
  private final AttachedPolicy policy;

  private TopicAttributes(String topicArn, Map<String, String> set, AttachedPolicy policy) {
    this.topicArn = topicArn;
    this.set = set;
    this.policy = policy;
  }

  /** The attributes of a new topic. */
  static TopicAttributes defaults(String topicArn, Account account) {
    Map<String, String> set = new LinkedHashMap<>();
    set.put(POLICY, defaultPolicy(topicArn, account));
    set.put("DisplayName", "");
    return new TopicAttributes(topicArn, set, TopicPolicy.read(topicArn, set.get(POLICY)));
  }

  private static String defaultPolicy(String topicArn, Account account) {
    return """
        {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
        "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes",\
        "SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic",\
        "SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
        "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}"""
        .formatted(topicArn, account.id());
  }

  /**
   * These attributes with one changed.
   *
   * @param prefix what stands before the error in AWS's wording
   */
  TopicAttributes with(String name, String value, String prefix) {
    String given = value == null ? "" : value;
    String problem = problem(name, given);
    if (problem != null) {
      throw SnsErrors.invalid(prefix + problem);
    }
    if (name.equals("FifoTopic")) {
      return this;
    }
    Map<String, String> changed = new LinkedHashMap<>(set);
    changed.put(name, given);
    return new TopicAttributes(
        topicArn, changed, name.equals(POLICY) ? TopicPolicy.read(topicArn, given) : policy);
  }

  /**
   * These attributes with a policy that lost its last statement. It grants nothing, and nobody can
   * set one like it.
   */
  TopicAttributes withoutStatements(String policyJson) {
    Map<String, String> changed = new LinkedHashMap<>(set);
    changed.put(POLICY, policyJson);
    return new TopicAttributes(topicArn, changed, null);
  }

  private static String problem(String name, String value) {
    return switch (name) {
      case POLICY -> null;
      case "DisplayName" ->
          value.length() > LONGEST_DISPLAY_NAME ? "DisplayName: at most 100 characters" : null;
      case "SignatureVersion" ->
          value.equals("1") || value.equals("2") ? null : "SignatureVersion: must be 1 or 2";
      case "MaximumMessageSize" -> sizeProblem(value);
      case "TracingConfig" ->
          value.equals("PassThrough") ? null : "TracingConfig: " + value + "; " + SUPPORTED;
      case "FifoTopic" ->
          value.equals("false") ? null : "FifoTopic: the local cloud has standard topics only";
      case "DeliveryPolicy",
          "KmsMasterKeyId",
          "ArchivePolicy",
          "ContentBasedDeduplication",
          "FifoThroughputScope" ->
          name + ": not built; " + SUPPORTED;
      default ->
          name.matches(".*(Success|Failure)Feedback(RoleArn|SampleRate)")
              ? name + ": not built; " + SUPPORTED
              : "AttributeName";
    };
  }

  private static String sizeProblem(String value) {
    if (value.matches("\\d{1,7}")) {
      int bytes = Integer.parseInt(value);
      if (bytes >= SMALLEST_MAXIMUM && bytes <= LARGEST_MAXIMUM) {
        return null;
      }
    }
    return "MaximumMessageSize: must be from 1024 to 1048576 bytes, got " + value;
  }

  /** Who may do what with the topic; null when the policy has no statement left. */
  AttachedPolicy policy() {
    return policy;
  }

  /** The policy as GetTopicAttributes shows it. */
  String policyJson() {
    return set.get(POLICY);
  }

  String signatureVersion() {
    return set.getOrDefault("SignatureVersion", "1");
  }

  /** Bytes of message and attributes. */
  int maximumMessageSize() {
    String bytes = set.get("MaximumMessageSize");
    return bytes == null ? DEFAULT_MAXIMUM_MESSAGE_SIZE : Integer.parseInt(bytes);
  }

  /** Whether creating the topic anew with this attribute asks for nothing but what is there. */
  boolean agreesWith(String name, String value) {
    String given = value == null ? "" : value;
    return given.equals(name.equals("FifoTopic") ? "false" : set.get(name));
  }

  /** The attributes as GetTopicAttributes shows them. */
  Map<String, String> shown() {
    return set;
  }
}
