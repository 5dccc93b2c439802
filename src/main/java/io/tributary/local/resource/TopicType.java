package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sns.model.Tag;

/** A standard topic; www.pulumi.com/registry/packages/aws/api-docs/sns/topic */
final class TopicType extends ResourceType<TopicType.Inputs> {

  record Inputs(String name, String displayName, String policy, Map<String, String> tags) {

    private Map<String, String> attributes() {
      Map<String, String> attributes = new TreeMap<>();
      attributes.put("DisplayName", displayName);
      attributes.put("Policy", policy);
      attributes.values().removeIf(Objects::isNull);
      return attributes;
    }
  }

  TopicType() {
    super("aws:sns/topic:Topic", Inputs.class);
  }

  @Override
  Map<String, Object> computed(Inputs topic, Identity identity) {
    String arn = identity.arn("sns", topic.name());
    return Map.of("id", arn, "arn", arn, "owner", identity.account().id());
  }

  @Override
  CompletableFuture<?> create(Inputs topic, DeployerClients aws) {
    return aws.sns()
        .createTopic(
            request ->
                request
                    .name(topic.name())
                    .attributes(topic.attributes())
                    .tags(Tags.listed(topic.tags(), TopicType::tag)));
  }

  @Override
  CompletableFuture<?> update(Inputs before, Inputs after, DeployerClients aws) {
    String arn = aws.cloud().account().arn("sns", after.name());
    return SetAttributes.changed(
            before.attributes(),
            after.attributes(),
            "Policy",
            (name, value) ->
                aws.sns()
                    .setTopicAttributes(
                        set -> set.topicArn(arn).attributeName(name).attributeValue(value)))
        .thenCompose(done -> retag(arn, before, after, aws));
  }

  private static CompletableFuture<?> retag(
      String arn, Inputs before, Inputs after, DeployerClients aws) {
    return Tags.change(
        before.tags(),
        after.tags(),
        gone -> aws.sns().untagResource(request -> request.resourceArn(arn).tagKeys(gone)),
        set ->
            aws.sns()
                .tagResource(
                    request -> request.resourceArn(arn).tags(Tags.listed(set, TopicType::tag))));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Override
  CompletableFuture<?> delete(Inputs topic, DeployerClients aws) {
    String arn = aws.cloud().account().arn("sns", topic.name());
    return aws.sns().deleteTopic(request -> request.topicArn(arn));
  }

  /** sns/topic.go */
  @Override
  List<ProviderCall> calls(Inputs topic, Identity identity) {
    String arn = identity.arn("sns", topic.name());
    return ProviderCall.all(
        ProviderCall.reads(arn, "sns:GetTopicAttributes", "sns:ListTagsForResource"),
        ProviderCall.writes(
            arn,
            "sns:CreateTopic",
            "sns:SetTopicAttributes",
            "sns:DeleteTopic",
            "sns:TagResource",
            "sns:UntagResource"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name");
  }
}
