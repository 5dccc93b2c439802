package io.tributary.cost;

import static io.tributary.cost.Wires.lastPart;
import static io.tributary.cost.Wires.text;

import io.tributary.cost.Course.Flow;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often each resource of a program is used to carry a load: the arithmetic of batches and
 * polls. It is that of AWS's documents, and the simulation's counts are held against it.
 */
public final class TrafficModel {

  /**
   * Batches that a pipe waits for at the same time while nothing comes. See
   * docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html
   */
  private static final int PIPE_POLLERS = 5;

  /** A consumer that waits for messages by one long poll after the other. */
  private static final int CONSUMER_POLLERS = 1;

  private static final int CONSUMER_BATCH = 10;
  private static final int DEFAULT_BATCH = 10;

  private final Wires wires;
  private final Load load;
  private final Batches batches;
  private final Course course;
  private final Map<String, Traffic> traffic = new LinkedHashMap<>();

  private TrafficModel(Wires wires, Load load, Batches batches) {
    this.wires = wires;
    this.load = load;
    this.batches = batches;
    this.course = new Course(wires, load);
  }

  /**
   * The use of each resource, in the order in which events pass; things charged by the month last.
   *
   * @throws UnpricedException if nothing can be said of the program: no event comes into it, its
   *     events go in a circle, are larger than a queue takes, or cannot be told from alarms
   */
  public static List<Traffic> of(ResourceGraph graph, Load load, Batches batches) {
    return List.copyOf(played(graph, load, batches).traffic.values());
  }

  /**
   * What of a program that leaves out, or takes for something else, each in words.
   *
   * @throws UnpricedException as {@link #of} does
   */
  static List<String> unreckoned(ResourceGraph graph, Load load) {
    return played(graph, load, Batches.SINGLE).wires.unreckoned();
  }

  private static TrafficModel played(ResourceGraph graph, Load load, Batches batches) {
    var model = new TrafficModel(new Wires(graph), load, batches);
    model.topics();
    model.queues(true);
    model.rules();
    model.queues(false);
    model.things();
    return model;
  }

  /** Each event in a call of its own. */
  private void add(Kind kind, String arn, Flow flow) {
    add(kind, arn, flow, flow.events());
  }

  private void add(Kind kind, String arn, Flow flow, double calls) {
    String name = arn.startsWith("arn:") ? lastPart(arn) : arn;
    var use = new Traffic(kind, name, flow.events(), calls, flow.each(), flow.chunks());
    traffic.merge(kind + " " + arn, use, Traffic::plus);
  }

  private void topics() {
    for (String topic : wires.topics()) {
      Flow flow = course.at(topic);
      add(Kind.SNS_PUBLISH, topic, flow);
      wires.subscriptions(topic).stream()
          .filter(it -> text(it, "protocol").equals("sqs"))
          .forEach(each -> add(Kind.SNS_DELIVERY, topic, flow));
    }
  }

  private void queues(boolean readByPipes) {
    course
        .flows()
        .forEach(
            (place, flow) -> {
              List<GraphResource> pipes = wires.pipes(place);
              if (place.contains(":sqs:") && pipes.isEmpty() != readByPipes) {
                add(Kind.SQS_SEND, place, flow);
                pipes.stream()
                    .filter(pipe -> course.flows().containsKey(text(pipe, "arn")))
                    .forEach(pipe -> pipe(pipe, place));
                if (pipes.isEmpty()) {
                  consumer(place, flow);
                }
              }
            });
  }

  private void consumer(String queue, Flow flow) {
    double perReceive = batches.perReceive(CONSUMER_BATCH);
    received(queue, flow, perReceive, CONSUMER_POLLERS);
    delete(queue, flow, perReceive);
  }

  private void pipe(GraphResource pipe, String queue) {
    String arn = text(pipe, "arn");
    Flow flow = course.at(arn);
    Flow made = course.madeBy(arn);
    int size = setting(pipe, "batchSize", DEFAULT_BATCH);
    int window = setting(pipe, "maximumBatchingWindowInSeconds", 0);
    int most = Batches.most(size, Math.max(flow.each(), made.each()));
    double perExecution = batches.perExecution(flow.events() / load.seconds(), window, most);
    double executions = flow.events() / perExecution;
    received(queue, flow, batches.perReceive(size), PIPE_POLLERS);
    add(Kind.PIPE_EXECUTION, arn, flow, executions);
    log(pipe, executions, flow);
    add(Kind.EVENTS_PUT, text(pipe, "target"), made, executions);
    delete(queue, flow, perExecution);
  }

  private void received(String queue, Flow flow, double perReceive, int pollers) {
    double receives = flow.events() / perReceive;
    add(Kind.SQS_RECEIVE, queue, flow, receives);
    double empty = Batches.emptyReceives(pollers, receives / load.seconds()) * load.seconds();
    add(Kind.SQS_EMPTY_RECEIVE, queue, Flow.NONE, empty);
  }

  /** What was received, or executed, together is deleted together. */
  private void delete(String queue, Flow flow, double together) {
    add(Kind.SQS_DELETE, queue, Flow.of(flow.events(), 0), flow.events() / together);
  }

  private static int setting(GraphResource pipe, String name, int byDefault) {
    Object value = pipe.at("sourceParameters", "sqsQueueParameters", name).orElse(null);
    return value instanceof Number number ? number.intValue() : byDefault;
  }

  /** Of an execution that succeeds, a log of failures tells nothing. */
  private void log(GraphResource pipe, double executions, Flow flow) {
    Object group =
        pipe.at("logConfiguration", "cloudwatchLogsLogDestination", "logGroupArn").orElse(null);
    int records = PipeLog.records(pipe.at("logConfiguration", "level").orElse(null));
    if (group != null && records > 0) {
      Object data = pipe.at("logConfiguration", "includeExecutionDatas").orElse(null);
      boolean whole = data instanceof Collection<?> kinds && !kinds.isEmpty();
      double batch = whole ? flow.bytes() / executions : 0;
      double written = executions * records;
      logged(group.toString(), Flow.of(written, PipeLog.bytes(batch)));
    }
  }

  private void rules() {
    for (GraphResource target : wires.ofType("aws:cloudwatch/eventTarget:EventTarget").toList()) {
      Flow flow = course.at(target.urn());
      if (flow.events() > 0) {
        add(Kind.RULE_INVOCATION, text(target, "rule"), flow);
        String arn = text(target, "arn");
        if (arn.contains(":log-group:")) {
          logged(arn, Flow.of(flow.events(), Sizes.logged(flow.each())));
        }
      }
    }
  }

  private void logged(String group, Flow flow) {
    // Some write a group's ARN with all of its streams.
    String name = group.replaceFirst("^.*:log-group:", "").replaceFirst(":\\*$", "");
    add(Kind.LOGS_PUT, name, flow);
    double kept = PipeLog.STORED_SHARE * days(name) / (Load.MONTH.toHours() / 24.0);
    add(Kind.LOGS_STORED, name, Flow.of(flow.events(), flow.each() * kept));
  }

  /** How long it keeps its events; 0 where that is not known, so that they are not reckoned. */
  private int days(String name) {
    Optional<GraphResource> group =
        wires
            .ofType("aws:cloudwatch/logGroup:LogGroup")
            .filter(it -> text(it, "name").equals(name))
            .findFirst();
    Object days = group.map(it -> it.outputs().get("retentionInDays")).orElse(0);
    if (days instanceof Number known && known.intValue() > 0) {
      return known.intValue();
    }
    wires.leaveOut(
        group.isEmpty()
            ? "what log group %s stores: it is not in the program, so how long it keeps its events is not known; let the program make it, with its retentionInDays"
                .formatted(name)
            : "what log group %s stores: it keeps its events for ever, at a cost that has no end; set its retentionInDays"
                .formatted(name));
    return 0;
  }

  private void things() {
    thing(Kind.ALARM, Wires.ALARM);
    thing(Kind.DASHBOARD, "aws:cloudwatch/dashboard:Dashboard");
  }

  private void thing(Kind kind, String type) {
    wires.ofType(type).forEach(each -> add(kind, "of the stack", Flow.of(1, 0)));
  }
}
