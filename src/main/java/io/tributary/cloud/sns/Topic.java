package io.tributary.cloud.sns;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A standard topic with its subscriptions. */
final class Topic {

  private final String arn;
  private final Account account;
  private final Caller deliverer;
  private final TreeMap<String, String> tags = new TreeMap<>();
  private final Map<String, Subscription> byEndpoint = new LinkedHashMap<>();
  private TopicAttributes attributes;
  private int subscriptionsDeleted;
  private int filterPolicies;

  Topic(String arn, Account account, TopicAttributes attributes) {
    this.arn = arn;
    this.account = account;
    this.attributes = attributes;
    this.deliverer = Caller.of(new Principal.Service("sns.amazonaws.com", arn, account.id()));
  }

  String arn() {
    return arn;
  }

  String owner() {
    return account.id();
  }

  String region() {
    return account.region();
  }

  /** As whom SNS delivers for this topic. */
  Caller deliverer() {
    return deliverer;
  }

  TopicAttributes attributes() {
    return attributes;
  }

  void setAttributes(TopicAttributes changed) {
    attributes = changed;
  }

  String signatureVersion() {
    return attributes.signatureVersion();
  }

  TreeMap<String, String> tags() {
    return tags;
  }

  /** In the order in which they were made. */
  Collection<Subscription> subscriptions() {
    return byEndpoint.values();
  }

  Subscription subscriptionOf(String endpoint) {
    return byEndpoint.get(endpoint);
  }

  void add(Subscription subscription) {
    byEndpoint.put(subscription.endpoint(), subscription);
  }

  void remove(Subscription subscription) {
    byEndpoint.remove(subscription.endpoint());
    subscriptionsDeleted++;
  }

  int subscriptionsDeleted() {
    return subscriptionsDeleted;
  }

  /** How many of the subscriptions have a filter policy. */
  int filterPolicies() {
    return filterPolicies;
  }

  void changeFilterPolicies(int by) {
    filterPolicies += by;
  }
}
