package io.tributary.cloud.events;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.IamService;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.cloud.sqs.SendOnlyQueues;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/** EventBridge alone, in virtual time, with queues that record; {@code bus} is made. */
final class EventsFixture {

  static final String ACCOUNT = "536697261635";
  static final String BUS_ARN = "arn:aws:events:eu-west-1:" + ACCOUNT + ":event-bus/bus";
  static final String RULE_ARN = "arn:aws:events:eu-west-1:" + ACCOUNT + ":rule/bus/rule";
  static final String QUEUE = "arn:aws:sqs:eu-west-1:" + ACCOUNT + ":queue";
  static final String DLQ = "arn:aws:sqs:eu-west-1:" + ACCOUNT + ":dlq";

  record Logged(Caller caller, String group, String stream, String message) {}

  final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36.750Z"), 1);
  final Journal journal = new Journal(time, Journal.DEFAULT_CAPACITY);
  final SendOnlyQueues queues = new SendOnlyQueues();
  final List<Logged> logged = new ArrayList<>();
  final EventsService service;
  final EventBridgeAsyncClient events;
  private final IamAsyncClient iamApi;

  EventsFixture() {
    this(new Account(ACCOUNT, "eu-west-1"));
  }

  EventsFixture(Account account) {
    LogGroups logs =
        (caller, group, stream, message) -> logged.add(new Logged(caller, group, stream, message));
    Iam iam = new Iam(time, account);
    Caller root = Caller.of(new Principal.Root("aws", account.id()));
    service = new EventsService(time, account, iam, journal, queues, logs);
    events = service.client(root);
    iamApi = new IamService(time, account, iam).client(root);
    time.await(events.createEventBus(b -> b.name("bus")));
  }

  static Caller root() {
    return Caller.of(new Principal.Root("aws", ACCOUNT));
  }

  /** A client of the user ann, who has this one statement. */
  EventBridgeAsyncClient ann(String statement) {
    String policy = "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}";
    time.await(iamApi.createUser(b -> b.userName("ann")));
    time.await(iamApi.putUserPolicy(b -> b.userName("ann").policyName("p").policyDocument(policy)));
    return service.client(Caller.of(new Principal.User("aws", ACCOUNT, "ann")));
  }

  /** Puts the rule {@code rule} of the bus. */
  EventsFixture rule(String pattern) {
    time.await(events.putRule(b -> b.name("rule").eventBusName("bus").eventPattern(pattern)));
    return this;
  }

  /** Puts a target of the rule, {@code QUEUE} by default. */
  EventsFixture target(UnaryOperator<Target.Builder> target) {
    Target made = target.apply(Target.builder().id("target").arn(QUEUE)).build();
    time.await(events.putTargets(b -> b.rule("rule").eventBusName("bus").targets(made)));
    return this;
  }

  /** Puts an event of source {@code shop} and lets it arrive. */
  PutEventsResponse put(String detail) {
    return put(entry(detail).build());
  }

  PutEventsResponse put(PutEventsRequestEntry... entries) {
    PutEventsResponse response = time.await(events.putEvents(b -> b.entries(entries)));
    time.runReady();
    return response;
  }

  static PutEventsRequestEntry.Builder entry(String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName("bus")
        .source("shop")
        .detailType("Order")
        .detail(detail);
  }

  /** The bodies that the queue got. */
  List<String> bodies() {
    return queues.in(QUEUE).stream().map(message -> message.body()).toList();
  }

  List<Hop> hops(Step step) {
    return journal.hops().filter(hop -> hop.step() == step).toList();
  }

  /** The AWS code of what an operation fails with. */
  static String codeOf(Throwable failure) {
    return ((EventBridgeException) failure.getCause()).awsErrorDetails().errorCode();
  }
}
