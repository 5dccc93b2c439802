package io.tributary.cloud;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.events.EventsService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.IamService;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.logs.LogsService;
import io.tributary.cloud.metrics.CloudWatchService;
import io.tributary.cloud.pipes.PipesService;
import io.tributary.cloud.sns.SnsService;
import io.tributary.cloud.sqs.SqsService;
import io.tributary.cloud.sts.StsService;
import io.tributary.cloud.time.EventLoop;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * One account of AWS in one region, in this process: SQS, SNS, EventBridge, Pipes, IAM, STS,
 * CloudWatch and CloudWatch Logs. It starts empty, as a new account does; nobody but the account's
 * root may do anything in it.
 *
 * <p>All that happens, happens on the loop. A cloud holds no thread, file or socket of its own and
 * is simply dropped; any number of them, each with a loop of its own, run side by side.
 *
 * <pre>
 * var time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
 * var cloud = new LocalCloud(time, new Account("536697261635", "eu-west-1"));
 * var sqs = cloud.client(SqsAsyncClient.class, new Principal.Root("aws", "536697261635"));
 * time.await(sqs.createQueue(it -> it.queueName("orders")));
 * </pre>
 */
public final class LocalCloud {

  private final EventLoop loop;
  private final Account account;
  private final Journal journal;
  private final Iam iam;
  private final Map<Class<? extends SdkClient>, CloudService> services = new LinkedHashMap<>();

  /** An empty account, whose journal keeps {@link Journal#DEFAULT_CAPACITY} hops. */
  public LocalCloud(EventLoop loop, Account account) {
    this(loop, account, Journal.DEFAULT_CAPACITY);
  }

  /**
   * An empty account whose services reach each other directly.
   *
   * @param loop its time, its thread and its chance
   * @param account which account and region it plays, with its quotas
   * @param journalCapacity how many of the newest hops the journal keeps; 0 for none
   */
  public LocalCloud(EventLoop loop, Account account, int journalCapacity) {
    this(loop, account, journalCapacity, Wiring.DIRECT);
  }

  /**
   * An empty account.
   *
   * @param loop its time, its thread and its chance
   * @param account which account and region it plays, with its quotas
   * @param journalCapacity how many of the newest hops the journal keeps; 0 for none
   * @param wiring what stands between the services, as a simulation of failures does
   */
  public LocalCloud(EventLoop loop, Account account, int journalCapacity, Wiring wiring) {
    this.loop = loop;
    this.account = account;
    this.journal = new Journal(loop, journalCapacity);
    this.iam = new Iam(loop, account);
    SqsService sqs = new SqsService(wiring.clock(Service.SQS, loop), account, iam, journal);
    LogsService logs = new LogsService(wiring.clock(Service.LOGS, loop), account, iam);
    EventsService events = events(wiring, sqs, logs);
    SnsService sns = sns(wiring, sqs);
    List.of(
            sqs,
            sns,
            events,
            pipes(wiring, sqs, events, logs),
            new IamService(loop, account, iam),
            new StsService(loop, iam),
            logs,
            new CloudWatchService(loop, account, iam, journal, sqs::depths, sns::client))
        .forEach(service -> services.put(service.clientType(), service));
  }

  private EventsService events(Wiring wiring, SqsService sqs, LogsService logs) {
    return new EventsService(
        wiring.clock(Service.EVENTS, loop),
        account,
        iam,
        journal,
        wiring.queues(Service.EVENTS, sqs),
        wiring.logGroups(Service.EVENTS, logs));
  }

  private SnsService sns(Wiring wiring, SqsService sqs) {
    return new SnsService(
        wiring.clock(Service.SNS, loop), account, iam, journal, wiring.queues(Service.SNS, sqs));
  }

  private PipesService pipes(
      Wiring wiring, SqsService sqs, EventsService events, LogsService logs) {
    return new PipesService(
        wiring.clock(Service.PIPES, loop),
        account,
        iam,
        journal,
        wiring.queues(Service.PIPES, sqs),
        wiring.eventBuses(Service.PIPES, events),
        wiring.logGroups(Service.PIPES, logs));
  }

  /**
   * A client whose every call is made by the principal, over TLS.
   *
   * @param type the SDK's interface, for example {@code SqsAsyncClient.class}
   * @throws UnsupportedOperationException if the local cloud does not build that service
   */
  public <C extends SdkClient> C client(Class<C> type, Principal principal) {
    return client(type, Caller.of(principal));
  }

  /**
   * A client whose every call comes in as the caller's do.
   *
   * @param type the SDK's interface, for example {@code SqsAsyncClient.class}
   * @throws UnsupportedOperationException if the local cloud does not build that service
   */
  public <C extends SdkClient> C client(Class<C> type, Caller caller) {
    CloudService service = services.get(type);
    if (service == null) {
      throw new UnsupportedOperationException(
          "the local cloud has no clients of type %s; it has %s"
              .formatted(
                  type.getSimpleName(),
                  services.keySet().stream()
                      .map(Class::getSimpleName)
                      .collect(Collectors.joining(", "))));
    }
    return type.cast(service.client(caller));
  }

  /** All services. */
  public Collection<CloudService> services() {
    return Collections.unmodifiableCollection(services.values());
  }

  /** Its queues, to be looked at as no API of AWS lets one look. */
  public SqsService sqs() {
    return (SqsService) services.get(SqsAsyncClient.class);
  }

  /** Its pipes, to be looked at as no API of AWS lets one look. */
  public PipesService pipes() {
    return (PipesService) services.get(PipesAsyncClient.class);
  }

  /** Every hop of every event. */
  public Journal journal() {
    return journal;
  }

  /** The account's users, roles and policies. */
  public Iam iam() {
    return iam;
  }

  /** Which account and region this is. */
  public Account account() {
    return account;
  }

  /** Its time, its thread and its chance. */
  public EventLoop loop() {
    return loop;
  }
}
