package io.tributary.simulate;

import io.tributary.cloud.account.Account;
import io.tributary.local.Documents;
import io.tributary.local.GraphResource;
import io.tributary.local.QueueSettings;
import io.tributary.local.ResourceGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a program asks for, as far as the invariants judge by it; read from its graph and nowhere
 * else, so that it does not repeat a mistake of the cloud's. What is no JSON object asks for
 * nothing: deploying refuses it before any of it is judged.
 */
final class Blueprint {

  private static final long NOT_HIDDEN = 0;

  /**
   * What a pipe's poller adds to its batching window.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html
   */
  private static final long BEYOND_WINDOW_SECONDS = 450;

  private final ResourceGraph graph;
  private final String destination;
  private final Ways ways;
  private final Map<String, QueueRules> queues = new LinkedHashMap<>();
  private final Map<String, List<String>> patterns = new LinkedHashMap<>();
  private final Map<String, String> wholeEventPatterns = new LinkedHashMap<>();

  /** The bus of each rule that leads aside, of a bus that does not. */
  private final Map<String, String> rulesAside = new HashMap<>();

  /** The patterns of the other rules of a bus. */
  private final Map<String, List<String>> leadingPatterns = new HashMap<>();

  /** What each filter asks for, as far as {@link #filters} tells it. */
  private final Map<String, List<String>> filters = new LinkedHashMap<>();

  /** How long a pipe hides what it receives where that is longer than the queue would, by ARN. */
  private final Map<String, Long> hiddenByPipes = new LinkedHashMap<>();

  /**
   * What the program of a graph asks for.
   *
   * @param destination the ARN of the queue that the consumer takes from
   */
  Blueprint(ResourceGraph graph, String destination) {
    this.graph = graph;
    this.destination = destination;
    this.ways = new Ways(graph, destination);
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

  /**
   * How long a message can take through all queues that are no dead-letter queues, if each time it
   * fails until it leaves; no longer in any than its retention.
   */
  long longestWayMicros() {
    Set<String> deadLetterQueues = deadLetterQueues();
    return queues.values().stream()
        .filter(queue -> !deadLetterQueues.contains(queue.arn()))
        .mapToLong(this::longestStayMicros)
        .sum();
  }

  private long longestStayMicros(QueueRules queue) {
    long hidden =
        Math.max(queue.visibilityMicros(), hiddenByPipes.getOrDefault(queue.arn(), NOT_HIDDEN));
    // What no receive count limits may fail for good; that it does not leave is to be told.
    int receives = queue.deadLetterArn() == null ? 1 : queue.mostReceives();
    return Math.min(queue.retentionMicros(), queue.delayMicros() + hidden * receives);
  }

  /** The ARN of the queue that the consumer takes from. */
  String destination() {
    return destination;
  }

  /** What leads to the destination. */
  Ways ways() {
    return ways;
  }

  /** The queues that anything of the program names as its dead-letter queue, by ARN. */
  Set<String> deadLetterQueues() {
    return ways.deadLetterQueues();
  }

  /** The queues that name each dead-letter queue as theirs, by ARN. */
  Map<String, List<String>> queuesOfDeadLetterQueues() {
    return queues.values().stream()
        .filter(queue -> queue.deadLetterArn() != null)
        .collect(
            Collectors.groupingBy(
                QueueRules::deadLetterArn,
                LinkedHashMap::new,
                Collectors.mapping(QueueRules::arn, Collectors.toList())));
  }

  /** The patterns of the rules of a bus that are enabled and have targets. */
  List<String> patterns(String busArn) {
    return patterns.getOrDefault(busArn, List.of());
  }

  /**
   * Of a rule whose targets all lead aside, the patterns of the rules of its bus that lead to the
   * destination; empty for another rule, and for a bus that leads aside itself.
   */
  Optional<List<String>> patternsBeside(String ruleArn) {
    return Optional.ofNullable(rulesAside.get(ruleArn))
        .map(bus -> leadingPatterns.getOrDefault(bus, List.of()));
  }

  /** The ARN of the bus of such a rule. */
  String busBeside(String ruleArn) {
    return rulesAside.get(ruleArn);
  }

  /**
   * The pattern of a rule, if its targets get events whole, so that what they got can be matched.
   */
  Optional<String> wholeEventPattern(String ruleArn) {
    return Optional.ofNullable(wholeEventPatterns.get(ruleArn));
  }

  /**
   * What the program asks a filter for, one pattern of several having to match; as patterns of a
   * record with a {@code body}, which AWS's matcher reads as SNS and Pipes do. Any other pattern of
   * the filter is left out: {@code exists} means less to SNS, and a pipe's may look at the metadata
   * of a message. Empty where the program asks for no filter.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html and
   * docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
   *
   * @param resource the ARN of a pipe, or of a topic
   * @param peer of a topic, the endpoint of its subscription
   */
  Optional<List<String>> filters(String resource, String peer) {
    return Optional.ofNullable(filters.get(resource))
        .or(() -> Optional.ofNullable(filters.get(resource + " " + peer)));
  }

  private Stream<GraphResource> ofType(String type) {
    return graph.ofType(type);
  }

  private void addQueue(GraphResource queue) {
    QueueSettings asked = QueueSettings.of(queue, graph);
    queues.put(
        asked.arn(),
        new QueueRules(
            queues.size(),
            asked.arn(),
            micros(asked.visibilityTimeoutSeconds()),
            micros(asked.retentionSeconds()),
            micros(asked.delaySeconds()),
            asked.deadLetterArn().orElse(null),
            asked.maxReceiveCount().orElse(Integer.MAX_VALUE),
            Admission.of(asked.policy())));
  }

  private void addRule(GraphResource rule) {
    Object pattern = rule.inputs().get("eventPattern");
    List<GraphResource> targets =
        ofType("aws:cloudwatch/eventTarget:EventTarget")
            .filter(target -> text(rule, "name").equals(target.inputs().get("rule")))
            .filter(target -> busArn(rule).equals(busArn(target)))
            .toList();
    if (pattern == null || targets.isEmpty() || !"ENABLED".equals(rule.outputs().get("state"))) {
      return;
    }
    String bus = busArn(rule);
    patterns.computeIfAbsent(bus, it -> new ArrayList<>()).add(pattern.toString());
    if (targets.stream().anyMatch(ways::leadsOn)) {
      leadingPatterns.computeIfAbsent(bus, it -> new ArrayList<>()).add(pattern.toString());
    } else if (ways.leadsOn(bus)) {
      rulesAside.put(text(rule, "arn"), bus);
    }
    if (targets.stream().noneMatch(Blueprint::transforms)) {
      wholeEventPatterns.put(text(rule, "arn"), pattern.toString());
    }
  }

  private static boolean transforms(GraphResource target) {
    return target.inputs().keySet().stream().anyMatch(name -> name.startsWith("input"));
  }

  private String busArn(GraphResource ruleOrTarget) {
    return graph.stack().busArn(text(ruleOrTarget, "eventBusName"));
  }

  private void addSubscription(GraphResource subscription) {
    Object policy = subscription.inputs().get("filterPolicy");
    if (policy == null) {
      return;
    }
    boolean ofBody = "MessageBody".equals(subscription.inputs().get("filterPolicyScope"));
    boolean alike = ofBody && !policy.toString().contains("\"exists\"");
    filters.put(
        text(subscription, "topic") + " " + text(subscription, "endpoint"),
        alike ? List.of("{\"body\":" + policy + "}") : List.of());
  }

  private void addPipe(GraphResource pipe) {
    if (!(pipe.inputs().get("sourceParameters") instanceof Map<?, ?> source)) {
      return;
    }
    if (source.get("filterCriteria") instanceof Map<?, ?> criteria) {
      filters.put(text(pipe, "arn"), bodyPatterns(criteria));
    }
    if (source.get("sqsQueueParameters") instanceof Map<?, ?> queue
        && queue.get("maximumBatchingWindowInSeconds") instanceof Number window
        && window.longValue() > 0) {
      hiddenByPipes.merge(
          text(pipe, "source"), micros(BEYOND_WINDOW_SECONDS + window.longValue()), Math::max);
    }
  }

  private static List<String> bodyPatterns(Map<?, ?> criteria) {
    List<String> patterns = new ArrayList<>();
    if (criteria.get("filters") instanceof List<?> all) {
      for (Object filter : all) {
        String pattern = String.valueOf(((Map<?, ?>) filter).get("pattern"));
        Documents.object(pattern)
            .filter(asked -> asked.size() == 1 && asked.path("body").isObject())
            .ifPresent(asked -> patterns.add(pattern));
      }
    }
    return patterns;
  }

  static String text(GraphResource resource, String name) {
    Object value = resource.outputs().get(name);
    return value == null ? String.valueOf(resource.inputs().get(name)) : value.toString();
  }

  private static long micros(long seconds) {
    return seconds * 1_000_000;
  }
}
