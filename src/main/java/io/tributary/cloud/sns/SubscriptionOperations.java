package io.tributary.cloud.sns;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.EventLoop;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** The operations on subscriptions. */
final class SubscriptionOperations {

  private static final String PROTOCOL = "sqs";

  /** How many a subscription's ARN has: one more than its topic's. */
  private static final int COLONS = 6;

  private final EventLoop loop;
  private final TopicStore store;
  private final Endpoints endpoints;

  SubscriptionOperations(EventLoop loop, Account account, TopicStore store) {
    this.loop = loop;
    this.store = store;
    this.endpoints = new Endpoints(account);
  }

  SubscribeResponse subscribe(Caller caller, SubscribeRequest request) {
    Topic topic =
        store.require(caller, "Subscribe", "TopicArn", request.topicArn(), conditionKeys(request));
    endpoints.check(request.protocol(), request.endpoint());
    SubscriptionAttributes attributes = SubscriptionAttributes.of(request.attributes(), endpoints);
    Subscription subscription = topic.subscriptionOf(request.endpoint());
    if (subscription == null) {
      subscription =
          new Subscription(
              topic.arn() + ":" + loop.random().uuid(),
              topic,
              request.endpoint(),
              identity(caller.principal()),
              attributes);
      store.add(subscription);
    } else if (!subscription.attributes().agreesWith(request.attributes(), attributes)) {
      throw SnsErrors.invalid(
          "Attributes Reason: Subscription already exists with different attributes");
    }
    return SubscribeResponse.builder().subscriptionArn(subscription.arn()).build();
  }

  /**
   * What a policy can ask of who subscribes what.
   *
   * <p>See
   * docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
   */
  private static Map<String, List<String>> conditionKeys(SubscribeRequest request) {
    Map<String, List<String>> keys = new HashMap<>();
    if (request.protocol() != null) {
      keys.put("sns:Protocol", List.of(request.protocol()));
    }
    if (request.endpoint() != null) {
      keys.put("sns:Endpoint", List.of(request.endpoint()));
    }
    return keys;
  }

  private static String identity(Principal principal) {
    return principal instanceof Principal.RoleSession session ? session.roleArn() : principal.arn();
  }

  /** A subscription that is not there counts as ended; an ARN too short to name one is refused. */
  UnsubscribeResponse unsubscribe(Caller caller, UnsubscribeRequest request) {
    Subscription subscription = find(caller, "Unsubscribe", request.subscriptionArn());
    if (subscription != null) {
      store.remove(subscription);
    } else if (colons(request.subscriptionArn()) < COLONS) {
      throw SnsErrors.invalid("SubscriptionId");
    }
    return UnsubscribeResponse.builder().build();
  }

  GetSubscriptionAttributesResponse attributes(
      Caller caller, GetSubscriptionAttributesRequest request) {
    Subscription subscription =
        require(caller, "GetSubscriptionAttributes", request.subscriptionArn());
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("SubscriptionArn", subscription.arn());
    shown.put("TopicArn", subscription.topic().arn());
    shown.put("Protocol", PROTOCOL);
    shown.put("Endpoint", subscription.endpoint());
    shown.put("Owner", subscription.topic().owner());
    shown.put("SubscriptionPrincipal", subscription.principalArn());
    shown.put("ConfirmationWasAuthenticated", "true");
    shown.put("PendingConfirmation", "false");
    shown.putAll(subscription.attributes().shown());
    return GetSubscriptionAttributesResponse.builder().attributes(shown).build();
  }

  SetSubscriptionAttributesResponse setAttribute(
      Caller caller, SetSubscriptionAttributesRequest request) {
    Subscription subscription =
        require(caller, "SetSubscriptionAttributes", request.subscriptionArn());
    String name = request.attributeName() == null ? "" : request.attributeName();
    store.change(
        subscription,
        subscription.attributes().with(name, request.attributeValue(), endpoints, ""));
    return SetSubscriptionAttributesResponse.builder().build();
  }

  private Subscription require(Caller caller, String action, String arn) {
    Subscription subscription = find(caller, action, arn);
    if (subscription == null) {
      throw SnsErrors.noSubscription();
    }
    return subscription;
  }

  /**
   * IAM knows no resource type for subscriptions: what is done to one is allowed on the topic's
   * ARN, which a policy on {@code *} or on the topic's name covers.
   */
  private Subscription find(Caller caller, String action, String arn) {
    TopicStore.checkArn("SubscriptionArn", arn);
    Subscription subscription = store.subscriptions().get(arn);
    store.authorise(
        caller, action, subscription == null ? topicArn(arn) : subscription.topic().arn());
    return subscription;
  }

  /** The ARN of the topic that a subscription's ARN names; any other ARN as it is. */
  private static String topicArn(String arn) {
    return colons(arn) == COLONS ? arn.substring(0, arn.lastIndexOf(':')) : arn;
  }

  private static long colons(String arn) {
    return arn.chars().filter(c -> c == ':').count();
  }

  ListSubscriptionsResponse list(Caller caller, ListSubscriptionsRequest request) {
    store.authorise(caller, "ListSubscriptions");
    Page<Subscription> page = TopicStore.page(store.subscriptions(), request.nextToken());
    return ListSubscriptionsResponse.builder()
        .subscriptions(shown(page))
        .nextToken(page.nextToken())
        .build();
  }

  ListSubscriptionsByTopicResponse listByTopic(
      Caller caller, ListSubscriptionsByTopicRequest request) {
    Topic topic = store.require(caller, "ListSubscriptionsByTopic", "TopicArn", request.topicArn());
    // Their ARNs are the topic's, a colon and an id; the next character is the semicolon.
    NavigableMap<String, Subscription> ofTopic =
        store.subscriptions().subMap(topic.arn() + ":", true, topic.arn() + ";", false);
    Page<Subscription> page = TopicStore.page(ofTopic, request.nextToken());
    return ListSubscriptionsByTopicResponse.builder()
        .subscriptions(shown(page))
        .nextToken(page.nextToken())
        .build();
  }

  private static List<software.amazon.awssdk.services.sns.model.Subscription> shown(
      Page<Subscription> page) {
    return page.items().stream()
        .map(
            subscription ->
                software.amazon.awssdk.services.sns.model.Subscription.builder()
                    .subscriptionArn(subscription.arn())
                    .topicArn(subscription.topic().arn())
                    .protocol(PROTOCOL)
                    .endpoint(subscription.endpoint())
                    .owner(subscription.topic().owner())
                    .build())
        .toList();
  }
}
