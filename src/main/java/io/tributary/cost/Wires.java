package io.tributary.cost;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program's resources as events see them: what leads where. */
final class Wires {

  static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

  /**
   * Seconds; below, an alarm is a high-resolution one. See
   * docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  private static final int STANDARD_PERIOD = 60;

  private static final Set<String> PRICED =
      Set.of(
          "aws:sns/topic:Topic",
          "aws:sns/topicSubscription:TopicSubscription",
          "aws:sqs/queue:Queue",
          "aws:pipes/pipe:Pipe",
          "aws:cloudwatch/eventBus:EventBus",
          "aws:cloudwatch/eventRule:EventRule",
          "aws:cloudwatch/eventTarget:EventTarget",
          "aws:cloudwatch/logGroup:LogGroup",
          ALARM,
          "aws:cloudwatch/dashboard:Dashboard");

  /** Policies, roles and settings: AWS charges nothing for them. */
  private static final Set<String> FREE =
      Set.of(
          "aws:sns/topicPolicy:TopicPolicy",
          "aws:sqs/queuePolicy:QueuePolicy",
          "aws:sqs/redrivePolicy:RedrivePolicy",
          "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
          "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
          "aws:iam/role:Role",
          "aws:iam/rolePolicy:RolePolicy",
          "aws:iam/policy:Policy",
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment");

  private final ResourceGraph graph;
  private final Set<String> unreckoned = new LinkedHashSet<>();

  /** The wires of a program. */
  Wires(ResourceGraph graph) {
    this.graph = graph;
    graph.resources().stream().filter(GraphResource::custom).forEach(this::check);
  }

  /** Notes, once, what is left out or taken for something else, and what to do about it. */
  void leaveOut(String words) {
    unreckoned.add(words);
  }

  /** All that was left out by now, in words. */
  List<String> unreckoned() {
    return List.copyOf(unreckoned);
  }

  private void check(GraphResource resource) {
    if (!PRICED.contains(resource.type()) && !FREE.contains(resource.type())) {
      Set<String> known = new TreeSet<>(PRICED);
      known.addAll(FREE);
      leaveOut(
          "%s, of type %s, for which no price is known: look it up, and add it; known are %s"
              .formatted(resource.name(), resource.type(), String.join(", ", known)));
    }
    // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-fifo-throttling-issues.html
    if (text(resource, "name").endsWith(".fifo")) {
      leaveOut(
          "%s is FIFO, and taken for standard: known are only the prices and quotas of standard queues and topics. FIFO is dearer, and its quotas are lower: a FIFO queue takes 300 calls a second of each action by default, so that no rate told here holds for it"
              .formatted(text(resource, "name")));
    }
    requireStandard(resource);
    if (text(resource, "filterPolicyScope").equals("MessageBody")
        && !text(resource, "filterPolicy").isBlank()) {
      leaveOut(
          "subscription %s filters with filterPolicyScope MessageBody: SNS charges by the GB what it reads of bodies, and that price is not known; add it, or filter by MessageAttributes, which is free"
              .formatted(resource.name()));
    }
  }

  private void requireStandard(GraphResource resource) {
    if (resource.type().equals(ALARM)
        && resource.outputs().get("period") instanceof Number period
        && period.intValue() < STANDARD_PERIOD) {
      leaveOut(
          "alarm %s, whose period is %s s, is a high-resolution alarm, which is dearer, and taken for a standard one; of known price are those of %s s or more"
              .formatted(text(resource, "name"), period, STANDARD_PERIOD));
    }
  }

  Stream<GraphResource> ofType(String type) {
    return graph.ofType(type);
  }

  /**
   * The topics that events come from: those that somebody subscribes to and no alarm tells.
   *
   * @throws UnpricedException if a pipe passes on what comes from a topic that an alarm tells, for
   *     that may be events, or alarms
   */
  List<String> topics() {
    Set<String> ofAlarms = ofType(ALARM).flatMap(Wires::told).collect(Collectors.toSet());
    ofAlarms.forEach(this::requireNoEvents);
    return ofType("aws:sns/topicSubscription:TopicSubscription")
        .map(subscription -> text(subscription, "topic"))
        .filter(topic -> !ofAlarms.contains(topic))
        .distinct()
        .sorted()
        .toList();
  }

  private void requireNoEvents(String alarmTopic) {
    subscriptions(alarmTopic).stream()
        .flatMap(subscription -> pipes(text(subscription, "endpoint")).stream())
        .findFirst()
        .ifPresent(
            pipe -> {
              throw new UnpricedException(
                  "alarms tell topic %s, and pipe %s passes on what comes from it: how much of that is events is not known; let alarms tell a topic of their own"
                      .formatted(alarmTopic, text(pipe, "name")));
            });
  }

  private static Stream<String> told(GraphResource alarm) {
    return Stream.of("alarmActions", "okActions", "insufficientDataActions")
        .map(alarm.outputs()::get)
        .flatMap(actions -> actions instanceof List<?> list ? list.stream() : Stream.empty())
        .map(Object::toString);
  }

  List<GraphResource> subscriptions(String topicArn) {
    return ofType("aws:sns/topicSubscription:TopicSubscription")
        .filter(subscription -> text(subscription, "topic").equals(topicArn))
        .toList();
  }

  /** Filters may exclude each other; which share of the events passes each is not known. */
  void noteFilters(String topicArn) {
    long filtered =
        subscriptions(topicArn).stream()
            .filter(it -> text(it, "protocol").equals("sqs"))
            .filter(it -> !text(it, "filterPolicy").isBlank())
            .count();
    if (filtered > 1) {
      leaveOut(
          "topic %s has %s filtered subscriptions: every event is reckoned to pass each of them, for what their filters keep out is not known; where they exclude each other less is paid"
              .formatted(lastPart(topicArn), filtered));
    }
  }

  /** As of filters, which share of the events matches each rule is not known. */
  void noteRules(String busArn) {
    long rules = targets(busArn).stream().map(it -> text(it, "rule")).distinct().count();
    if (rules > 1) {
      leaveOut(
          "bus %s has targets of %s enabled rules: every event is reckoned to match each of these, for what their patterns keep out is not known; where they exclude each other less is paid"
              .formatted(lastPart(busArn), rules));
    }
  }

  /** The pipes that read a queue. */
  List<GraphResource> pipes(String queueArn) {
    return ofType("aws:pipes/pipe:Pipe")
        .filter(pipe -> text(pipe, "source").equals(queueArn))
        .toList();
  }

  /**
   * Refuses events that a queue does not take.
   *
   * @throws UnpricedException if they are larger than its largest message
   */
  void requireFits(String queueArn, double bytes) {
    List<GraphResource> queues =
        ofType("aws:sqs/queue:Queue").filter(it -> text(it, "arn").equals(queueArn)).toList();
    for (GraphResource queue : queues) {
      if (queue.outputs().get("maxMessageSize") instanceof Number most && bytes > most.intValue()) {
        throw new UnpricedException(
            String.format(
                Locale.ROOT,
                "queue %s refuses messages of more than %,d bytes, and an event is reckoned at %,.0f there; reckon with smaller events",
                text(queue, "name"),
                most.intValue(),
                Math.ceil(bytes)));
      }
    }
  }

  /** The targets of the rules of a bus that are enabled. */
  List<GraphResource> targets(String busArn) {
    Set<String> disabled =
        ofType("aws:cloudwatch/eventRule:EventRule")
            .filter(rule -> isOf(rule, busArn) && text(rule, "state").equals("DISABLED"))
            .map(rule -> text(rule, "name"))
            .collect(Collectors.toSet());
    return ofType("aws:cloudwatch/eventTarget:EventTarget")
        .filter(target -> isOf(target, busArn) && !disabled.contains(text(target, "rule")))
        .toList();
  }

  private boolean isOf(GraphResource ruleOrTarget, String busArn) {
    return graph.stack().busArn(text(ruleOrTarget, "eventBusName")).equals(busArn);
  }

  static String text(GraphResource resource, String property) {
    return Objects.toString(resource.outputs().get(property), "");
  }

  /** What follows the last colon or slash: the name in an ARN. */
  static String lastPart(String arn) {
    return arn.substring(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
  }
}
