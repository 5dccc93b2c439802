package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** An event bus; www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/eventbus */
final class EventBusType extends ResourceType<EventBusType.Inputs> {

  record Inputs(String name, String description, Map<String, String> tags) {}

  EventBusType() {
    super("aws:cloudwatch/eventBus:EventBus", Inputs.class);
  }

  @Override
  Map<String, Object> computed(Inputs bus, Identity identity) {
    return Map.of("id", bus.name(), "arn", identity.arn("events", "event-bus/" + bus.name()));
  }

  @Override
  CompletableFuture<?> create(Inputs bus, DeployerClients aws) {
    return aws.events()
        .createEventBus(
            request ->
                request
                    .name(bus.name())
                    .description(bus.description())
                    .tags(Tags.listed(bus.tags(), EventBusType::tag)));
  }

  @Override
  CompletableFuture<?> update(Inputs before, Inputs after, DeployerClients aws) {
    String arn = aws.cloud().account().arn("events", "event-bus/" + after.name());
    CompletableFuture<?> described =
        Objects.equals(before.description(), after.description())
            ? CompletableFuture.completedFuture(null)
            : aws.events()
                .updateEventBus(it -> it.name(after.name()).description(after.description()));
    return described.thenCompose(done -> retag(arn, before.tags(), after.tags(), aws));
  }

  static CompletableFuture<?> retag(
      String arn, Map<String, String> before, Map<String, String> after, DeployerClients aws) {
    return Tags.change(
        before,
        after,
        gone -> aws.events().untagResource(request -> request.resourceARN(arn).tagKeys(gone)),
        set ->
            aws.events()
                .tagResource(
                    request -> request.resourceARN(arn).tags(Tags.listed(set, EventBusType::tag))));
  }

  static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Override
  CompletableFuture<?> delete(Inputs bus, DeployerClients aws) {
    return aws.events().deleteEventBus(request -> request.name(bus.name()));
  }

  /** events/bus.go */
  @Override
  List<ProviderCall> calls(Inputs bus, Identity identity) {
    String arn = identity.arn("events", "event-bus/" + bus.name());
    return ProviderCall.all(
        ProviderCall.reads(arn, "events:DescribeEventBus", "events:ListTagsForResource"),
        ProviderCall.writes(
            arn,
            "events:CreateEventBus",
            "events:UpdateEventBus",
            "events:DeleteEventBus",
            "events:TagResource",
            "events:UntagResource"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name");
  }
}
