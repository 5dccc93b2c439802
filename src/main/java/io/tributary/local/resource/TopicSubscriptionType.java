package io.tributary.local.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sns.model.Subscription;

/** A subscription; www.pulumi.com/registry/packages/aws/api-docs/sns/topicsubscription */
final class TopicSubscriptionType extends ResourceType<TopicSubscriptionType.Inputs> {

  private static final String SCOPE = "FilterPolicyScope";

  record Inputs(
      String topic,
      String protocol,
      String endpoint,
      Boolean rawMessageDelivery,
      String filterPolicy,
      String filterPolicyScope,
      String redrivePolicy) {

    Inputs {
      rawMessageDelivery = Objects.requireNonNullElse(rawMessageDelivery, false);
      if (filterPolicy != null) {
        filterPolicyScope = Objects.requireNonNullElse(filterPolicyScope, "MessageAttributes");
      } else if (filterPolicyScope != null) {
        throw new IllegalArgumentException(
            "filterPolicyScope is "
                + filterPolicyScope
                + ", but there is no filterPolicy; the provider takes it only with one");
      }
    }

    /**
     * In the order in which they can be set: scope MessageBody takes the policies of both scopes,
     * so it comes first or goes last.
     */
    private Map<String, String> attributes() {
      Map<String, String> attributes = new LinkedHashMap<>();
      if ("MessageBody".equals(filterPolicyScope)) {
        attributes.put(SCOPE, filterPolicyScope);
      }
      attributes.put("FilterPolicy", filterPolicy);
      attributes.put("RawMessageDelivery", rawMessageDelivery.toString());
      attributes.put("RedrivePolicy", redrivePolicy);
      attributes.putIfAbsent(SCOPE, filterPolicyScope);
      attributes.values().removeIf(Objects::isNull);
      return attributes;
    }
  }

  TopicSubscriptionType() {
    super("aws:sns/topicSubscription:TopicSubscription", Inputs.class);
  }

  @Override
  String namedBy() {
    return null;
  }

  /** The ARN that AWS will give ends in a UUID of its own; the graph holds one made of the URN. */
  @Override
  Map<String, Object> computed(Inputs subscription, Identity identity) {
    String arn = subscription.topic() + ":" + identity.uuid();
    return Map.of(
        "id", arn, "arn", arn, "ownerId", identity.account().id(), "pendingConfirmation", false);
  }

  @Override
  Object knownAs(Inputs subscription, Identity identity) {
    return List.of(subscription.topic(), subscription.protocol(), subscription.endpoint());
  }

  @Override
  CompletableFuture<?> create(Inputs subscription, DeployerClients aws) {
    return aws.sns()
        .subscribe(
            request ->
                request
                    .topicArn(subscription.topic())
                    .protocol(subscription.protocol())
                    .endpoint(subscription.endpoint())
                    .attributes(subscription.attributes())
                    .returnSubscriptionArn(true));
  }

  /** One that somebody removed is not remade by a change, which could not tell all it had. */
  @Override
  CompletableFuture<?> update(Inputs before, Inputs after, DeployerClients aws) {
    return arn(after, null, aws.asAccount())
        .thenApply(found -> found.orElseThrow(TopicSubscriptionType::removed))
        .thenCompose(
            arn ->
                SetAttributes.changed(
                    before.attributes(),
                    after.attributes(),
                    SCOPE,
                    (name, value) ->
                        aws.sns()
                            .setSubscriptionAttributes(
                                set ->
                                    set.subscriptionArn(arn)
                                        .attributeName(name)
                                        .attributeValue(value))));
  }

  private static ResourceFailedException removed() {
    return new ResourceFailedException(
        "NotFound: Subscription does not exist; somebody removed it, and the next deployment makes"
            + " it anew");
  }

  @Override
  CompletableFuture<?> delete(Inputs subscription, DeployerClients aws) {
    return arn(subscription, null, aws.asAccount())
        .thenCompose(
            found ->
                found.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : aws.sns().unsubscribe(request -> request.subscriptionArn(found.get())));
  }

  /**
   * AWS drew the ARN, and Pulumi would have it in its state, so that looking for it takes no right.
   * A topic has one subscription of a protocol and endpoint only.
   *
   * @param page where to go on looking; null begins
   */
  private static CompletableFuture<Optional<String>> arn(
      Inputs subscription, String page, DeployerClients account) {
    return account
        .sns()
        .listSubscriptionsByTopic(it -> it.topicArn(subscription.topic()).nextToken(page))
        .thenCompose(
            listed -> {
              Optional<String> found =
                  listed.subscriptions().stream()
                      .filter(it -> it.protocol().equals(subscription.protocol()))
                      .filter(it -> it.endpoint().equals(subscription.endpoint()))
                      .map(Subscription::subscriptionArn)
                      .findFirst();
              return found.isPresent() || listed.nextToken() == null
                  ? CompletableFuture.completedFuture(found)
                  : arn(subscription, listed.nextToken(), account);
            });
  }

  /** sns/topic_subscription.go */
  @Override
  List<ProviderCall> calls(Inputs subscription, Identity identity) {
    return ProviderCall.all(
        ProviderCall.uses(subscription.topic(), "sns:Subscribe"),
        ProviderCall.reads(ProviderCall.ANY, "sns:GetSubscriptionAttributes"),
        ProviderCall.writes(ProviderCall.ANY, "sns:SetSubscriptionAttributes", "sns:Unsubscribe"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("topic", "protocol", "endpoint");
  }
}
