package io.tributary.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_ALLOW_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class DeadLetterTest {

  private final SqsFixture cloud = new SqsFixture();
  private final String dead = cloud.create("orders-dlq");
  private final String url = cloud.createWithDeadLetterQueue("orders", "orders-dlq", 2);

  @Test
  void aMessageIsHandedOutMaxReceiveCountTimesAndMovedByTheReceiveAfterThem() {
    cloud.send(url, "poison");
    receiveTimes(2);

    assertThat(cloud.counts(url)).containsExactly(1, 0, 0);
    assertThat(cloud.counts(dead)).containsExactly(0, 0, 0);
    assertThat(cloud.receive(url)).isEmpty();
    assertThat(cloud.counts(url)).containsExactly(0, 0, 0);
    assertThat(cloud.bodies(dead)).containsExactly("poison");
  }

  @Test
  void aReceiveThatMovesAMessageHandsOutTheOnesBehindIt() {
    cloud.send(url, "poison");
    receiveTimes(2);
    cloud.send(url, "sound");

    assertThat(cloud.bodies(url)).containsExactly("sound");
  }

  @Test
  void inTheDeadLetterQueueItKeepsIdSendTimeAndCountAndNamesItsSource() {
    String id = cloud.send(url, "poison");
    long sent = cloud.time.millis();
    receiveTimes(2);
    cloud.receive(url);

    Message message = cloud.receiveOne(dead);

    assertThat(message.messageId()).isEqualTo(id);
    assertThat(message.attributes())
        .containsEntry(MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(sent))
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "3")
        .containsEntry(
            MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, cloud.arn("orders"));
  }

  @Test
  void inAChainOfDeadLetterQueuesEachCountsItsOwnReceives() {
    String last = cloud.create("orders-graveyard");
    cloud.call(
        cloud.sqs.setQueueAttributes(
            r ->
                r.queueUrl(dead)
                    .attributes(
                        Map.of(
                            REDRIVE_POLICY,
                            "{\"deadLetterTargetArn\":\""
                                + cloud.arn("orders-graveyard")
                                + "\",\"maxReceiveCount\":1}"))));
    cloud.send(url, "poison");
    receiveTimes(2);
    cloud.receive(url);

    assertThat(cloud.bodies(dead)).containsExactly("poison");
    cloud.pass(30);
    assertThat(cloud.receive(dead)).isEmpty();
    assertThat(cloud.receiveOne(last).attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "4");
  }

  @Test
  void aMessageSentBackFromTheDeadLetterQueueIsHandedOutAnewAsOftenAsAnyOther() {
    cloud.send(url, "poison");
    receiveTimes(2);
    cloud.receive(url);
    Message deadLetter = cloud.receiveOne(dead);

    String again = cloud.send(url, deadLetter.body());
    cloud.call(
        cloud.sqs.deleteMessage(r -> r.queueUrl(dead).receiptHandle(deadLetter.receiptHandle())));

    assertThat(again).isNotEqualTo(deadLetter.messageId());
    receiveTimes(2);
    assertThat(cloud.receive(url)).isEmpty();
    assertThat(cloud.bodies(dead)).containsExactly("poison");
  }

  @Test
  void theMoveIsWrittenDownWithItsReason() {
    cloud.send(url, "poison");
    receiveTimes(2);
    cloud.receive(url);

    assertThat(cloud.hops(Step.SQS_DEAD_LETTER))
        .extracting(Hop::resource, Hop::peer, Hop::outcome, Hop::reason)
        .containsExactly(
            tuple(
                cloud.arn("orders"),
                cloud.arn("orders-dlq"),
                Outcome.DEAD_LETTERED,
                "received 2 times without being deleted; maxReceiveCount is 2"));
  }

  @Test
  void itsRetentionInTheDeadLetterQueueCountsFromTheFirstSend() {
    cloud.set(dead, MESSAGE_RETENTION_PERIOD, "120");
    cloud.send(url, "poison");
    receiveTimes(2);
    cloud.receive(url);

    cloud.passMillis(59_999);
    assertThat(cloud.counts(dead)).containsExactly(1, 0, 0);
    cloud.passMillis(1);
    assertThat(cloud.counts(dead)).containsExactly(0, 0, 0);
  }

  @Test
  void itIsGoneWhenTheRetentionOfTheDeadLetterQueueIsOverAlready() {
    cloud.set(dead, MESSAGE_RETENTION_PERIOD, "60");
    cloud.send(url, "poison");
    receiveTimes(2);
    cloud.pass(1);
    cloud.receive(url);
    cloud.time.runReady();

    assertThat(cloud.receive(dead)).isEmpty();
    assertThat(cloud.hops(Step.SQS_EXPIRE)).hasSize(1);
  }

  @Test
  void aDeletedDeadLetterQueueTakesNothingAndNothingIsLost() {
    cloud.send(url, "poison");
    cloud.call(cloud.sqs.deleteQueue(r -> r.queueUrl(dead)));
    receiveTimes(2);

    assertThat(cloud.bodies(url)).containsExactly("poison");
  }

  @Test
  void aLongPollIsNotAnsweredByAMessageThatItMoves() {
    cloud.send(url, "poison");
    receiveTimes(2);
    var poll = cloud.poll(url, r -> r.waitTimeSeconds(20));
    cloud.pass(5);
    assertThat(poll).isNotDone();
    cloud.send(url, "sound");
    cloud.time.runReady();

    assertThat(poll.join().messages()).extracting(Message::body).containsExactly("sound");
    assertThat(cloud.counts(dead)).containsExactly(1, 0, 0);
  }

  @Test
  void anOldHandleOfTheSourceNoLongerReachesTheMessage() {
    cloud.send(url, "poison");
    cloud.receiveOne(url);
    cloud.pass(30);
    String handle = cloud.receiveOne(url).receiptHandle();
    cloud.pass(30);
    cloud.receive(url);
    cloud.delete(url, handle);

    assertThat(cloud.bodies(dead)).containsExactly("poison");
  }

  @Test
  void maxReceiveCountIsFromOneToAThousand() {
    String target = cloud.arn("orders-dlq");

    assertThat(cloud.message(redrive(SqsFixture.redrivePolicy(target, "1001"))))
        .endsWith(
            "Reason: Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both"
                + " inclusive.");
    assertThat(cloud.code(redrive(SqsFixture.redrivePolicy(target, "0"))))
        .isEqualTo("InvalidParameterValue");
    cloud.set(url, REDRIVE_POLICY, SqsFixture.redrivePolicy(target, "1000"));
    cloud.set(url, REDRIVE_POLICY, SqsFixture.redrivePolicy(target, "1"));
  }

  @Test
  void aRedrivePolicyThatSaysTooLittleTooMuchOrNothingIsRefused() {
    String target = cloud.arn("orders-dlq");

    assertThat(cloud.message(redrive("{\"maxReceiveCount\":3}")))
        .endsWith("Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
    assertThat(cloud.message(redrive("{\"deadLetterTargetArn\":\"" + target + "\"}")))
        .endsWith("Redrive policy does not contain mandatory attribute: maxReceiveCount.");
    assertThat(cloud.message(redrive("[]"))).endsWith("Redrive policy is not a valid JSON map.");
    assertThat(cloud.message(redrive("{"))).endsWith("Redrive policy is not a valid JSON map.");
    assertThat(
            cloud.message(
                redrive(
                    "{\"deadLetterTargetArn\":\"" + target + "\",\"maxReceiveCount\":3,\"x\":1}")))
        .endsWith(
            "Only following attributes are supported: [deadLetterTargetArn, maxReceiveCount].");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "}", "{}"})
  void textBehindARedrivePolicyIsRefused(String text) {
    String policy = SqsFixture.redrivePolicy(cloud.arn("orders-dlq"), "3");

    assertThat(cloud.message(redrive(policy + " " + text)))
        .endsWith("Redrive policy is not a valid JSON map.");
    assertThat(cloud.message(allow("{\"redrivePermission\":\"denyAll\"} " + text)))
        .endsWith("Redrive allow policy is not a valid JSON map.");
    cloud.set(url, REDRIVE_POLICY, policy + " \n");
  }

  @Test
  void theDeadLetterQueueMustExistAndBeAnotherOne() {
    assertThat(cloud.message(redrive(SqsFixture.redrivePolicy(cloud.arn("absent"), "3"))))
        .endsWith("Reason: Dead letter target does not exist.");
    assertThat(cloud.code(redrive(SqsFixture.redrivePolicy(cloud.arn("orders"), "3"))))
        .isEqualTo("InvalidParameterValue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dummy",
        "",
        "http://sqs.eu-west-1.localhost/536697261635/orders-dlq",
        "arn:aws:sns:eu-west-1:536697261635:orders-dlq"
      })
  void aDeadLetterTargetThatIsNoArnOfAQueueIsTold(String target) {
    assertThat(cloud.message(redrive(SqsFixture.redrivePolicy(target, "3"))))
        .endsWith("Reason: Invalid value for deadLetterTargetArn.");
  }

  @Test
  void aRedriveAllowPolicyDecidesWhoMayNameTheQueue() {
    String policy = SqsFixture.redrivePolicy(cloud.arn("orders-dlq"), "3");

    cloud.set(dead, REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}");
    assertThat(cloud.code(redrive(policy))).isEqualTo("InvalidParameterValue");
    cloud.set(dead, REDRIVE_ALLOW_POLICY, byQueue(cloud.arn("other")));
    assertThat(cloud.message(redrive(policy))).contains("redrive allow policy", "does not allow");
    cloud.set(dead, REDRIVE_ALLOW_POLICY, byQueue(cloud.arn("orders")));
    cloud.set(url, REDRIVE_POLICY, policy);
    cloud.set(dead, REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"allowAll\"}");
    cloud.set(url, REDRIVE_POLICY, policy);
  }

  @Test
  void aRedriveAllowPolicyNamesOneToTenQueuesByArn() {
    String[] ten = new String[10];
    java.util.Arrays.setAll(ten, i -> cloud.arn("q" + i));
    String[] eleven = java.util.Arrays.copyOf(ten, 11);
    eleven[10] = cloud.arn("q10");

    cloud.set(dead, REDRIVE_ALLOW_POLICY, byQueue(ten));
    assertThat(cloud.code(allow(byQueue(eleven)))).isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(allow(byQueue()))).isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(allow("{\"redrivePermission\":\"some\"}")))
        .isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(allow("{\"redrivePermission\":\"denyAll\",\"sourceQueueArns\":[\"x\"]}")))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void anEmptyRedrivePolicyTakesTheDeadLetterQueueAway() {
    cloud.set(url, REDRIVE_POLICY, "");
    cloud.send(url, "poison");
    receiveTimes(3);

    assertThat(cloud.bodies(url)).containsExactly("poison");
    assertThat(cloud.attribute(url, REDRIVE_POLICY)).isNull();
  }

  @Test
  void theSourcesOfADeadLetterQueueAreListed() {
    cloud.createWithDeadLetterQueue("another", "orders-dlq", 2);
    cloud.create("without");

    assertThat(cloud.call(cloud.sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead))).queueUrls())
        .extracting(source -> source.substring(source.lastIndexOf('/') + 1))
        .containsExactly("another", "orders");
  }

  private void receiveTimes(int times) {
    for (int i = 0; i < times; i++) {
      cloud.receiveOne(url);
      cloud.pass(30);
    }
  }

  private static String byQueue(String... arns) {
    return "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":["
        + String.join(",", List.of(arns).stream().map(arn -> "\"" + arn + "\"").toList())
        + "]}";
  }

  private java.util.concurrent.CompletableFuture<?> redrive(String policy) {
    return cloud.sqs.setQueueAttributes(
        r -> r.queueUrl(url).attributes(Map.of(REDRIVE_POLICY, policy)));
  }

  private java.util.concurrent.CompletableFuture<?> allow(String policy) {
    return cloud.sqs.setQueueAttributes(
        r -> r.queueUrl(dead).attributes(Map.of(REDRIVE_ALLOW_POLICY, policy)));
  }
}
