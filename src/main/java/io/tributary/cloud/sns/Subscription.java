package io.tributary.cloud.sns;

/** A queue's subscription to a topic. */
final class Subscription {

  private final String arn;
  private final Topic topic;
  private final String endpoint;
  private final String principalArn;
  private SubscriptionAttributes attributes;
  private boolean deleted;

  /**
   * A subscription.
   *
   * @param endpoint the ARN of the queue
   * @param principalArn who subscribed it
   */
  Subscription(
      String arn,
      Topic topic,
      String endpoint,
      String principalArn,
      SubscriptionAttributes attributes) {
    this.arn = arn;
    this.topic = topic;
    this.endpoint = endpoint;
    this.principalArn = principalArn;
    this.attributes = attributes;
  }

  String arn() {
    return arn;
  }

  Topic topic() {
    return topic;
  }

  String endpoint() {
    return endpoint;
  }

  String principalArn() {
    return principalArn;
  }

  SubscriptionAttributes attributes() {
    return attributes;
  }

  void setAttributes(SubscriptionAttributes changed) {
    attributes = changed;
  }

  /** Whether it was deleted, so that nothing is tried again for it. */
  boolean isDeleted() {
    return deleted;
  }

  void delete() {
    deleted = true;
  }
}
