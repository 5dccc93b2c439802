package io.tributary.cloud.events;

import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** EventBridge's API for one caller; what is not overridden here is not built. */
final class EventsApi implements EventBridgeAsyncClient {

  private static final Set<String> ENTRY_FIELDS =
      Set.of("Time", "Source", "Resources", "DetailType", "Detail", "EventBusName");

  private final EventsService events;
  private final Caller caller;

  EventsApi(EventsService events, Caller caller) {
    this.events = events;
    this.caller = caller;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Holds nothing that would have to be closed. */
  @Override
  public void close() {}

  @Override
  public CompletableFuture<PutEventsResponse> putEvents(PutEventsRequest request) {
    return events.calls.answer(() -> put(request));
  }

  private PutEventsResponse put(PutEventsRequest request) {
    Limits.requireBuilt(request, "PutEvents", Set.of("Entries"));
    request.entries().forEach(entry -> Limits.requireBuilt(entry, "an entry", ENTRY_FIELDS));
    requireBusNames(request.entries());
    List<EventEntry> entries = request.entries().stream().map(EventsApi::entry).toList();
    List<PutResult> results = events.putEvents(caller, entries);
    return PutEventsResponse.builder()
        .failedEntryCount((int) results.stream().filter(PutResult::failed).count())
        .entries(results.stream().map(EventsApi::result).toList())
        .build();
  }

  /** A bus that cannot be one refuses the whole call; one that is not there loses its event. */
  private static void requireBusNames(List<PutEventsRequestEntry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      String field = "entries." + (i + 1) + ".member.eventBusName";
      Buses.requireCustomNameOrArn(entries.get(i).eventBusName(), field);
    }
  }

  private static EventEntry entry(PutEventsRequestEntry entry) {
    return new EventEntry(
        entry.eventBusName(),
        entry.source(),
        entry.detailType(),
        entry.detail(),
        entry.resources(),
        entry.time() == null ? null : millis(entry.time()),
        0);
  }

  private static long millis(Instant time) {
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException beyond) {
      throw EventsErrors.validation("Parameter Time is not valid. Reason: out of range: " + time);
    }
  }

  private static PutEventsResultEntry result(PutResult result) {
    return PutEventsResultEntry.builder()
        .eventId(result.eventId())
        .errorCode(result.errorCode())
        .errorMessage(result.errorMessage())
        .build();
  }

  @Override
  public CompletableFuture<CreateEventBusResponse> createEventBus(CreateEventBusRequest request) {
    return events.calls.answer(() -> events.buses.create(caller, request));
  }

  @Override
  public CompletableFuture<DeleteEventBusResponse> deleteEventBus(DeleteEventBusRequest request) {
    return events.calls.answer(() -> events.buses.delete(caller, request));
  }

  @Override
  public CompletableFuture<DescribeEventBusResponse> describeEventBus(
      DescribeEventBusRequest request) {
    return events.calls.answer(() -> events.buses.describe(caller, request));
  }

  @Override
  public CompletableFuture<ListEventBusesResponse> listEventBuses(ListEventBusesRequest request) {
    return events.calls.answer(() -> events.buses.list(caller, request));
  }

  @Override
  public CompletableFuture<PutPermissionResponse> putPermission(PutPermissionRequest request) {
    return events.calls.answer(() -> events.policies.put(caller, request));
  }

  @Override
  public CompletableFuture<RemovePermissionResponse> removePermission(
      RemovePermissionRequest request) {
    return events.calls.answer(() -> events.policies.remove(caller, request));
  }

  @Override
  public CompletableFuture<PutRuleResponse> putRule(PutRuleRequest request) {
    return events.calls.answer(() -> events.rules.put(caller, request));
  }

  @Override
  public CompletableFuture<DescribeRuleResponse> describeRule(DescribeRuleRequest request) {
    return events.calls.answer(() -> events.rules.describe(caller, request));
  }

  @Override
  public CompletableFuture<DeleteRuleResponse> deleteRule(DeleteRuleRequest request) {
    return events.calls.answer(() -> events.rules.delete(caller, request));
  }

  @Override
  public CompletableFuture<EnableRuleResponse> enableRule(EnableRuleRequest request) {
    return events.calls.answer(() -> events.rules.enable(caller, request));
  }

  @Override
  public CompletableFuture<DisableRuleResponse> disableRule(DisableRuleRequest request) {
    return events.calls.answer(() -> events.rules.disable(caller, request));
  }

  @Override
  public CompletableFuture<ListRulesResponse> listRules(ListRulesRequest request) {
    return events.calls.answer(() -> events.rules.list(caller, request));
  }

  @Override
  public CompletableFuture<ListRuleNamesByTargetResponse> listRuleNamesByTarget(
      ListRuleNamesByTargetRequest request) {
    return events.calls.answer(() -> events.rules.listByTarget(caller, request));
  }

  @Override
  public CompletableFuture<TestEventPatternResponse> testEventPattern(
      TestEventPatternRequest request) {
    return events.calls.answer(() -> events.rules.test(caller, request));
  }

  @Override
  public CompletableFuture<PutTargetsResponse> putTargets(PutTargetsRequest request) {
    return events.calls.answer(() -> events.targets.put(caller, request));
  }

  @Override
  public CompletableFuture<RemoveTargetsResponse> removeTargets(RemoveTargetsRequest request) {
    return events.calls.answer(() -> events.targets.remove(caller, request));
  }

  @Override
  public CompletableFuture<ListTargetsByRuleResponse> listTargetsByRule(
      ListTargetsByRuleRequest request) {
    return events.calls.answer(() -> events.targets.list(caller, request));
  }

  @Override
  public CompletableFuture<TagResourceResponse> tagResource(TagResourceRequest request) {
    return events.calls.answer(() -> events.tags.tag(caller, request));
  }

  @Override
  public CompletableFuture<UntagResourceResponse> untagResource(UntagResourceRequest request) {
    return events.calls.answer(() -> events.tags.untag(caller, request));
  }

  @Override
  public CompletableFuture<ListTagsForResourceResponse> listTagsForResource(
      ListTagsForResourceRequest request) {
    return events.calls.answer(() -> events.tags.list(caller, request));
  }
}
