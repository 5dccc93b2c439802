package io.tributary.system.purchase;

import io.tributary.component.Environment;
import io.tributary.component.Monitored;
import io.tributary.component.Monitoring;
import io.tributary.iam.Arn;
import io.tributary.system.purchase.PurchaseEventsConfig.Sources;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is watched of purchase events, from left to right: topics, their queues, pipes, the rule,
 * the purchase queue, dead letters.
 */
final class PurchaseMonitoring {

  /**
   * A pipe takes a message within seconds, and one that fails at maxReceiveCount 5 is a dead letter
   * after two and a half minutes: what is older waits for a pipe that does not run, or not fast
   * enough.
   */
  private static final Duration OLDEST_FOR_A_PIPE = Duration.ofMinutes(5);

  /** Purchases may be worked on in batches; the shortest retention is a day. */
  private static final Duration OLDEST_FOR_A_CONSUMER = Duration.ofMinutes(15);

  /** The names that a source queue and its pipe share. */
  private static final List<String> PAIRS = List.of(PurchaseEvents.BASKET, PurchaseEvents.CHECKOUT);

  private final PurchaseEventsConfig config;
  private final Environment environment;
  private final Sources sources;

  PurchaseMonitoring(PurchaseEventsConfig config, Environment environment, Sources sources) {
    this.config = config;
    this.environment = environment;
    this.sources = sources;
  }

  /** Makes the alarms and the dashboard. */
  Monitoring make() {
    var steps =
        List.of(topics(), sourceQueues(), pipes(), rules(), purchaseQueue(), deadLetterQueues());
    return new Monitoring(
        PurchaseEvents.NAME + "-monitoring",
        new Monitoring.Args(environment, PurchaseEvents.NAME, steps, config.alarmTopic()));
  }

  private List<Monitored> topics() {
    return List.of(
        topic(PurchaseEvents.BASKET, sources.basketTopic()),
        topic(PurchaseEvents.CHECKOUT, sources.checkoutTopic()));
  }

  private Monitored topic(String name, Arn topic) {
    return environment.owns(topic) ? Monitored.ownTopic(name, topic) : Monitored.topic(topic);
  }

  private List<Monitored> sourceQueues() {
    return PAIRS.stream().map(this::sourceQueue).toList();
  }

  private Monitored sourceQueue(String name) {
    String pipe = "pipe " + environment.pipe(name).name();
    return Monitored.queue(name, environment.queue(name), pipe, OLDEST_FOR_A_PIPE);
  }

  private List<Monitored> pipes() {
    return PAIRS.stream().map(name -> Monitored.pipe(name, environment.pipe(name))).toList();
  }

  private List<Monitored> rules() {
    Arn bus = sources.eventBus();
    String name = PurchaseEvents.NAME;
    var purchases = Stream.of(Monitored.rule(name, bus, environment.name(name)));
    var copies = debugRule().map(rule -> Monitored.ruleOfCopies(rule, bus, environment.name(rule)));
    return Stream.concat(purchases, copies).toList();
  }

  private Stream<String> debugRule() {
    return config.debugRule() ? Stream.of(PurchaseEvents.DEBUG) : Stream.empty();
  }

  /** Its alarms keep the rule's name, whatever the queue is called. */
  private List<Monitored> purchaseQueue() {
    Arn queue = environment.queue(config.purchaseQueue());
    String name = PurchaseEvents.NAME;
    return List.of(Monitored.queue(name, queue, "its consumer", OLDEST_FOR_A_CONSUMER));
  }

  private List<Monitored> deadLetterQueues() {
    var events =
        Stream.concat(
            PAIRS.stream().map(name -> Monitored.deadLetterQueue(name, deadLetters(name))),
            Stream.of(
                Monitored.deadLetterQueue(
                    PurchaseEvents.NAME, deadLetters(config.purchaseQueue()))));
    var copies =
        debugRule().map(name -> Monitored.deadLetterQueueOfCopies(name, deadLetters(name)));
    return Stream.concat(events, copies).toList();
  }

  private Arn deadLetters(String queue) {
    return environment.queue(queue + "-dlq");
  }
}
