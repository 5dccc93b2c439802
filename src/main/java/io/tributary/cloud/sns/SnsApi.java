package io.tributary.cloud.sns;

import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.iam.Caller;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** SNS as one caller sees it. */
final class SnsApi implements SnsAsyncClient {

  private final ApiCalls calls;
  private final TopicOperations topics;
  private final SubscriptionOperations subscriptions;
  private final PublishOperations publishing;
  private final Caller caller;

  SnsApi(
      ApiCalls calls,
      TopicOperations topics,
      SubscriptionOperations subscriptions,
      PublishOperations publishing,
      Caller caller) {
    this.calls = calls;
    this.topics = topics;
    this.subscriptions = subscriptions;
    this.publishing = publishing;
    this.caller = caller;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Nothing to close: the service belongs to its cloud. */
  @Override
  public void close() {}

  @Override
  public CompletableFuture<CreateTopicResponse> createTopic(CreateTopicRequest request) {
    return calls.answer(() -> topics.create(caller, request));
  }

  @Override
  public CompletableFuture<DeleteTopicResponse> deleteTopic(DeleteTopicRequest request) {
    return calls.answer(() -> topics.delete(caller, request));
  }

  @Override
  public CompletableFuture<ListTopicsResponse> listTopics(ListTopicsRequest request) {
    return calls.answer(() -> topics.list(caller, request));
  }

  @Override
  public CompletableFuture<GetTopicAttributesResponse> getTopicAttributes(
      GetTopicAttributesRequest request) {
    return calls.answer(() -> topics.attributes(caller, request));
  }

  @Override
  public CompletableFuture<SetTopicAttributesResponse> setTopicAttributes(
      SetTopicAttributesRequest request) {
    return calls.answer(() -> topics.setAttribute(caller, request));
  }

  @Override
  public CompletableFuture<AddPermissionResponse> addPermission(AddPermissionRequest request) {
    return calls.answer(() -> topics.addPermission(caller, request));
  }

  @Override
  public CompletableFuture<RemovePermissionResponse> removePermission(
      RemovePermissionRequest request) {
    return calls.answer(() -> topics.removePermission(caller, request));
  }

  @Override
  public CompletableFuture<TagResourceResponse> tagResource(TagResourceRequest request) {
    return calls.answer(() -> topics.tag(caller, request));
  }

  @Override
  public CompletableFuture<UntagResourceResponse> untagResource(UntagResourceRequest request) {
    return calls.answer(() -> topics.untag(caller, request));
  }

  @Override
  public CompletableFuture<ListTagsForResourceResponse> listTagsForResource(
      ListTagsForResourceRequest request) {
    return calls.answer(() -> topics.tags(caller, request));
  }

  @Override
  public CompletableFuture<SubscribeResponse> subscribe(SubscribeRequest request) {
    return calls.answer(() -> subscriptions.subscribe(caller, request));
  }

  @Override
  public CompletableFuture<UnsubscribeResponse> unsubscribe(UnsubscribeRequest request) {
    return calls.answer(() -> subscriptions.unsubscribe(caller, request));
  }

  @Override
  public CompletableFuture<GetSubscriptionAttributesResponse> getSubscriptionAttributes(
      GetSubscriptionAttributesRequest request) {
    return calls.answer(() -> subscriptions.attributes(caller, request));
  }

  @Override
  public CompletableFuture<SetSubscriptionAttributesResponse> setSubscriptionAttributes(
      SetSubscriptionAttributesRequest request) {
    return calls.answer(() -> subscriptions.setAttribute(caller, request));
  }

  @Override
  public CompletableFuture<ListSubscriptionsResponse> listSubscriptions(
      ListSubscriptionsRequest request) {
    return calls.answer(() -> subscriptions.list(caller, request));
  }

  @Override
  public CompletableFuture<ListSubscriptionsByTopicResponse> listSubscriptionsByTopic(
      ListSubscriptionsByTopicRequest request) {
    return calls.answer(() -> subscriptions.listByTopic(caller, request));
  }

  @Override
  public CompletableFuture<PublishResponse> publish(PublishRequest request) {
    return calls.answer(() -> publishing.publish(caller, request));
  }

  @Override
  public CompletableFuture<PublishBatchResponse> publishBatch(PublishBatchRequest request) {
    return calls.answer(() -> publishing.publishBatch(caller, request));
  }
}
