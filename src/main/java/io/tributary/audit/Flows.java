package io.tributary.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.iam.PolicyElements;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The flows of a system, found in its graph: that all is well, and each way of failing. */
final class Flows {

  /** Until all that fails has settled: long enough for 1,000 receives. */
  private static final Duration SETTLING = Duration.ofHours(20);

  /** Until an event that nothing holds up is in its queue, with delay queues on its way. */
  private static final Duration ARRIVING = Duration.ofHours(1);

  /** Of an account; docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
  private static final int MOST_LOG_POLICIES = 10;

  private final Places places;
  private final Duration settling;
  private final Duration arriving;

  /** Where events have to arrive, waits less if a queue would give up what lies in it. */
  private Flows(ResourceGraph graph) {
    this.places = new Places(graph);
    this.settling = shorter(SETTLING, places.shortestRetention().multipliedBy(5).dividedBy(6));
    this.arriving = shorter(ARRIVING, settling.dividedBy(3));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  static List<Flow> of(ResourceGraph graph) {
    return new Flows(graph).all();
  }

  private List<Flow> all() {
    List<Flow> flows = new ArrayList<>();
    flows.add(new Flow("all is well", List.of(), true, site -> travel(site, settling)));
    List<String> endpoints = places.subscribedQueues();
    if (!endpoints.isEmpty()) {
      flows.add(refusing("subscribed queues refuse", endpoints));
    }
    List<String> targets = places.targets();
    if (!targets.isEmpty()) {
      flows.add(refusing("rule targets refuse", targets));
    }
    List<String> buses = places.pipeTargets();
    if (!buses.isEmpty()) {
      flows.add(new Flow("buses refuse the pipes", buses, false, site -> closeBuses(site, buses)));
    }
    if (!places.consumedQueues().isEmpty()) {
      flows.add(new Flow("consumers never delete", List.of(), false, this::neverDelete));
    }
    List<String> openedEndpoints = movable(endpoints);
    List<String> openedTargets = movable(targets);
    if (!openedEndpoints.isEmpty() || !openedTargets.isEmpty()) {
      flows.add(redriving(openedEndpoints, openedTargets));
    }
    return flows;
  }

  private List<String> movable(List<String> queueArns) {
    return queueArns.stream().filter(places::canBeRedriven).toList();
  }

  private Flow redriving(List<String> endpoints, List<String> targets) {
    return new Flow(
        "dead letters are redriven",
        Stream.of(endpoints, targets).flatMap(List::stream).toList(),
        true,
        site -> redriveAll(site, endpoints, targets));
  }

  private static void travel(Site site, Duration duration) {
    site.publish();
    site.advance(duration);
  }

  private Flow refusing(String name, List<String> arns) {
    List<String> logGroups = arns.stream().filter(arn -> arn.contains(":log-group:")).toList();
    return new Flow(
        name,
        arns,
        false,
        site -> {
          arns.forEach(arn -> site.places().queue(arn).ifPresent(queue -> closeQueue(site, queue)));
          if (!logGroups.isEmpty()) {
            closeLogGroups(site, logGroups);
          }
          travel(site, SETTLING);
        });
  }

  /**
   * By one policy more: those of the account let services write to other groups, too. Where an
   * account has all that AWS lets it have, by one statement more of the shortest.
   */
  private static void closeLogGroups(Site site, List<String> arns) {
    CloudWatchLogsAsyncClient logs = site.root(CloudWatchLogsAsyncClient.class);
    List<ResourcePolicy> there =
        site.await(logs.describeResourcePolicies(it -> it.limit(MOST_LOG_POLICIES)))
            .resourcePolicies();
    ResourcePolicy open =
        there.size() < MOST_LOG_POLICIES
            ? ResourcePolicy.builder()
                .policyName("closed-by-the-audit")
                .policyDocument("{}")
                .build()
            : Collections.min(there, Comparator.comparing(it -> it.policyDocument().length()));
    String closed = closed(open.policyDocument(), arns);
    site.attempt(
        logs.putResourcePolicy(it -> it.policyName(open.policyName()).policyDocument(closed)));
  }

  /** A log resource policy that denies writing to groups, too. */
  private static String closed(String document, List<String> arns) {
    ObjectNode policy = Json.object(document);
    List<JsonNode> statements = PolicyElements.of(policy.path("Statement"));
    ObjectNode denial =
        policy.put("Version", "2012-10-17").putArray("Statement").addAll(statements).addObject();
    denial.put("Effect", "Deny").put("Principal", "*");
    denial.set("Action", Json.compact(List.of("logs:CreateLogStream", "logs:PutLogEvents")));
    denial.set("Resource", Json.compact(arns.stream().map(arn -> arn + ":*").toList()));
    return policy.toString();
  }

  /** Takes away what lets services in. */
  private static void closeQueue(Site site, GraphResource queue) {
    setPolicy(site, queue, "");
  }

  private static void setPolicy(Site site, GraphResource queue, String policy) {
    site.attempt(
        site.root(SqsAsyncClient.class)
            .setQueueAttributes(
                it ->
                    it.queueUrl(queue.id()).attributes(Map.of(QueueAttributeName.POLICY, policy))));
  }

  /**
   * Lets events become dead letters at each end in turn, and moves them on once it is open. No
   * longer than each takes: an event that nothing holds up lies in its queue all the while.
   */
  private void redriveAll(Site site, List<String> endpoints, List<String> targets) {
    Runnable openEndpoints = closeForAWhile(site, endpoints);
    site.publish();
    site.advance(arriving);
    openEndpoints.run();
    Runnable openTargets = closeForAWhile(site, targets);
    redriveFor(site, endpoints);
    openTargets.run();
    redriveFor(site, targets);
  }

  private void redriveFor(Site site, List<String> queueArns) {
    site.places()
        .deadLetterQueues()
        .forEach(
            (deadLetterQueue, queue) -> {
              if (queueArns.contains(queue)) {
                site.redrive(deadLetterQueue, queue);
              }
            });
    site.advance(arriving);
  }

  /** Closes queues; what opens them again is the answer. */
  private static Runnable closeForAWhile(Site site, List<String> queueArns) {
    List<Runnable> opening = new ArrayList<>();
    for (String arn : queueArns) {
      site.places().queue(arn).ifPresent(queue -> opening.add(closeForAWhile(site, queue)));
    }
    return () -> opening.forEach(Runnable::run);
  }

  private static Runnable closeForAWhile(Site site, GraphResource queue) {
    Optional<String> policy =
        site.attempt(
                site.root(SqsAsyncClient.class)
                    .getQueueAttributes(
                        it -> it.queueUrl(queue.id()).attributeNames(QueueAttributeName.POLICY)))
            // SQS answers no policy of a queue that has none, but takes an empty one.
            .map(answer -> answer.attributes().getOrDefault(QueueAttributeName.POLICY, ""));
    closeQueue(site, queue);
    return () -> policy.ifPresent(before -> setPolicy(site, queue, before));
  }

  private void closeBuses(Site site, List<String> arns) {
    EventBridgeAsyncClient events = site.root(EventBridgeAsyncClient.class);
    for (String arn : arns) {
      String policy =
          """
          {"Version":"2012-10-17","Statement":[{"Sid":"Closed","Effect":"Deny","Principal":"*",
           "Action":"events:PutEvents","Resource":"%s"}]}"""
              .formatted(arn);
      String bus = arn.substring(arn.indexOf('/') + 1);
      site.attempt(events.putPermission(it -> it.eventBusName(bus).policy(policy)));
    }
    travel(site, SETTLING);
  }

  /** Receives from each queue whenever its messages are visible again, from all at once. */
  private void neverDelete(Site site) {
    site.publish();
    site.advance(arriving);
    Duration now = Duration.ZERO;
    for (Map.Entry<Duration, List<GraphResource>> due : receives(site.places()).entrySet()) {
      site.advance(due.getKey().minus(now));
      due.getValue().forEach(site::receive);
      now = due.getKey();
    }
    site.advance(Duration.ofSeconds(1));
  }

  /** When consumers receive from which queues, until none has a message left. */
  private static SortedMap<Duration, List<GraphResource>> receives(Places places) {
    SortedMap<Duration, List<GraphResource>> receives = new TreeMap<>();
    for (GraphResource queue : places.consumedQueues()) {
      Duration hidden = places.visibilityTimeout(queue).plusSeconds(1);
      for (int i = 0; i <= places.maxReceiveCount(queue); i++) {
        receives.computeIfAbsent(hidden.multipliedBy(i), due -> new ArrayList<>()).add(queue);
      }
    }
    return receives;
  }
}
