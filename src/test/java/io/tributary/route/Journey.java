package io.tributary.route;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.HopEntry;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One event whose hops are written by hand, as the services write them. */
final class Journey {

  static final String TOPIC = "arn:aws:sns:eu-west-1:536697261635:jane-basket-events";
  static final String SOURCE = "arn:aws:sqs:eu-west-1:536697261635:jane-basket-events";
  static final String SOURCE_DLQ = SOURCE + "-dlq";
  static final String PIPE = "arn:aws:pipes:eu-west-1:536697261635:pipe/jane-basket-events";
  static final String BUS = "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events";
  static final String RULE =
      "arn:aws:events:eu-west-1:536697261635:rule/jane-domain-events/jane-purchase-events";
  static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:jane-purchase-events";
  static final String QUEUE_DLQ = QUEUE + "-dlq";
  static final String OTHER_QUEUE = "arn:aws:sqs:eu-west-1:536697261635:jane-audit";
  static final String JANE = "arn:aws:iam::536697261635:user/jane";
  static final String PIPE_ROLE =
      "arn:aws:sts::536697261635:assumed-role/jane-pipe/jane-basket-events";

  final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  final Journal journal = new Journal(time, 1_000);
  private long trace = journal.newTrace();

  Journey published(String messageId) {
    hop(Step.SNS_PUBLISH, TOPIC).peer(JANE).id(messageId).payload("{}").passed();
    return this;
  }

  Journey sent(String queue, String messageId) {
    hop(Step.SQS_SEND, queue).peer("sns.amazonaws.com").id(messageId).payload("{}").passed();
    return this;
  }

  /** From the topic into the source queue. */
  Journey enqueued() {
    published("sns-1").sent(SOURCE, "m-1");
    hop(Step.SNS_DELIVER, TOPIC).peer(SOURCE).id("sns-1").passed();
    return this;
  }

  /** From the source queue through the pipe onto the bus. */
  Journey piped() {
    enqueued().received(SOURCE, "m-1", PIPE_ROLE);
    hop(Step.EVENTS_PUT, BUS).peer(PIPE_ROLE).id("e-1").passed();
    hop(Step.PIPE_DELIVER, PIPE).peer(BUS).passed();
    return deleted(SOURCE, "m-1", PIPE_ROLE);
  }

  Journey matched() {
    piped();
    hop(Step.RULE_MATCH, RULE).id("e-1").passed();
    return this;
  }

  Journey arrived() {
    matched().sent(QUEUE, "m-2");
    hop(Step.TARGET_DELIVER, RULE).id("e-1").peer(QUEUE).passed();
    return this;
  }

  Journey received(String queue, String messageId, String consumer) {
    hop(Step.SQS_RECEIVE, queue).peer(consumer).id(messageId).passed();
    return this;
  }

  Journey deleted(String queue, String messageId, String consumer) {
    hop(Step.SQS_DELETE, queue).peer(consumer).id(messageId).passed();
    return this;
  }

  Journey deadLettered(String queue, String deadLetterQueue, String messageId) {
    hop(Step.SQS_DEAD_LETTER, queue)
        .peer(deadLetterQueue)
        .id(messageId)
        .stopped(Outcome.DEAD_LETTERED, "received 5 times without being deleted");
    return this;
  }

  Journey redriven(String deadLetterQueue, String queue, String messageId, String newMessageId) {
    sent(queue, newMessageId);
    hop(Step.SQS_REDRIVE, deadLetterQueue).peer(queue).id(messageId).passed();
    return this;
  }

  Journey stopped(Step step, String resource, String peer, Outcome outcome, String why) {
    hop(step, resource).peer(peer).stopped(outcome, why);
    return this;
  }

  Journey denied(Step step, String resource, String peer, Decision decision) {
    hop(step, resource).peer(peer).denied(decision);
    return this;
  }

  Journey later(Duration duration) {
    time.advance(duration);
    return this;
  }

  /** From here on, the hops are another event's. */
  Journey anotherEvent() {
    trace = journal.newTrace();
    return this;
  }

  /** From here on, the hops are about no event. */
  Journey noEvent() {
    trace = 0;
    return this;
  }

  HopEntry hop(Step step, String resource) {
    return journal.hop(trace, step, resource);
  }

  /** A pipe's role is denied because it has been deleted. */
  static Decision goneRoleDenied(String queue) {
    var account = new Account("536697261635", "eu-west-1");
    var session = new Principal.RoleSession("aws", account.id(), "jane-pipe", "jane-basket-events");
    return new LocalCloud(new VirtualTime(Instant.EPOCH, 1), account)
        .iam()
        .decide(new AccessRequest(Caller.of(session), "sqs:ReceiveMessage", queue), null);
  }

  /** SNS is denied for want of a statement in a queue's policy. */
  static Decision snsDenied(String queue) {
    return new Decision(
        false,
        snsSends(queue),
        Decision.Cause.NO_RESOURCE_POLICY_ALLOWS,
        null,
        null,
        List.of(),
        "the queue policy allows another topic");
  }

  /** A queue's policy denies SNS outright. */
  static Decision snsDeniedBy(String queue, String statement) {
    return new Decision(
        false,
        snsSends(queue),
        Decision.Cause.EXPLICIT_DENY_IN_RESOURCE_POLICY,
        "queue policy",
        statement,
        List.of(),
        null);
  }

  private static AccessRequest snsSends(String queue) {
    Principal sns = new Principal.Service("sns.amazonaws.com", TOPIC, "536697261635");
    return new AccessRequest(Caller.of(sns), "sqs:SendMessage", queue);
  }

  Route route() {
    return Route.of(journal.route(trace), 0, pipe -> true);
  }

  List<String> endings() {
    return route().endings();
  }

  List<String> lines() {
    return RouteText.lines(route());
  }
}
