package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One attribute of a queue as a resource of its own: a policy, mostly. */
final class QueueAttributeType<I extends Record & QueueAttributeType.Attribute>
    extends ResourceType<I> {

  /** Which queue, and the attribute's value. */
  sealed interface Attribute {
    String queueUrl();

    String value();
  }

  /** www.pulumi.com/registry/packages/aws/api-docs/sqs/queuepolicy */
  record Policy(String queueUrl, String policy) implements Attribute {
    @Override
    public String value() {
      return policy;
    }
  }

  /** www.pulumi.com/registry/packages/aws/api-docs/sqs/redrivepolicy */
  record Redrive(String queueUrl, String redrivePolicy) implements Attribute {
    @Override
    public String value() {
      return redrivePolicy;
    }
  }

  /** www.pulumi.com/registry/packages/aws/api-docs/sqs/redriveallowpolicy */
  record RedriveAllow(String queueUrl, String redriveAllowPolicy) implements Attribute {
    @Override
    public String value() {
      return redriveAllowPolicy;
    }
  }

  private final QueueAttributeName attribute;

  private QueueAttributeType(String token, Class<I> inputs, QueueAttributeName attribute) {
    super(token, inputs);
    this.attribute = attribute;
  }

  static QueueAttributeType<Policy> policy() {
    return new QueueAttributeType<>(
        "aws:sqs/queuePolicy:QueuePolicy", Policy.class, QueueAttributeName.POLICY);
  }

  static QueueAttributeType<Redrive> redrive() {
    return new QueueAttributeType<>(
        "aws:sqs/redrivePolicy:RedrivePolicy", Redrive.class, QueueAttributeName.REDRIVE_POLICY);
  }

  static QueueAttributeType<RedriveAllow> redriveAllow() {
    return new QueueAttributeType<>(
        "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
        RedriveAllow.class,
        QueueAttributeName.REDRIVE_ALLOW_POLICY);
  }

  @Override
  String namedBy() {
    return null;
  }

  @Override
  Map<String, Object> computed(I resource, Identity identity) {
    return Map.of("id", String.valueOf(resource.queueUrl()));
  }

  @Override
  CompletableFuture<?> create(I resource, DeployerClients aws) {
    return set(resource, resource.value(), aws);
  }

  @Override
  CompletableFuture<?> delete(I resource, DeployerClients aws) {
    return set(resource, "", aws);
  }

  private CompletableFuture<?> set(I resource, String value, DeployerClients aws) {
    return aws.sqs()
        .setQueueAttributes(
            request -> request.queueUrl(resource.queueUrl()).attributes(Map.of(attribute, value)));
  }

  /** sqs/attribute_handler.go */
  @Override
  List<ProviderCall> calls(I resource, Identity identity) {
    String arn = identity.account().queueOfUrl(resource.queueUrl());
    return ProviderCall.all(
        ProviderCall.reads(arn, "sqs:GetQueueAttributes"),
        ProviderCall.writes(arn, "sqs:SetQueueAttributes"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("queueUrl");
  }
}
