package io.tributary.cloud.sns;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All topics and subscriptions of the account, and the way to them: by ARN, if IAM allows. */
final class TopicStore {

  private static final int PAGE = 100;

  private final Account account;
  private final Iam iam;
  private final TreeMap<String, Topic> topics = new TreeMap<>();
  private final TreeMap<String, Subscription> subscriptions = new TreeMap<>();
  private int filterPolicies;

  TopicStore(Account account, Iam iam) {
    this.account = account;
    this.iam = iam;
  }

  /** The topic, or null. */
  Topic topic(String arn) {
    return topics.get(arn);
  }

  /** The topic, if it exists and the caller may do this to it, in AWS's order of errors. */
  Topic require(Caller caller, String action, String parameter, String arn) {
    return require(caller, action, parameter, arn, Map.of());
  }

  /** The same, with the request's own condition keys. */
  Topic require(
      Caller caller,
      String action,
      String parameter,
      String arn,
      Map<String, List<String>> context) {
    checkArn(parameter, arn);
    authorise(caller, action, arn, context);
    Topic topic = topics.get(arn);
    if (topic == null) {
      throw SnsErrors.noTopic();
    }
    return topic;
  }

  /** Up to 100 entries, in the order of their ARNs, after the page that gave the token. */
  static <T> Page<T> page(NavigableMap<String, T> byArn, String token) {
    return Page.of(byArn, entry -> true, token, PAGE, () -> SnsErrors.invalid("NextToken"));
  }

  /** Checks that the text has the parts of an ARN. */
  static void checkArn(String parameter, String arn) {
    int elements = 1;
    for (int at = 0; arn != null && at < arn.length(); at++) {
      elements += arn.charAt(at) == ':' ? 1 : 0;
    }
    if (elements < 6) {
      throw SnsErrors.invalid(
          parameter + " Reason: An ARN must have at least 6 elements, not " + elements);
    }
  }

  /** Checks that the caller may do this to the topic. */
  void authorise(Caller caller, String action, String topicArn) {
    authorise(caller, action, topicArn, Map.of());
  }

  /** The same, with the request's own condition keys. */
  void authorise(Caller caller, String action, String topicArn, Map<String, List<String>> context) {
    Decision decision = decide(new AccessRequest(caller, "sns:" + action, topicArn, context));
    if (!decision.allowed()) {
      throw SnsErrors.denied(decision);
    }
  }

  /** Checks that the caller may do what concerns no one topic. */
  void authorise(Caller caller, String action) {
    authorise(caller, action, account.arn("sns", "*"));
  }

  /**
   * IAM's answer, the topic's policy heard.
   *
   * @param action for example {@code sns:Publish}
   */
  Decision decide(Caller caller, String action, String topicArn) {
    return decide(new AccessRequest(caller, action, topicArn));
  }

  private Decision decide(AccessRequest request) {
    Topic topic = topics.get(request.resource());
    AttachedPolicy policy = topic == null ? null : topic.attributes().policy();
    return iam.decide(request, policy);
  }

  NavigableMap<String, Topic> topics() {
    return topics;
  }

  NavigableMap<String, Subscription> subscriptions() {
    return subscriptions;
  }

  void add(Topic topic) {
    int limit = account.quota(Quota.TOPICS);
    if (topics.size() >= limit) {
      throw SnsErrors.topicLimit(limit);
    }
    topics.put(topic.arn(), topic);
  }

  void remove(Topic topic) {
    topics.remove(topic.arn());
    for (Subscription subscription : topic.subscriptions()) {
      subscription.delete();
      subscriptions.remove(subscription.arn());
    }
    filterPolicies -= topic.filterPolicies();
  }

  void add(Subscription subscription) {
    count(subscription.topic(), null, subscription.attributes().filterPolicy());
    subscriptions.put(subscription.arn(), subscription);
    subscription.topic().add(subscription);
  }

  void remove(Subscription subscription) {
    count(subscription.topic(), subscription.attributes().filterPolicy(), null);
    subscription.delete();
    subscriptions.remove(subscription.arn());
    subscription.topic().remove(subscription);
  }

  void change(Subscription subscription, SubscriptionAttributes changed) {
    count(subscription.topic(), subscription.attributes().filterPolicy(), changed.filterPolicy());
    subscription.setAttributes(changed);
  }

  private void count(Topic topic, FilterPolicy before, FilterPolicy after) {
    int by = (after == null ? 0 : 1) - (before == null ? 0 : 1);
    if (by > 0) {
      checkFilterPolicies(topic);
    }
    filterPolicies += by;
    topic.changeFilterPolicies(by);
  }

  private void checkFilterPolicies(Topic topic) {
    int ofTopic = account.quota(Quota.FILTER_POLICIES_PER_TOPIC);
    if (topic.filterPolicies() >= ofTopic) {
      throw SnsErrors.filterPolicyLimit("a topic", ofTopic);
    }
    int ofAccount = account.quota(Quota.FILTER_POLICIES);
    if (filterPolicies >= ofAccount) {
      throw SnsErrors.filterPolicyLimit("this account", ofAccount);
    }
  }
}
