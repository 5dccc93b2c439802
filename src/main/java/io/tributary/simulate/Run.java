package io.tributary.simulate;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.Wiring;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Deployment;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** One run of a scenario: deploys, loads, lets the faults stop, drains, redrives, judges. */
final class Run implements FaultRun.Course {

  private static final Instant START = Instant.parse("2025-01-15T12:00:00Z");

  /** Deploying takes some of it; the rest passes idly, so that the load begins at a fixed time. */
  private static final Duration DEPLOYING = Duration.ofMinutes(10);

  private static final Duration MOMENT = Duration.ofMinutes(1);
  private static final Duration LONGEST_DRAIN = Duration.ofHours(2);
  private static final int JOURNAL_CAPACITY = 1_000;

  private final Scenario scenario;
  private final VirtualTime time;
  private final Interpositions places;
  private final List<FaultRun> faults = new ArrayList<>();
  private final Workload workload;
  private final Ledger ledger;
  private final JournalDigest digest = new JournalDigest();
  private final Stage stage;
  private final Publisher publisher;
  private final Consumer consumer;
  private final long endMicros;
  private long holdMicros;
  private boolean faultsStopped;

  Run(
      ResourceGraph graph,
      List<Workload.Source> sources,
      String destinationArn,
      Wiring wiring,
      Scenario scenario) {
    this.scenario = scenario;
    this.time = new VirtualTime(START, scenario.seed());
    this.places = new Interpositions(wiring, queues -> queues);
    this.workload = new Workload(scenario, sources, places, beginMicros());
    this.ledger = new Ledger(scenario.events(), new Payloads(workload));
    this.endMicros = beginMicros() + scenario.duration().toNanos() / 1_000;
    this.holdMicros = endMicros;
    injectFaults();
    LocalCloud cloud = new LocalCloud(time, graph.stack().account(), JOURNAL_CAPACITY, places);
    cloud.journal().listen(digest::add);
    this.stage = new Stage(graph, cloud, Deployment.user(graph.stack()));
    this.publisher = new Publisher(time, workload, places.publisherTopics(sns()), ledger);
    this.consumer =
        new Consumer(
            time,
            places.consumerQueues(stage.sqs()),
            Caller.of(stage.user()),
            destinationArn,
            scenario,
            ledger);
    time.await(new Deployment(cloud).apply(graph));
  }

  private void injectFaults() {
    for (FaultRate planned : scenario.faults()) {
      FaultRun run = new FaultRun(planned, scenario.seed(), this, scenario.masked());
      faults.add(run);
      planned.fault().inject(new Injection(run, places));
    }
  }

  private Topics sns() {
    SnsAsyncClient sns = stage.client(SnsAsyncClient.class);
    return (topicArn, message, event) ->
        sns.publish(PublishRequest.builder().topicArn(topicArn).message(message).build())
            .thenApply(response -> response.messageId());
  }

  Outcome toEnd() {
    advanceTo(beginMicros());
    places.deployed(stage);
    consumer.start();
    publisher.start();
    advanceTo(endMicros);
    advanceTo(holdMicros);
    stopFaults();
    drain();
    return outcome();
  }

  private void advanceTo(long micros) {
    long left = micros - time.micros();
    if (left > 0) {
      time.advance(Duration.ofNanos(left * 1_000));
    }
    stage.checkCalls();
  }

  private void stopFaults() {
    faultsStopped = true;
    places.stopped(stage);
    time.runReady();
    stage.checkCalls();
  }

  private void drain() {
    long until = time.micros() + LONGEST_DRAIN.toNanos() / 1_000;
    while (!(publisher.done() && ledger.allDelivered())) {
      if (time.micros() >= until) {
        int event = ledger.firstMissing(0);
        ledger.violated("nothing-lost", event, "it did not reach the destination");
        return;
      }
      time.advance(MOMENT);
    }
  }

  private Outcome outcome() {
    TreeMap<String, Long> strikes = new TreeMap<>();
    faults.forEach(fault -> strikes.put(fault.name(), fault.count()));
    return new Outcome(
        scenario,
        ledger.accepted(),
        ledger.givenUp(),
        ledger.delivered(),
        ledger.duplicates(),
        digest.hops(),
        digest.end(),
        Duration.ofNanos((time.micros() - beginMicros()) * 1_000),
        strikes,
        List.copyOf(ledger.violations()));
  }

  @Override
  public EventLoop loop() {
    return time;
  }

  @Override
  public long beginMicros() {
    return START.plus(DEPLOYING).toEpochMilli() * 1_000;
  }

  @Override
  public long endMicros() {
    return endMicros;
  }

  @Override
  public boolean faultsStopped() {
    return faultsStopped;
  }

  @Override
  public void holdUntil(long micros) {
    holdMicros = Math.max(holdMicros, micros);
  }

  @Override
  public void undeliverable(int event) {
    ledger.undeliverable(event);
  }
}
