package io.tributary.cloud.events;

import static io.tributary.cloud.events.EventsFixture.ACCOUNT;
import static io.tributary.cloud.events.EventsFixture.DLQ;
import static io.tributary.cloud.events.EventsFixture.QUEUE;
import static io.tributary.cloud.events.EventsFixture.RULE_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.logs.LogsService;
import io.tributary.cloud.sqs.SqsService;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** From bus to queue through the real SQS, whose queue policies decide. */
class RuleToQueueTest {

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  private final Journal journal = new Journal(time, 100);
  private SqsAsyncClient sqs;
  private EventBridgeAsyncClient events;

  @BeforeEach
  void startServices() {
    Account account = new Account(ACCOUNT, "eu-west-1");
    Iam iam = new Iam(time, account);
    Caller root = Caller.of(new Principal.Root("aws", ACCOUNT));
    SqsService queues = new SqsService(time, account, iam, journal);
    LogsService logs = new LogsService(time, account, iam);
    sqs = queues.client(root);
    events = new EventsService(time, account, iam, journal, queues, logs).client(root);
    time.await(events.createEventBus(b -> b.name("bus")));
    time.await(
        events.putRule(
            b -> b.name("rule").eventBusName("bus").eventPattern("{\"source\":[\"shop\"]}")));
    Target target = Target.builder().id("t").arn(QUEUE).deadLetterConfig(d -> d.arn(DLQ)).build();
    time.await(events.putTargets(b -> b.rule("rule").eventBusName("bus").targets(target)));
  }

  private void createQueue(String arn, String allowedSource) {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Rule\",\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"events.amazonaws.com\"},"
            + "\"Action\":\"sqs:SendMessage\",\"Resource\":\""
            + arn
            + "\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\""
            + allowedSource
            + "\"}}}]}";
    time.await(
        sqs.createQueue(
            b -> b.queueName(name(arn)).attributes(Map.of(QueueAttributeName.POLICY, policy))));
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  private void put() {
    time.await(events.putEvents(b -> b.entries(EventsFixture.entry("{\"n\":1.0}").build())));
    time.runReady();
  }

  private List<Message> received(String arn) {
    String url = time.await(sqs.getQueueUrl(b -> b.queueName(name(arn)))).queueUrl();
    return time.await(sqs.receiveMessage(b -> b.queueUrl(url).messageAttributeNames("All")))
        .messages();
  }

  private List<Hop> deliveries() {
    return journal.hops().filter(hop -> hop.step() == Step.TARGET_DELIVER).toList();
  }

  @Test
  void allowedByTheQueuesPolicy_theQueueGetsTheEvent() {
    createQueue(QUEUE, RULE_ARN);

    put();

    assertThat(received(QUEUE))
        .extracting(Message::body)
        .containsExactly(journal.hops().findFirst().orElseThrow().payload());
  }

  @Test
  void allHopsOfAnEvent_shareItsTrace() {
    createQueue(QUEUE, RULE_ARN);

    put();

    assertThat(journal.route(journal.hops().findFirst().orElseThrow().trace()))
        .extracting(Hop::step)
        .containsExactly(Step.EVENTS_PUT, Step.RULE_MATCH, Step.SQS_SEND, Step.TARGET_DELIVER);
  }

  @Test
  void policyForAnotherRule_deniesAndTheEventLiesInTheDeadLetterQueueWithTheReason() {
    createQueue(QUEUE, RULE_ARN + "-other");
    createQueue(DLQ, RULE_ARN);

    put();

    assertThat(received(QUEUE)).isEmpty();
    Message dead = received(DLQ).get(0);
    assertThat(dead.messageAttributes().get("ERROR_CODE").stringValue())
        .isEqualTo("NO_PERMISSIONS");
    assertThat(deliveries())
        .extracting(Hop::peer, Hop::outcome)
        .containsExactly(tuple(QUEUE, Outcome.DENIED), tuple(DLQ, Outcome.DEAD_LETTERED));
    assertThat(deliveries().get(0).decision().nearMiss()).contains("aws:SourceArn");
  }

  @Test
  void missingQueue_deadLettersAsNoResource() {
    createQueue(DLQ, RULE_ARN);

    put();

    assertThat(received(DLQ).get(0).messageAttributes().get("ERROR_CODE").stringValue())
        .isEqualTo("NO_RESOURCE");
  }

  @Test
  void missingDeadLetterQueue_losesTheEvent() {
    put();

    assertThat(deliveries()).extracting(Hop::outcome).containsExactly(Outcome.FAILED, Outcome.LOST);
  }
}
