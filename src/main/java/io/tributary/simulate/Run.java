package io.tributary.simulate;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.Wiring;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.text.TextsReadLately;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Deployment;
import io.tributary.local.DeploymentFailedException;
import io.tributary.local.Provided;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * One run of a scenario: deploys, loads, lets the faults stop, drains, redrives, drains again,
 * compares. It ends early once an invariant did not hold.
 */
final class Run {

  /** How often the load is interrupted to see whether the run goes on. */
  private static final int LOOKS = 100;

  private final Simulation simulation;
  private final DoubleConsumer progress;
  private final int journalCapacity;
  private final Scenario scenario;
  private final Course course;
  private final VirtualTime time;
  private final Interpositions interpositions = new Interpositions();
  private final List<FaultRun> faults = new ArrayList<>();
  private final Workload workload;
  private final Destinations destinations;
  private final Ledger ledger;
  private final ModelledQueues queues;
  private final Patience patience;
  private final SqsModel model;
  private final Invariants invariants;

  /** The fingerprints of ids: the digest asks for those of the same texts as the models. */
  private final TextsReadLately ids = new TextsReadLately(Fingerprint::of);

  private final JournalDigest digest = new JournalDigest(ids);
  private final Stage stage;
  private final Publisher publisher;
  private final List<Consumer> consumers;
  private final Operator operator;
  private final Draining draining;
  private final Tried tried;
  private int redriven;

  /**
   * A run that has not begun.
   *
   * @param progress is told now and then which share of the load is over, from 0 to 1
   * @param journalCapacity how many of the newest hops are still there at the end
   */
  Run(Simulation simulation, Scenario scenario, DoubleConsumer progress, int journalCapacity) {
    this.progress = progress;
    this.journalCapacity = journalCapacity;
    this.simulation = simulation;
    this.scenario = scenario;
    this.course = new Course(scenario);
    this.time = course.time();
    this.workload =
        new Workload(scenario, simulation.sources(), interpositions, course.beginMicros());
    this.destinations = Destinations.of(simulation.graph(), simulation.destinationArns(), workload);
    this.ledger = destinations.ledger();
    Blueprint blueprint = destinations.blueprint();
    PatternModel patterns = new PatternModel(destinations, ids, scenario.events(), workload::body);
    this.queues = new ModelledQueues(destinations, time);
    this.patience =
        new Patience(
            blueprint,
            simulation.destinationArns().stream().map(queues::rules).toList(),
            scenario.consumer());
    this.model = new SqsModel(queues, patterns, ids, time, ledger);
    Denials denials = new Denials(ledger, interpositions::denied);
    Set<String> topics =
        simulation.sources().stream().map(Workload.Source::topicArn).collect(Collectors.toSet());
    this.invariants = new Invariants(ledger, model, patterns, denials, topics);
    injectFaults();
    this.stage =
        new Stage(simulation.graph(), cloud(patterns), queues, blueprint.deadLetterQueues());
    Caller user = Caller.of(stage.user());
    this.publisher =
        new Publisher(time, workload, interpositions.topics(new SnsTopics(publishers())), ledger);
    this.consumers = destinations.all().stream().map(it -> consumer(user, it)).toList();
    this.operator =
        new Operator(
            time,
            stage.client(SqsAsyncClient.class),
            sqs(),
            user,
            destinations.redriveDestinations(),
            ledger);
    this.draining =
        new Draining(
            time, scenario.duration(), this::advance, publisher, queues, patience, destinations);
    this.tried = new Tried(scenario, workload, publisher, destinations);
  }

  private Consumer consumer(Caller user, Destination of) {
    return new Consumer(time, sqs(), interpositions, user, of.arn(), scenario, of.ledger());
  }

  private void injectFaults() {
    for (FaultRate planned : scenario.faults()) {
      FaultRun run = new FaultRun(planned, scenario, course, ledger);
      faults.add(run);
      planned.fault().inject(new Injection(run, interpositions));
    }
  }

  private LocalCloud cloud(PatternModel patterns) {
    Wiring wiring = interpositions.wiring(simulation.wiring(), model::observed, patterns::observed);
    LocalCloud cloud =
        new LocalCloud(time, simulation.graph().stack().account(), journalCapacity, wiring);
    cloud.journal().listen(this::passed);
    return cloud;
  }

  /**
   * One listener, not two: with few of them Java finds each without looking it up for every hop.
   */
  private void passed(Hop hop) {
    digest.add(hop);
    invariants.see(hop);
  }

  /** A client of who publishes to each topic, by its ARN. */
  private Map<String, SnsAsyncClient> publishers() {
    Map<String, SnsAsyncClient> publishers = new HashMap<>();
    for (Workload.Source source : simulation.sources()) {
      Principal publisher = Provided.publisher(simulation.graph(), source.topicArn());
      publishers.put(source.topicArn(), stage.cloud().client(SnsAsyncClient.class, publisher));
    }
    return publishers;
  }

  /** SQS for those outside of the cloud. */
  private Queues sqs() {
    return model.observed(simulation.wiring().queues(Wiring.Service.SQS, stage.sqs()));
  }

  /** The hops of one event from now on, as they come. */
  List<Hop> follow(int event) {
    List<Hop> hops = new ArrayList<>();
    stage
        .cloud()
        .journal()
        .listen(
            hop -> {
              if (invariants.event(hop.trace()) == event) {
                hops.add(hop);
              }
            });
    return hops;
  }

  /** The cloud that it happens in. */
  LocalCloud cloud() {
    return stage.cloud();
  }

  Outcome toEnd() {
    deploy();
    advanceTo(course.beginMicros());
    interpositions.deployed(stage);
    consumers.forEach(Consumer::start);
    publisher.start();
    load();
    // A run that is broken ends in the midst of its faults, which cannot stop before their time.
    if (ledger.violations().isEmpty()) {
      afterTheLoad();
    }
    tried.requireAccepted();
    requireArrival();
    return outcome();
  }

  private void deploy() {
    try {
      time.await(new Deployment(stage.cloud()).apply(simulation.graph()));
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof DeploymentFailedException told ? told : failed;
    }
  }

  private void afterTheLoad() {
    stopFaults();
    draining.await();
    redrive();
    if (ledger.violations().isEmpty()) {
      queues.compare(stage.sqs());
    }
  }

  private void load() {
    long from = course.beginMicros();
    for (int look = 1; look <= LOOKS && ledger.violations().isEmpty(); look++) {
      advanceTo(from + (course.endMicros() - from) / LOOKS * look);
      progress.accept((double) look / LOOKS);
    }
    for (long hour = 3_600_000_000L;
        time.micros() < course.faultsEndMicros() && ledger.violations().isEmpty(); ) {
      advanceTo(Math.min(time.micros() + hour, course.faultsEndMicros()));
    }
  }

  private void advanceTo(long micros) {
    advance(Duration.ofNanos((micros - time.micros()) * 1_000));
  }

  private void advance(Duration span) {
    time.advance(span);
    stage.checkCalls();
  }

  private void stopFaults() {
    course.stopFaults();
    interpositions.stopped(stage);
    time.runReady();
    stage.checkCalls();
  }

  private void redrive() {
    if (!ledger.violations().isEmpty()) {
      return;
    }
    consumers.forEach(Consumer::mend);
    moveAll();
    draining.await();
    if (!ledger.violations().isEmpty()) {
      return;
    }
    destinations.all().forEach(this::requireRedriven);
  }

  private void requireRedriven(Destination destination) {
    BitSet left = destination.ledger().deliverable(queues.deadLettered(destination));
    if (!left.isEmpty()) {
      ledger.violated(
          "redrive-delivers",
          left.nextSetBit(0),
          "it has not come to "
              + destination.ledger().name()
              + ", and lies in a dead-letter queue after a redrive, though nothing fails any more");
    }
  }

  /** Within the time after which what the operator has hidden would come back. */
  private void moveAll() {
    long until = time.micros() + Operator.LONGEST_VISIBILITY.toNanos() / 1_000;
    operator.start();
    while (ledger.violations().isEmpty() && !operator.done()) {
      if (time.micros() >= until) {
        ledger.violated(
            "redrive-delivers",
            firstDeadLettered(),
            "the tasks that move it have not ended after "
                + Scenario.text(Operator.LONGEST_VISIBILITY));
      }
      advance(Duration.ofSeconds(1));
    }
    redriven = operator.moved();
  }

  private int firstDeadLettered() {
    return destinations.all().stream()
        .mapToInt(one -> queues.deadLettered(one).nextSetBit(0))
        .filter(event -> event >= 0)
        .findFirst()
        .orElse(-1);
  }

  /** A filter on one way says nothing of what is still held on another, which has its time. */
  private void requireArrival() {
    if (ledger.violations().isEmpty() && tried.keptOutEveryExample()) {
      advance(patience.longestQuiet(queues.waiting()));
      tried.requireArrival();
    }
  }

  private Outcome outcome() {
    TreeMap<String, List<Long>> strikes = new TreeMap<>();
    TreeMap<String, Long> struck = new TreeMap<>();
    for (FaultRun fault : faults) {
      strikes.put(fault.name(), List.copyOf(fault.strikes()));
      struck.put(fault.name(), fault.count());
    }
    return new Outcome(
        scenario,
        ledger.accepted(),
        ledger.givenUp(),
        destinations.sum(it -> it.ledger().delivered()),
        destinations.all().stream().mapToLong(it -> it.ledger().duplicates()).sum(),
        destinations.sum(it -> it.ledger().filtered()),
        destinations.sum(it -> it.ledger().expired(queues.lying(it))),
        redriven,
        destinations.sum(it -> it.ledger().outstanding(queues.deadLettered(it))),
        invariants.deadLetters().told(),
        digest.hops(),
        digest.end(),
        Duration.ofNanos((time.micros() - course.beginMicros()) * 1_000),
        strikes,
        struck,
        tried.untried(),
        List.copyOf(ledger.violations()));
  }
}
