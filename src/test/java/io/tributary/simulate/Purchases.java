package io.tributary.simulate;

import io.tributary.local.GraphResource;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.local.StackFile;
import io.tributary.simulate.fault.Faults;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** The purchase-events program, recorded once, and scenarios for it. */
final class Purchases {

  static final ResourceGraph GRAPH = graph(Map.of());
  static final Simulation SIMULATION = simulation(GRAPH);

  /** The last queue, its policy, and the rule that feeds it. */
  private static final Predicate<GraphResource> AUDITED =
      it ->
          it.custom()
              && Set.of(
                      "purchase-events",
                      "purchase-events-policy",
                      "purchase-events-rule",
                      "purchase-events-target")
                  .contains(it.name());

  /** What takes events from a topic to the bus, but for logs and dead letters. */
  private static final Predicate<GraphResource> PIPED =
      it ->
          it.custom()
              && it.name()
                  .matches("(basket|checkout)-events(-subscription|-policy|-role|-role-policy)?");

  private Purchases() {}

  static Simulation simulation(ResourceGraph graph) {
    Demo demo = Systems.PURCHASE_EVENTS.demo();
    List<Simulation.Example> examples = demo.examples().stream().map(Purchases::example).toList();
    return Simulation.of(graph, examples);
  }

  /** The program with a subscription for baskets that wants only what a carrier has brought. */
  static ResourceGraph filteringByCarrier() {
    return with(
        "aws:sns/topicSubscription:TopicSubscription",
        "basket-events-subscription",
        Map.of("filterPolicy", "{\"carrier\":[\"dhl\"]}"));
  }

  /** A program simulated with events that all have this carrier as a message attribute. */
  static Simulation carriedBy(ResourceGraph graph, String carrier) {
    var value = MessageAttributeValue.builder().dataType("String").stringValue(carrier).build();
    List<Simulation.Example> examples =
        Systems.PURCHASE_EVENTS.demo().examples().stream()
            .map(Purchases::example)
            .map(
                it ->
                    new Simulation.Example(
                        it.name(),
                        it.topicArnOutput(),
                        it.body(),
                        Map.of("carrier", value),
                        it.queueUrlOutputs()))
            .toList();
    return Simulation.of(graph, examples);
  }

  /** The program with the second queue, where events of these topics have to arrive as well. */
  static Simulation audited(ResourceGraph graph, String... topicArnOutputs) {
    Map<String, Object> outputs = new HashMap<>(graph.outputs());
    outputs.put("auditQueueUrl", "https://sqs.eu-west-1.amazonaws.com/536697261635/jane-audit");
    List<Simulation.Example> examples =
        Systems.PURCHASE_EVENTS.demo().examples().stream()
            .map(Purchases::example)
            .map(it -> Set.of(topicArnOutputs).contains(it.topicArnOutput()) ? alsoAudited(it) : it)
            .toList();
    return Simulation.of(new ResourceGraph(graph.stack(), graph.resources(), outputs), examples);
  }

  private static Simulation.Example alsoAudited(Simulation.Example example) {
    return new Simulation.Example(
        example.name(),
        example.topicArnOutput(),
        example.body(),
        example.attributes(),
        List.of("purchaseQueueUrl", "auditQueueUrl"));
  }

  static Simulation.Example example(Demo.Example example) {
    try {
      String body = Files.readString(Path.of(example.file()));
      return new Simulation.Example(
          Systems.PURCHASE_EVENTS.demo().name(example),
          example.topicArnOutput(),
          body,
          Map.of(),
          example.queueUrlOutputs());
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The program with a rule that wants only events of this source. */
  static ResourceGraph forEventsOf(String source) {
    GraphResource rule =
        GRAPH
            .ofType("aws:cloudwatch/eventRule:EventRule")
            .filter(it -> it.name().contains("purchase"))
            .findFirst()
            .orElseThrow();
    return GRAPH.altered(
        rule.urn(),
        inputs -> {
          inputs.put("eventPattern", "{\"source\":[\"%s\"]}".formatted(source));
          return inputs;
        });
  }

  /** The program with queues from which a message may be received so often. */
  static ResourceGraph receiving(int maxReceiveCount) {
    ResourceGraph graph = GRAPH;
    for (GraphResource queue : GRAPH.ofType("aws:sqs/queue:Queue").toList()) {
      graph =
          graph.altered(
              queue.urn(),
              inputs -> {
                inputs.computeIfPresent(
                    "redrivePolicy",
                    (name, policy) ->
                        policy
                            .toString()
                            .replaceAll("(\"maxReceiveCount\":\\s*)\\d+", "$1" + maxReceiveCount));
                return inputs;
              });
    }
    return graph;
  }

  /** The program with other inputs for one resource. */
  static ResourceGraph with(String type, String name, Map<String, Object> changed) {
    return with(GRAPH, type, name, changed);
  }

  /** A program with other inputs for one resource. */
  static ResourceGraph with(
      ResourceGraph graph, String type, String name, Map<String, Object> changed) {
    return graph.altered(
        graph.named(type, name).urn(),
        inputs -> {
          inputs.putAll(changed);
          return inputs;
        });
  }

  /** A program whose bus lacks a rule, which another bus has that nobody tells anything. */
  static ResourceGraph withoutRule(ResourceGraph graph, String name, String suffix) {
    Map<String, Object> elsewhere = Map.of("eventBusName", "default");
    return with(
        with(graph, "aws:cloudwatch/eventRule:EventRule", name + "-rule" + suffix, elsewhere),
        "aws:cloudwatch/eventTarget:EventTarget",
        name + "-target" + suffix,
        elsewhere);
  }

  /** The program with a second subscription of each topic, whose filter keeps out every event. */
  static ResourceGraph withFilteredSideWays() {
    List<GraphResource> all = new ArrayList<>(GRAPH.resources());
    GRAPH
        .ofType("aws:sns/topicSubscription:TopicSubscription")
        .map(it -> side(it, GRAPH.named("aws:sqs/queue:Queue", "purchase-events")))
        .forEach(all::add);
    return new ResourceGraph(GRAPH.stack(), all, GRAPH.outputs());
  }

  private static GraphResource side(GraphResource subscription, GraphResource queue) {
    Map<String, Object> changed =
        Map.of("endpoint", queue.outputs().get("arn"), "filterPolicy", "{\"no\":[\"attributes\"]}");
    Map<String, Object> inputs = new HashMap<>(subscription.inputs());
    Map<String, Object> outputs = new HashMap<>(subscription.outputs());
    inputs.putAll(changed);
    outputs.putAll(changed);
    return another(subscription, "side", subscription.dependencies(), inputs, outputs);
  }

  /** The program with a second queue that gets each event, which nothing of the program reads. */
  static ResourceGraph withAudit() {
    return withAudit(AUDITED, Purchases::ofAudit);
  }

  /** The program with the second queue, to which each event comes by pipes and a bus of its own. */
  static ResourceGraph withAuditBus() {
    return withAudit(
        AUDITED.or(PIPED),
        text -> ofAuditPipes(text).replace("jane-domain-events", "jane-audit-events"));
  }

  /** The program with the second queue, to which each event comes by pipes of its own. */
  static ResourceGraph withAuditPipes() {
    return withAudit(AUDITED.or(PIPED), Purchases::ofAuditPipes);
  }

  private static String ofAuditPipes(String text) {
    return ofAudit(text)
        .replaceAll(
            "(?<!:sns:eu-west-1:536697261635:)jane-(basket|checkout)-events(?!-dlq)",
            "jane-audit-$1");
  }

  /** The audit's resources have no dead-letter queue, for those of the program are its alone. */
  private static ResourceGraph withAudit(
      Predicate<GraphResource> audited, UnaryOperator<String> renaming) {
    Set<String> copied =
        GRAPH.resources().stream()
            .filter(audited)
            .map(GraphResource::urn)
            .collect(Collectors.toSet());
    List<GraphResource> all = new ArrayList<>(GRAPH.resources());
    copied.forEach(urn -> all.add(audit(GRAPH.resource(urn), copied, renaming)));
    return new ResourceGraph(GRAPH.stack(), all, GRAPH.outputs());
  }

  private static String ofAudit(String text) {
    return text.replaceAll("jane-purchase-events(?!-dlq)", "jane-audit");
  }

  /**
   * The program with the second queue, and all events but those of baskets for it alone: the rule
   * of the purchases wants nothing else.
   */
  static ResourceGraph withWiderAudit() {
    return ofBaskets(withAudit(), "purchase-events-rule");
  }

  /** The program with a debug rule, which logs what the other rule does not want. */
  static ResourceGraph withWiderDebugRule() {
    return ofBaskets(debugged(), "purchase-events-rule");
  }

  private static ResourceGraph ofBaskets(ResourceGraph graph, String rule) {
    return graph.altered(
        graph.named("aws:cloudwatch/eventRule:EventRule", rule).urn(),
        inputs -> {
          inputs.put("eventPattern", "{\"source\":[\"basket_events\"]}");
          return inputs;
        });
  }

  /** The program with a second queue that gets, of each topic, what has attributes: nothing. */
  static ResourceGraph withFilteredAudit() {
    ResourceGraph audited = withAudit();
    List<GraphResource> all = new ArrayList<>(audited.resources());
    GraphResource queue = audited.named("aws:sqs/queue:Queue", "purchase-events-audit");
    GRAPH
        .ofType("aws:sns/topicSubscription:TopicSubscription")
        .map(it -> side(it, queue))
        .forEach(all::add);
    return new ResourceGraph(audited.stack(), all, audited.outputs());
  }

  /** The program with a debug rule. */
  static ResourceGraph debugged() {
    return graph(Map.of("debugRule", "true"));
  }

  private static GraphResource audit(
      GraphResource one, Set<String> copied, UnaryOperator<String> renaming) {
    Set<String> needed = new HashSet<>(one.dependencies());
    one.dependencies().stream().filter(copied::contains).forEach(urn -> needed.add(urn + "-audit"));
    return another(
        one, "audit", needed, renamed(one.inputs(), renaming), renamed(one.outputs(), renaming));
  }

  private static Map<String, Object> renamed(
      Map<String, Object> values, UnaryOperator<String> renaming) {
    Map<String, Object> renamed = new HashMap<>(values);
    renamed.keySet().removeAll(Set.of("redrivePolicy", "deadLetterConfig"));
    renamed.replaceAll(
        (name, value) -> value instanceof String text ? renaming.apply(text) : value);
    return renamed;
  }

  private static GraphResource another(
      GraphResource one,
      String suffix,
      Set<String> dependencies,
      Map<String, Object> inputs,
      Map<String, Object> outputs) {
    return new GraphResource(
        one.urn() + "-" + suffix,
        one.type(),
        one.name() + "-" + suffix,
        one.parent(),
        one.custom(),
        dependencies,
        one.propertyDependencies(),
        one.secrets(),
        inputs,
        outputs,
        one.aliases(),
        one.isProtected());
  }

  static Scenario scenario(long seed, List<FaultRate> faults) {
    return new Scenario(seed, 300, Duration.ofMinutes(10), faults, ConsumerSettings.SOUND);
  }

  static List<FaultRate> allFaults() {
    return Faults.ALL.stream().map(FaultRate::of).toList();
  }

  /** The program with alarms that tell a topic. */
  static ResourceGraph alarming() {
    return graph(Map.of("alarmTopicArn", "arn:aws:sns:eu-west-1:536697261635:alarms"));
  }

  /** The program in a region of China. */
  static ResourceGraph inChina() {
    String account = "cn-north-1:536697261635:";
    return graph(
        Map.of(
            "aws:region", "cn-north-1",
            "basketTopicArn", "arn:aws-cn:sns:" + account + "jane-basket-events",
            "checkoutTopicArn", "arn:aws-cn:sns:" + account + "jane-checkout-events",
            "eventBusArn", "arn:aws-cn:events:" + account + "event-bus/jane-domain-events"));
  }

  private static ResourceGraph graph(Map<String, String> config) {
    Systems system = Systems.PURCHASE_EVENTS;
    return ProgramRecorder.record(
        StackFile.read(Path.of("."), "dev")
            .with(config)
            .program(system.stack(), system.configKeys()));
  }
}
