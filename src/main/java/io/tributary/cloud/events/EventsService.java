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

  final ApiCalls calls;
  final BusOperations buses;
  final PolicyOperations policies;
  final RuleOperations rules;
  final TargetOperations targets;
  final TagOperations tags;
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
    Buses all = new Buses(account);
    Access access = new Access(iam, all);
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
}
