package io.tributary.cloud.account;

/**
 * The quotas that AWS raises on request, with AWS's default for eu-west-1. Hard limits are not
 * here: they cannot be changed, neither there nor in the local cloud.
 */
public enum Quota {
  /** docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
  EVENT_BUSES(100),
  /** Rules of one event bus; docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
  RULES_PER_BUS(300),
  /**
   * Characters of one event pattern, at most 4,096;
   * docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
   */
  EVENT_PATTERN_LENGTH(2_048),
  /** docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
  PIPES(1_000),
  /** docs.aws.amazon.com/general/latest/gr/sns.html */
  TOPICS(100_000),
  /**
   * Filter policies of one topic;
   * docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
   */
  FILTER_POLICIES_PER_TOPIC(200),
  /**
   * Filter policies of the account;
   * docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
   */
  FILTER_POLICIES(10_000),
  /** docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  ROLES(1_000);

  private final int awsDefault;

  Quota(int awsDefault) {
    this.awsDefault = awsDefault;
  }

  /** The value of a new AWS account. */
  public int awsDefault() {
    return awsDefault;
  }
}
