package io.tributary.cloud.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.sqs.SqsService;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** From the topic into real queues, under the policies that stand on them. */
class SnsToSqsTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:ann-basket-events";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:536697261635:ann-basket-events";

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  private final Account account = new Account("536697261635", "eu-west-1");
  private final Iam iam = new Iam(time, account);
  private final Journal journal = new Journal(time, Journal.DEFAULT_CAPACITY);
  private final SqsService queues = new SqsService(time, account, iam, journal);
  private final Caller root = Caller.of(new Principal.Root("aws", account.id()));
  private final SnsAsyncClient sns =
      new SnsService(time, account, iam, journal, queues).client(root);
  private final SqsAsyncClient sqs = queues.client(root);

  @Test
  void aMessageArrivesRawUnderTheQueuePolicyThatAwsAsksFor() {
    List<Message> received = publishUnder(policyFor(TOPIC), "{\"n\":1.50}");

    assertThat(received).extracting(Message::body).containsExactly("{\"n\":1.50}");
    assertThat(outcomes()).containsOnly(Outcome.PASSED);
  }

  @Test
  void aQueueWithoutPolicyGetsNothingAndTheJournalSaysWhy() {
    List<Message> received = publishUnder(null, "m");

    assertThat(received).isEmpty();
    Hop denied = onlyDenial();
    assertThat(denied.decision().cause()).isEqualTo(Decision.Cause.NO_RESOURCE_POLICY_ALLOWS);
    assertThat(denied.peer()).isEqualTo(QUEUE);
  }

  @Test
  void aPolicyForAnotherTopicDoesNotHelp() {
    List<Message> received = publishUnder(policyFor(TOPIC + "-2"), "m");

    assertThat(received).isEmpty();
    assertThat(onlyDenial().decision().nearMiss()).contains("aws:SourceArn");
  }

  @Test
  void anEndpointThatIsNotThereLosesTheMessageAfterOneAttempt() {
    time.await(sns.createTopic(r -> r.name("ann-basket-events")));
    subscribe();

    time.await(sns.publish(r -> r.topicArn(TOPIC).message("m")));
    time.runReady();

    assertThat(deliveries()).extracting(Hop::outcome).containsExactly(Outcome.LOST);
    assertThat(deliveries().get(0).reason()).contains("attempts: 1");
  }

  @Test
  void aRawMessageOfElevenAttributesIsRefusedByTheDeadLetterQueueToo() {
    List<Measure> measures = new ArrayList<>();
    journal.listenToMeasures((what, resource, value) -> measures.add(what));

    String dlq = publishRawWithDeadLetterQueue(elevenAttributes());

    assertThat(deliveries())
        .extracting(Hop::outcome, Hop::peer)
        .containsExactly(tuple(Outcome.LOST, dlq));
    assertThat(deliveries().get(0).reason())
        .contains(
            "this one has 11; not delivered to "
                + QUEUE
                + "; and the dead-letter queue did not take it: Number of message");
    assertThat(measures).contains(Measure.SNS_NOT_DEAD_LETTERED);
  }

  @ParameterizedTest
  @MethodSource
  void aRawMessageWithAnAttributeThatSqsDoesNotTakeIsLost(String type, String value) {
    String dlq = publishRawWithDeadLetterQueue(Map.of("a", SnsFixture.attribute(type, value)));

    assertThat(deliveries())
        .extracting(Hop::outcome, Hop::peer)
        .containsExactly(tuple(Outcome.LOST, dlq));
  }

  static Stream<Arguments> aRawMessageWithAnAttributeThatSqsDoesNotTakeIsLost() {
    return Stream.of(
        Arguments.of("Number", "x"),
        Arguments.of("String." + "t".repeat(250), "v"),
        Arguments.of("String.\u0001", "v"),
        Arguments.of("String", "\u0001"));
  }

  /** Both queues are there, and may be sent to. */
  private String publishRawWithDeadLetterQueue(Map<String, MessageAttributeValue> attributes) {
    time.await(sns.createTopic(r -> r.name("ann-basket-events")));
    Map<QueueAttributeName, String> open =
        Map.of(QueueAttributeName.POLICY, policyFor(TOPIC).replace(QUEUE, "*"));
    time.await(sqs.createQueue(r -> r.queueName("ann-basket-events").attributes(open)));
    time.await(sqs.createQueue(r -> r.queueName("dlq").attributes(open)));
    String dlq = account.arn("sqs", "dlq");
    subscribe(Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + dlq + "\"}"));

    time.await(sns.publish(r -> r.topicArn(TOPIC).message("m").messageAttributes(attributes)));
    time.runReady();
    return dlq;
  }

  private static Map<String, MessageAttributeValue> elevenAttributes() {
    return IntStream.range(0, 11)
        .boxed()
        .collect(Collectors.toMap(i -> "a" + i, i -> SnsFixture.attribute("String", "v")));
  }

  private List<Message> publishUnder(String queuePolicy, String message) {
    time.await(sns.createTopic(r -> r.name("ann-basket-events")));
    Map<QueueAttributeName, String> attributes =
        queuePolicy == null ? Map.of() : Map.of(QueueAttributeName.POLICY, queuePolicy);
    String url =
        time.await(sqs.createQueue(r -> r.queueName("ann-basket-events").attributes(attributes)))
            .queueUrl();
    subscribe();
    time.await(sns.publish(r -> r.topicArn(TOPIC).message(message)));
    time.runReady();
    return time.await(sqs.receiveMessage(r -> r.queueUrl(url))).messages();
  }

  private void subscribe() {
    subscribe(Map.of());
  }

  private void subscribe(Map<String, String> more) {
    Map<String, String> attributes = new HashMap<>(more);
    attributes.put("RawMessageDelivery", "true");
    time.await(
        sns.subscribe(
            r -> r.topicArn(TOPIC).protocol("sqs").endpoint(QUEUE).attributes(attributes)));
  }

  private static String policyFor(String topicArn) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",
         "Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}"""
        .formatted(QUEUE, topicArn);
  }

  private List<Hop> deliveries() {
    return journal.hops().filter(hop -> hop.step() == Step.SNS_DELIVER).toList();
  }

  private Hop onlyDenial() {
    List<Hop> denied =
        deliveries().stream().filter(hop -> hop.outcome() == Outcome.DENIED).toList();
    assertThat(denied).hasSize(1);
    return denied.get(0);
  }

  private List<Outcome> outcomes() {
    return journal.hops().map(Hop::outcome).toList();
  }
}
