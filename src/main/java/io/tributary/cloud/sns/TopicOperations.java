package io.tributary.cloud.sns;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.Page;
import io.tributary.cloud.api.TagLimit;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.RequestTags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** The operations on topics and their tags. */
final class TopicOperations {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  /** AWS shows the retry policy of HTTP endpoints for every topic. */
  private static final String EFFECTIVE_DELIVERY_POLICY =
      "{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,"
          + "\"numRetries\":3,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,"
          + "\"numMinDelayRetries\":0,\"backoffFunction\":\"linear\"},"
          + "\"disableSubscriptionOverrides\":false,\"defaultRequestPolicy\":"
          + "{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}";

  private final Account account;
  private final TopicStore store;

  TopicOperations(Account account, TopicStore store) {
    this.account = account;
    this.store = store;
  }

  CreateTopicResponse create(Caller caller, CreateTopicRequest request) {
    String name = request.name() == null ? "" : request.name();
    checkName(name);
    String arn = account.arn("sns", name);
    Map<String, String> tags = read(request.tags());
    store.authorise(caller, "CreateTopic", arn, RequestTags.keys(tags));
    if (!tags.isEmpty()) {
      store.authorise(caller, "TagResource", arn, RequestTags.keys(tags));
    }
    if (request.dataProtectionPolicy() != null) {
      throw SnsErrors.invalid("DataProtectionPolicy Reason: not built in the local cloud");
    }
    Topic existing = store.topic(arn);
    if (existing == null) {
      add(arn, request.attributes(), tags);
    } else {
      checkSame(existing, request.attributes(), tags);
    }
    return CreateTopicResponse.builder().topicArn(arn).build();
  }

  private static void checkName(String name) {
    if (name.endsWith(".fifo")) {
      throw SnsErrors.invalid(
          "Topic Name Reason: the local cloud has standard topics only, not FIFO ones: " + name);
    }
    if (!NAME.matcher(name).matches()) {
      throw SnsErrors.invalid("Topic Name");
    }
  }

  private void add(String arn, Map<String, String> given, Map<String, String> tags) {
    TopicAttributes attributes = TopicAttributes.defaults(arn, account);
    for (Map.Entry<String, String> entry : given.entrySet()) {
      attributes = attributes.with(entry.getKey(), entry.getValue(), "Attributes Reason: ");
    }
    Topic topic = new Topic(arn, account, attributes);
    putTags(topic, tags);
    store.add(topic);
  }

  private static void checkSame(
      Topic topic, Map<String, String> attributes, Map<String, String> tags) {
    attributes.forEach(
        (name, value) -> {
          if (!topic.attributes().agreesWith(name, value)) {
            throw SnsErrors.invalid(
                "Attributes Reason: Topic already exists with different attributes");
          }
        });
    if (!topic.tags().entrySet().containsAll(tags.entrySet())) {
      throw SnsErrors.invalid("Tags Reason: Topic already exists with different tags");
    }
  }

  DeleteTopicResponse delete(Caller caller, DeleteTopicRequest request) {
    TopicStore.checkArn("TopicArn", request.topicArn());
    store.authorise(caller, "DeleteTopic", request.topicArn());
    Topic topic = store.topic(request.topicArn());
    if (topic != null) {
      store.remove(topic);
    }
    return DeleteTopicResponse.builder().build();
  }

  ListTopicsResponse list(Caller caller, ListTopicsRequest request) {
    store.authorise(caller, "ListTopics");
    Page<Topic> page = TopicStore.page(store.topics(), request.nextToken());
    return ListTopicsResponse.builder()
        .topics(
            page.items().stream()
                .map(
                    topic ->
                        software.amazon.awssdk.services.sns.model.Topic.builder()
                            .topicArn(topic.arn())
                            .build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  GetTopicAttributesResponse attributes(Caller caller, GetTopicAttributesRequest request) {
    Topic topic = store.require(caller, "GetTopicAttributes", "TopicArn", request.topicArn());
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("TopicArn", topic.arn());
    shown.put("Owner", topic.owner());
    shown.putAll(topic.attributes().shown());
    shown.put("EffectiveDeliveryPolicy", EFFECTIVE_DELIVERY_POLICY);
    shown.put("SubscriptionsConfirmed", String.valueOf(topic.subscriptions().size()));
    shown.put("SubscriptionsPending", "0");
    shown.put("SubscriptionsDeleted", String.valueOf(topic.subscriptionsDeleted()));
    return GetTopicAttributesResponse.builder().attributes(shown).build();
  }

  SetTopicAttributesResponse setAttribute(Caller caller, SetTopicAttributesRequest request) {
    Topic topic = store.require(caller, "SetTopicAttributes", "TopicArn", request.topicArn());
    String name = request.attributeName() == null ? "" : request.attributeName();
    topic.setAttributes(topic.attributes().with(name, request.attributeValue(), ""));
    return SetTopicAttributesResponse.builder().build();
  }

  AddPermissionResponse addPermission(Caller caller, AddPermissionRequest request) {
    Topic topic = store.require(caller, "AddPermission", "TopicArn", request.topicArn());
    setPolicy(
        topic,
        permissions(topic)
            .with(
                request.label(),
                account.partition(),
                request.awsAccountIds(),
                request.actionNames()));
    return AddPermissionResponse.builder().build();
  }

  RemovePermissionResponse removePermission(Caller caller, RemovePermissionRequest request) {
    Topic topic = store.require(caller, "RemovePermission", "TopicArn", request.topicArn());
    TopicPermissions permissions = permissions(topic);
    String left = permissions.without(request.label());
    if (permissions.isEmpty()) {
      topic.setAttributes(topic.attributes().withoutStatements(left));
    } else {
      setPolicy(topic, left);
    }
    return RemovePermissionResponse.builder().build();
  }

  private static TopicPermissions permissions(Topic topic) {
    return new TopicPermissions(topic.arn(), topic.attributes().policyJson());
  }

  private static void setPolicy(Topic topic, String json) {
    topic.setAttributes(topic.attributes().with("Policy", json, ""));
  }

  TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    Map<String, String> added = read(request.tags());
    Topic topic =
        requireTagged(caller, "TagResource", request.resourceArn(), RequestTags.keys(added));
    putTags(topic, added);
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    Map<String, List<String>> context = RequestTags.removed(request.tagKeys());
    Topic topic = requireTagged(caller, "UntagResource", request.resourceArn(), context);
    request.tagKeys().forEach(topic.tags()::remove);
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse tags(Caller caller, ListTagsForResourceRequest request) {
    Topic topic = requireTagged(caller, "ListTagsForResource", request.resourceArn(), Map.of());
    List<Tag> tags =
        topic.tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return ListTagsForResourceResponse.builder().tags(tags).build();
  }

  private Topic requireTagged(
      Caller caller, String action, String arn, Map<String, List<String>> context) {
    TopicStore.checkArn("ResourceArn", arn);
    store.authorise(caller, action, arn, context);
    Topic topic = store.topic(arn);
    if (topic == null) {
      throw SnsErrors.noResource();
    }
    return topic;
  }

  private static Map<String, String> read(List<Tag> tags) {
    Map<String, String> read = new LinkedHashMap<>();
    for (Tag tag : tags) {
      String key = tag.key() == null ? "" : tag.key();
      String value = tag.value() == null ? "" : tag.value();
      TagLimit.check(
          key,
          value,
          (limit, part) ->
              SnsErrors.invalid(
                  "Tags Reason: a %s must %s, got %s".formatted(limit.part(), limit.must(), part)));
      if (read.put(key, value) != null) {
        throw SnsErrors.invalid("Duplicated keys are not allowed.");
      }
    }
    return read;
  }

  private static void putTags(Topic topic, Map<String, String> tags) {
    TagLimit.putAll(topic.tags(), tags, count -> SnsErrors.tagLimit());
  }
}
