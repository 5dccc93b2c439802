package io.tributary.audit;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The flows of a system, found in its graph: that all is well, and each way of failing. */
final class Flows {

  /**
   * Until all has settled: long enough for 1,000 receives, less than the shortest retention, a day.
   */
  private static final Duration SETTLING = Duration.ofHours(20);

  /** Until an event that nothing holds up is in its queue, with delay queues on its way. */
  private static final Duration ARRIVING = Duration.ofHours(1);

  private final Places places;

  private Flows(ResourceGraph graph) {
    this.places = new Places(graph);
  }

  static List<Flow> of(ResourceGraph graph) {
    return new Flows(graph).all();
  }

  private List<Flow> all() {
    List<Flow> flows = new ArrayList<>();
    flows.add(new Flow("all is well", List.of(), true, Flows::travel));
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
      flows.add(new Flow("consumers never delete", List.of(), false, Flows::neverDelete));
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

  private static Flow redriving(List<String> endpoints, List<String> targets) {
    return new Flow(
        "dead letters are redriven",
        Stream.of(endpoints, targets).flatMap(List::stream).toList(),
        true,
        site -> redriveAll(site, endpoints, targets));
  }

  private static void travel(Site site) {
    site.publish();
    site.advance(SETTLING);
  }

  private static Flow refusing(String name, List<String> arns) {
    return new Flow(
        name,
        arns,
        false,
        site -> {
          arns.forEach(arn -> close(site, arn));
          travel(site);
        });
  }

  /** Takes away what lets services in: the queue's policy, or the account's for its log groups. */
  private static void close(Site site, String arn) {
    site.places().queue(arn).ifPresent(queue -> closeQueue(site, queue));
    if (arn.contains(":log-group:")) {
      CloudWatchLogsAsyncClient logs = site.root(CloudWatchLogsAsyncClient.class);
      site.places()
          .logPolicies()
          .forEach(name -> site.attempt(logs.deleteResourcePolicy(it -> it.policyName(name))));
    }
  }

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
  private static void redriveAll(Site site, List<String> endpoints, List<String> targets) {
    Runnable openEndpoints = closeForAWhile(site, endpoints);
    site.publish();
    site.advance(ARRIVING);
    openEndpoints.run();
    Runnable openTargets = closeForAWhile(site, targets);
    redriveFor(site, endpoints);
    openTargets.run();
    redriveFor(site, targets);
  }

  private static void redriveFor(Site site, List<String> queueArns) {
    site.places()
        .deadLetterQueues()
        .forEach(
            (deadLetterQueue, queue) -> {
              if (queueArns.contains(queue)) {
                site.redrive(deadLetterQueue, queue);
              }
            });
    site.advance(ARRIVING);
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

  private static void closeBuses(Site site, List<String> arns) {
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
    travel(site);
  }

  private static void neverDelete(Site site) {
    site.publish();
    site.advance(ARRIVING);
    for (GraphResource queue : site.places().consumedQueues()) {
      int visibility = ((Number) queue.outputs().get("visibilityTimeoutSeconds")).intValue();
      for (int i = 0; i <= site.places().maxReceiveCount(queue); i++) {
        site.receive(queue);
        site.advance(Duration.ofSeconds(visibility + 1L));
      }
    }
  }
}
