package io.tributary.cost;

import static io.tributary.cost.Wires.text;

import io.tributary.local.GraphResource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many events, and of which size, come to each resource when all goes well: every filter and
 * every enabled rule lets every event pass, nothing fails and nothing comes twice.
 */
final class Course {

  /**
   * Events at a place.
   *
   * @param each the bytes of one, in the mean
   * @param chunks that AWS bills for them one by one: events of several sizes that meet have not
   *     those of their mean
   */
  record Flow(double events, double each, double chunks) {

    static final Flow NONE = of(0, 0);

    /** Events of one size. */
    static Flow of(double events, double each) {
      return new Flow(events, each, events * Traffic.chunks(each));
    }

    double bytes() {
      return events * each;
    }

    private Flow plus(Flow other) {
      double sum = events + other.events;
      return new Flow(sum, (bytes() + other.bytes()) / sum, chunks + other.chunks);
    }

    private Flow sized(double each) {
      return of(events, each);
    }

    private Flow shared(int among) {
      return new Flow(events / among, each, chunks / among);
    }
  }

  private final Wires wires;
  private final Map<String, Flow> flows = new LinkedHashMap<>();
  private final Map<String, Flow> made = new LinkedHashMap<>();
  private final Set<String> way = new LinkedHashSet<>();

  Course(Wires wires, Load load) {
    this.wires = wires;
    int topics = wires.topics().size();
    if (topics == 0) {
      throw new UnpricedException(
          "the program subscribes to no SNS topic but what alarms tell, so no event comes into it");
    }
    Flow share = Flow.of(load.events(), load.eventBytes()).shared(topics);
    wires.topics().forEach(topic -> pass(topic, share, () -> publish(topic, share)));
  }

  /** All places that events come to, by ARN, or by URN for a rule's target; in their order. */
  Map<String, Flow> flows() {
    return flows;
  }

  Flow at(String place) {
    return flows.getOrDefault(place, Flow.NONE);
  }

  /** The events that a pipe makes of its messages. */
  Flow madeBy(String pipeArn) {
    return made.getOrDefault(pipeArn, Flow.NONE);
  }

  private void pass(String place, Flow flow, Runnable onward) {
    if (!way.add(place)) {
      throw new UnpricedException(
          "events go in a circle, without end: " + String.join(" -> ", way) + " -> " + place);
    }
    flows.merge(place, flow, Flow::plus);
    onward.run();
    way.remove(place);
  }

  private void publish(String topic, Flow flow) {
    wires.noteFilters(topic);
    wires.subscriptions(topic).forEach(subscription -> subscription(subscription, flow));
  }

  private void subscription(GraphResource subscription, Flow flow) {
    if (!text(subscription, "protocol").equals("sqs")) {
      wires.leaveOut(
          "%s delivers by %s: what that costs is not known, only delivery to SQS is"
              .formatted(subscription.name(), text(subscription, "protocol")));
      return;
    }
    boolean raw = Boolean.TRUE.equals(subscription.outputs().get("rawMessageDelivery"));
    queue(text(subscription, "endpoint"), raw ? flow : flow.sized(Sizes.enveloped(flow.each())));
  }

  private void queue(String queue, Flow flow) {
    wires.requireFits(queue, flow.each());
    Map<Boolean, List<GraphResource>> pipes =
        wires.pipes(queue).stream().collect(Collectors.partitioningBy(Course::isStopped));
    List<GraphResource> running = pipes.get(false);
    pipes.get(true).forEach(pipe -> noteStopped(pipe, running.isEmpty()));
    pass(queue, flow, () -> running.forEach(pipe -> pipe(pipe, flow.shared(running.size()))));
  }

  private static boolean isStopped(GraphResource pipe) {
    return text(pipe, "desiredState").equals("STOPPED");
  }

  private void noteStopped(GraphResource pipe, boolean alone) {
    wires.leaveOut(
        (alone
                ? "pipe %s is STOPPED, so its messages wait until they are lost: what would come of them is not reckoned; set its desiredState to RUNNING"
                : "pipe %s is STOPPED: all messages of its queue are reckoned to its other pipes; to let it take its share set its desiredState to RUNNING")
            .formatted(text(pipe, "name")));
  }

  private void pipe(GraphResource pipe, Flow flow) {
    String target = text(pipe, "target");
    if (!target.contains(":event-bus/")) {
      wires.leaveOut(
          "pipe %s has the target %s: neither it nor what comes after is reckoned, only event buses are"
              .formatted(text(pipe, "name"), target));
      return;
    }
    String template =
        Objects.toString(pipe.at("targetParameters", "inputTemplate").orElse(null), null);
    Flow event =
        flow.sized(
            Sizes.event(Sizes.detail(template, flow.each()), source(pipe), detailType(pipe)));
    made.merge(text(pipe, "arn"), event, Flow::plus);
    pass(text(pipe, "arn"), flow, () -> bus(target, event));
  }

  private static String source(GraphResource pipe) {
    Object given =
        pipe.at("targetParameters", "eventbridgeEventBusParameters", "source").orElse(null);
    return Objects.toString(given, "Pipe " + text(pipe, "name"));
  }

  private static String detailType(GraphResource pipe) {
    Object given =
        pipe.at("targetParameters", "eventbridgeEventBusParameters", "detailType").orElse(null);
    return Objects.toString(given, "Event from aws:sqs");
  }

  private void bus(String bus, Flow flow) {
    wires.noteRules(bus);
    pass(bus, flow, () -> wires.targets(bus).forEach(target -> target(target, flow)));
  }

  private void target(GraphResource target, Flow flow) {
    noteInput(target);
    String arn = text(target, "arn");
    pass(target.urn(), flow, () -> deliver(target, arn, flow));
  }

  private void noteInput(GraphResource target) {
    Stream.of("input", "inputPath", "inputTransformer")
        .filter(property -> target.outputs().get(property) != null)
        .findFirst()
        .ifPresent(
            property ->
                wires.leaveOut(
                    "target %s of rule %s has %s: what size that makes of an event is not known, so it is reckoned at the whole event"
                        .formatted(text(target, "targetId"), text(target, "rule"), property)));
  }

  private void deliver(GraphResource target, String arn, Flow flow) {
    if (arn.contains(":sqs:")) {
      queue(arn, flow);
    } else if (arn.contains(":log-group:")) {
      pass(arn, flow.sized(Sizes.logged(flow.each())), () -> {});
    } else {
      wires.leaveOut(
          "rule %s has the target %s: neither it nor what comes after is reckoned, only queues and log groups are"
              .formatted(text(target, "rule"), arn));
    }
  }
}
