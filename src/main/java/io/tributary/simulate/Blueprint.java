package io.tributary.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.account.Account;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a program asks for, as far as the invariants judge by it; read from its graph and nowhere
 * else, so that it does not repeat a mistake of the cloud's.
 */
final class Blueprint {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROVIDER_DEFAULT_VISIBILITY = "30";
  private static final String PROVIDER_DEFAULT_RETENTION = "345600";

  private final ResourceGraph graph;
  private final Map<String, QueueRules> queues = new LinkedHashMap<>();
  private final Map<String, List<String>> patterns = new LinkedHashMap<>();
  private final Map<String, String> wholeEventPatterns = new LinkedHashMap<>();
  private final Set<String> filtering = new LinkedHashSet<>();

  Blueprint(ResourceGraph graph) {
    this.graph = graph;
    ofType("aws:sqs/queue:Queue").forEach(this::addQueue);
    ofType("aws:cloudwatch/eventRule:EventRule").forEach(this::addRule);
    ofType("aws:sns/topicSubscription:TopicSubscription").forEach(this::addSubscription);
    ofType("aws:pipes/pipe:Pipe").forEach(this::addPipe);
  }

  /** Where the program's events are from. */
  Account account() {
    return graph.stack().account();
  }

  /** Every queue by its ARN; the order is that of the graph. */
  Map<String, QueueRules> queues() {
    return queues;
  }

  /** The queues that anything of the program names as its dead-letter queue, by ARN. */
  Set<String> deadLetterQueues() {
    Set<String> arns = new TreeSet<>();
    for (String arn : queues.keySet()) {
      if (graph.resources().stream().anyMatch(it -> handsFailuresTo(it, arn))) {
        arns.add(arn);
      }
    }
    return arns;
  }

  private static boolean handsFailuresTo(GraphResource resource, String arn) {
    return Stream.of("redrivePolicy", "deadLetterConfig")
        .map(input -> String.valueOf(resource.inputs().get(input)))
        .anyMatch(value -> value.contains(arn + "\"") || value.contains(arn + "}"));
  }

  /** The patterns of the rules of a bus that are enabled and have targets. */
  List<String> patterns(String busArn) {
    return patterns.getOrDefault(busArn, List.of());
  }

  /**
   * The pattern of a rule, if its targets get events whole, so that what they got can be matched.
   */
  Optional<String> wholeEventPattern(String ruleArn) {
    return Optional.ofNullable(wholeEventPatterns.get(ruleArn));
  }

  /**
   * Whether the program asks for a filter there.
   *
   * @param resource the ARN of a pipe, or of a topic
   * @param peer of a topic, the endpoint of its subscription
   */
  boolean filters(String resource, String peer) {
    return filtering.contains(resource) || filtering.contains(resource + " " + peer);
  }

  private Stream<GraphResource> ofType(String type) {
    return graph.ofType(type);
  }

  private void addQueue(GraphResource queue) {
    String arn = text(queue, "arn");
    Map<String, Object> inputs = queue.inputs();
    String redrive = document(queue, "aws:sqs/redrivePolicy:RedrivePolicy", "redrivePolicy");
    JsonNode policy = redrive.isEmpty() ? JSON.createObjectNode() : json(redrive);
    queues.put(
        arn,
        new QueueRules(
            queues.size(),
            arn,
            micros(inputs.getOrDefault("visibilityTimeoutSeconds", PROVIDER_DEFAULT_VISIBILITY)),
            micros(inputs.getOrDefault("messageRetentionSeconds", PROVIDER_DEFAULT_RETENTION)),
            micros(inputs.getOrDefault("delaySeconds", "0")),
            policy.path("deadLetterTargetArn").textValue(),
            policy.path("maxReceiveCount").asInt(Integer.MAX_VALUE),
            Admission.of(document(queue, "aws:sqs/queuePolicy:QueuePolicy", "policy"))));
  }

  /** What a resource of its own sets of a queue, or else the queue itself; empty for nothing. */
  private String document(GraphResource queue, String type, String input) {
    return ofType(type)
        .filter(own -> queue.id().equals(own.inputs().get("queueUrl")))
        .map(own -> text(own, input))
        .findFirst()
        .orElseGet(() -> Objects.toString(queue.inputs().get(input), ""));
  }

  private void addRule(GraphResource rule) {
    Object pattern = rule.inputs().get("eventPattern");
    List<GraphResource> targets =
        ofType("aws:cloudwatch/eventTarget:EventTarget")
            .filter(target -> text(rule, "name").equals(target.inputs().get("rule")))
            .filter(target -> text(rule, "eventBusName").equals(text(target, "eventBusName")))
            .toList();
    if (pattern == null || targets.isEmpty() || !"ENABLED".equals(rule.outputs().get("state"))) {
      return;
    }
    patterns
        .computeIfAbsent(busArn(text(rule, "eventBusName")), bus -> new ArrayList<>())
        .add(pattern.toString());
    if (targets.stream().noneMatch(Blueprint::transforms)) {
      wholeEventPatterns.put(text(rule, "arn"), pattern.toString());
    }
  }

  private static boolean transforms(GraphResource target) {
    return target.inputs().keySet().stream().anyMatch(name -> name.startsWith("input"));
  }

  private String busArn(String bus) {
    return bus.startsWith("arn:") ? bus : account().arn("events", "event-bus/" + bus);
  }

  private void addSubscription(GraphResource subscription) {
    if (subscription.inputs().get("filterPolicy") != null) {
      filtering.add(text(subscription, "topic") + " " + text(subscription, "endpoint"));
    }
  }

  private void addPipe(GraphResource pipe) {
    if (pipe.inputs().get("sourceParameters") instanceof Map<?, ?> source
        && source.get("filterCriteria") != null) {
      filtering.add(text(pipe, "arn"));
    }
  }

  private static String text(GraphResource resource, String name) {
    Object value = resource.outputs().get(name);
    return value == null ? String.valueOf(resource.inputs().get(name)) : value.toString();
  }

  private static long micros(Object seconds) {
    return (long) (Double.parseDouble(seconds.toString()) * 1_000_000);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("a redrive policy is not JSON: " + text, notJson);
    }
  }
}
