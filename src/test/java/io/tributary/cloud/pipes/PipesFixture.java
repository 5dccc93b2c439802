package io.tributary.cloud.pipes;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.IamService;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.PipeTargetParameters;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Pipes with a real IAM, and with a queue, a bus and a log group that record what they are asked
 * and do as they are told.
 */
final class PipesFixture {

  static final Account ACCOUNT = Records.ACCOUNT;
  static final String QUEUE = Records.QUEUE;
  static final String BUS = ACCOUNT.arn("events", "event-bus/domain");
  static final String PIPE = ACCOUNT.arn("pipes", "pipe/orders");
  static final String ROLE = ACCOUNT.globalArn("iam", "role/orders-pipe");
  static final String LOG_GROUP = ACCOUNT.arn("logs", "log-group:/orders");
  static final Caller ROOT = Caller.of(new Principal.Root("aws", ACCOUNT.id()));

  final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  final Journal journal = new Journal(time, 10_000);
  final Iam iam;
  final IamAsyncClient iamClient;

  /** What queue and bus were asked, in order. */
  final List<String> calls = new ArrayList<>();

  final RecordingQueues queue = new RecordingQueues(time, calls);
  final List<List<EventBuses.EventEntry>> puts = new ArrayList<>();
  final List<String> logged = new ArrayList<>();

  /** Why log groups take nothing; null if they do. */
  RuntimeException logTrouble;

  final PipesService service;
  final PipesAsyncClient client;

  /** How the bus answers. */
  Function<List<EventBuses.EventEntry>, List<EventBuses.PutResult>> bus =
      entries -> entries.stream().map(entry -> accepted()).toList();

  PipesFixture() {
    this(ACCOUNT);
  }

  PipesFixture(Account account) {
    iam = new Iam(time, account);
    iamClient = new IamService(time, account, iam).client(ROOT);
    createRole("orders-pipe", PIPE);
    EventBuses buses =
        (caller, entries) -> {
          calls.add("PutEvents " + entries.size());
          puts.add(entries);
          return bus.apply(entries);
        };
    LogGroups logs =
        (caller, group, stream, message) -> {
          if (logTrouble != null) {
            throw logTrouble;
          }
          logged.add(message);
        };
    service = new PipesService(time, account, iam, journal, queue, buses, logs);
    client = service.client(ROOT);
  }

  /** A role that pipes may assume for one pipe. */
  void createRole(String name, String trustedPipe) {
    String trust =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Principal":{"Service":"pipes.amazonaws.com"},"Action":"sts:AssumeRole",
         "Condition":{"ArnLike":{"aws:SourceArn":"%s"}}}]}
        """
            .formatted(trustedPipe);
    time.await(iamClient.createRole(role -> role.roleName(name).assumeRolePolicyDocument(trust)));
  }

  static EventBuses.PutResult accepted() {
    return new EventBuses.PutResult("event-id", null, null);
  }

  static EventBuses.PutResult refused(String code, String message) {
    return new EventBuses.PutResult(null, code, message);
  }

  /** A pipe from the queue to the bus, as {@code with} changes it, and time for it to settle. */
  void create(UnaryOperator<CreatePipeRequest.Builder> with) {
    time.await(client.createPipe(with.apply(request()).build()));
    time.runReady();
  }

  static CreatePipeRequest.Builder request() {
    return CreatePipeRequest.builder().name("orders").source(QUEUE).target(BUS).roleArn(ROLE);
  }

  /** A pipe with an input template. */
  void createWithTemplate(String template) {
    create(
        pipe ->
            pipe.targetParameters(PipeTargetParameters.builder().inputTemplate(template).build()));
  }

  /** Sends to the pipe's queue, and gives the pipe the chance to act on it. */
  void send(String... bodies) {
    queue.send(bodies);
    time.runReady();
  }

  DescribePipeResponse describe() {
    return time.await(client.describePipe(pipe -> pipe.name("orders")));
  }

  /** The details of all entries that the bus was given. */
  List<String> details() {
    return puts.stream().flatMap(List::stream).map(EventBuses.EventEntry::detail).toList();
  }

  /** The hops through the pipe of one message, counted from 1. */
  List<Hop> hops(long trace) {
    return journal.route(trace).stream().filter(hop -> hop.step() == Step.PIPE_DELIVER).toList();
  }

  /** A denial by SQS. */
  static SqsException sqsDenies(String action) {
    return (SqsException)
        ApiErrors.denied(
            SqsException.builder(), "AccessDenied", 403, "denied", decision(action, QUEUE));
  }

  /** A denial by EventBridge. */
  static EventBridgeException busDenies() {
    return (EventBridgeException)
        ApiErrors.denied(
            EventBridgeException.builder(),
            "AccessDeniedException",
            400,
            "denied",
            decision("events:PutEvents", BUS));
  }

  /** A failure of EventBridge for another reason. */
  static EventBridgeException busFails(String code, int status, String message) {
    return (EventBridgeException)
        ApiErrors.error(EventBridgeException.builder(), code, status, message);
  }

  private static Decision decision(String action, String resource) {
    Caller role =
        Caller.of(new Principal.RoleSession("aws", ACCOUNT.id(), "orders-pipe", "orders"));
    Iam withoutPolicies = new Iam(new VirtualTime(Instant.EPOCH, 1), ACCOUNT);
    return withoutPolicies.decide(new AccessRequest(role, action, resource), null);
  }
}
