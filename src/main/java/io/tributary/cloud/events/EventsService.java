package io.tributary.cloud.events;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/** Amazon EventBridge: buses with rules by event patterns, and their targets. */
public final class EventsService implements EventBuses, CloudService {

  private final ApiCalls calls;
  private final BusOperations buses;
  private final PolicyOperations policies;
  private final RuleOperations rules;
  private final TargetOperations targets;
  private final TagOperations tags;
  private final EventIntake intake;

  /**
   * EventBridge of an account that has its default bus only.
   *
   * @param queues where targets and dead-letter queues lie
   * @param logGroups where targets lie that are log groups
   */
  public EventsService(
      EventLoop loop,
      Account account,
      Iam iam,
      Journal journal,
      Queues queues,
      LogGroups logGroups) {
    Access access = new Access(iam);
    Buses all = new Buses(account);
    Deliveries deliveries = new Deliveries(loop, journal, queues);
    calls = new ApiCalls(loop);
    buses = new BusOperations(loop, account, access, all);
    policies = new PolicyOperations(loop, access, all);
    rules = new RuleOperations(account, access, all);
    targets = new TargetOperations(access, all, new Destinations(loop, account, queues, logGroups));
    tags = new TagOperations(access, all);
    intake =
        new EventIntake(loop, account, access, journal, all, new Router(loop, journal, deliveries));
  }

  @Override
  public List<PutResult> putEvents(Caller caller, List<EventEntry> entries) {
    return intake.put(caller, entries);
  }

  @Override
  public Class<EventBridgeAsyncClient> clientType() {
    return EventBridgeAsyncClient.class;
  }

  @Override
  public EventBridgeAsyncClient client(Caller caller) {
    return new EventsApi(this, caller);
  }

  ApiCalls calls() {
    return calls;
  }

  BusOperations buses() {
    return buses;
  }

  PolicyOperations policies() {
    return policies;
  }

  RuleOperations rules() {
    return rules;
  }

  TargetOperations targets() {
    return targets;
  }

  TagOperations tags() {
    return tags;
  }
}
