package io.tributary.audit;

import static org.assertj.core.api.Assertions.tuple;

import io.tributary.audit.Finding.Kind;
import io.tributary.house.HouseRules;
import io.tributary.local.GraphResource;
import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.local.StackFile;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** The purchase-events program of this checkout, to be audited as it is or altered. */
final class Audited {

  static final String QUEUE_ARN = "arn:aws:sqs:eu-west-1:536697261635:";
  static final String SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
  static final String ALARM_TOPIC = "arn:aws:sns:eu-west-1:536697261635:jane-alarms";

  private Audited() {}

  static ResourceGraph purchaseEvents() {
    return purchaseEvents(Map.of());
  }

  static ResourceGraph purchaseEvents(Map<String, String> config) {
    StackFile file = StackFile.read(Path.of("."), "dev").with(config);
    Systems system = Systems.PURCHASE_EVENTS;
    Program program = file.program(system.stack(), system.configKeys());
    return ProgramRecorder.record(program);
  }

  /** A graph with one resource more, made after all others. */
  static ResourceGraph with(
      ResourceGraph graph, String type, String name, Map<String, Object> inputs) {
    String urn = "urn:pulumi:dev::tributary::" + type + "::" + name;
    Set<String> others =
        graph.resources().stream().map(GraphResource::urn).collect(Collectors.toSet());
    return with(
        graph,
        new GraphResource(
            urn, type, name, null, true, others, Map.of(), Set.of(), inputs, Map.of(), Set.of(),
            false));
  }

  /** A graph with a resource, in the place of the one of its URN if there is one. */
  static ResourceGraph with(ResourceGraph graph, GraphResource resource) {
    List<GraphResource> resources = new ArrayList<>(graph.resources());
    resources.removeIf(it -> it.urn().equals(resource.urn()));
    resources.add(resource);
    return new ResourceGraph(graph.stack(), resources, graph.outputs())
        .altered(resource.urn(), complete -> complete);
  }

  /** The program with a topic of its own that its alarms tell. */
  static ResourceGraph withAlarmTopic() {
    ResourceGraph graph = purchaseEvents(Map.of("alarmTopicArn", ALARM_TOPIC));
    return with(graph, "aws:sns/topic:Topic", "alarms", Map.of("name", "jane-alarms"));
  }

  /** With a policy of that topic that lets the program's alarms publish. */
  static ResourceGraph lettingAlarmsPublish(ResourceGraph graph) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"Alarms","Effect":"Allow",
         "Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"%s",
         "Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:cloudwatch:eu-west-1:536697261635:alarm:jane-*"}}}]}"""
            .formatted(ALARM_TOPIC);
    return with(
        graph,
        "aws:sns/topicPolicy:TopicPolicy",
        "alarms-policy",
        Map.of("arn", ALARM_TOPIC, "policy", policy));
  }

  static AuditReport run(ResourceGraph graph) {
    return audit(graph).run((done, all) -> {});
  }

  /** What the flows lack, without a look at what they do not need. */
  static List<Finding> tooFew(ResourceGraph graph) {
    return audit(graph).tooFew();
  }

  /** Where events are lost, and what is told of it. */
  static List<Tuple> lost(ResourceGraph graph) {
    return lost(tooFew(graph));
  }

  private static List<Tuple> lost(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.kind() == Kind.LOST)
        .map(finding -> tuple(finding.where(), finding.problem()))
        .toList();
  }

  /** With a queue more, which lets SNS and EventBridge in. */
  static ResourceGraph withQueue(ResourceGraph graph, String name) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:SendMessage",
         "Principal":{"Service":["sns.amazonaws.com","events.amazonaws.com"]},"Resource":"%s"}}"""
            .formatted(QUEUE_ARN + name);
    return with(graph, "aws:sqs/queue:Queue", "open", Map.of("name", name, "policy", policy));
  }

  static ResourceGraph subscribed(ResourceGraph graph, Map<String, Object> subscription) {
    Map<String, Object> inputs = new TreeMap<>(subscription);
    inputs.put("protocol", "sqs");
    return with(graph, SUBSCRIPTION, "another", inputs);
  }

  /** Where events are lost that are published with message attributes. */
  static List<Tuple> lost(ResourceGraph graph, Map<String, MessageAttributeValue> attributes) {
    return lost(
        graph, it -> new Example(it.name(), it.topicArn(), it.body(), attributes, it.queueUrls()));
  }

  /** Where events are lost of which those of baskets have to arrive in another queue, too. */
  static List<Tuple> lost(ResourceGraph graph, String basketQueue) {
    return lost(
        graph,
        it -> {
          List<String> queueUrls = new ArrayList<>(it.queueUrls());
          if (it.name().startsWith("basket")) {
            queueUrls.add("https://sqs.eu-west-1.amazonaws.com/536697261635/" + basketQueue);
          }
          return new Example(it.name(), it.topicArn(), it.body(), it.attributes(), queueUrls);
        });
  }

  private static List<Tuple> lost(ResourceGraph graph, UnaryOperator<Example> change) {
    return lost(audit(graph, examples(graph).stream().map(change).toList()).tooFew());
  }

  private static Audit audit(ResourceGraph graph) {
    return audit(graph, examples(graph));
  }

  private static List<Example> examples(ResourceGraph graph) {
    return Systems.PURCHASE_EVENTS.demo().examples().stream()
        .map(example -> example(graph, example))
        .toList();
  }

  private static Audit audit(ResourceGraph graph, List<Example> examples) {
    return new Audit(graph, HouseRules::broken, examples, Path.of("."));
  }

  private static Example example(ResourceGraph graph, Demo.Example example) {
    Path file = Path.of(example.file());
    String topic = graph.output(example.topicArnOutput());
    List<String> queueUrls = example.queueUrlOutputs().stream().map(graph::output).toList();
    return new Example(file.getFileName().toString(), topic, read(file), Map.of(), queueUrls);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
