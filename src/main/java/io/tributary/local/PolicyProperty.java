package io.tributary.local;

import io.tributary.cloud.iam.PolicyDocument;

/**
 * Where programs set policy documents: a Pulumi type and its property. A new resource type with a
 * policy is a line here.
 */
public enum PolicyProperty {
  QUEUE("aws:sqs/queue:Queue", "policy", PolicyDocument.Kind.RESOURCE),
  QUEUE_POLICY("aws:sqs/queuePolicy:QueuePolicy", "policy", PolicyDocument.Kind.RESOURCE),
  TOPIC("aws:sns/topic:Topic", "policy", PolicyDocument.Kind.RESOURCE),
  TOPIC_POLICY("aws:sns/topicPolicy:TopicPolicy", "policy", PolicyDocument.Kind.RESOURCE),
  LOG_POLICY(
      "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
      "policyDocument",
      PolicyDocument.Kind.RESOURCE),
  ROLE_TRUST("aws:iam/role:Role", "assumeRolePolicy", PolicyDocument.Kind.TRUST),
  ROLE_POLICY("aws:iam/rolePolicy:RolePolicy", "policy", PolicyDocument.Kind.IDENTITY),
  MANAGED_POLICY("aws:iam/policy:Policy", "policy", PolicyDocument.Kind.IDENTITY);

  private final String type;
  private final String property;
  private final PolicyDocument.Kind kind;

  PolicyProperty(String type, String property, PolicyDocument.Kind kind) {
    this.type = type;
    this.property = property;
    this.kind = kind;
  }

  /** The type of the resources that have it, such as {@code aws:sqs/queue:Queue}. */
  public String type() {
    return type;
  }

  /** Its name, such as {@code policy}; of an input, and of the output that follows from it. */
  public String property() {
    return property;
  }

  /** What kind of document it takes. */
  public PolicyDocument.Kind kind() {
    return kind;
  }
}
