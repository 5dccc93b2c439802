package io.tributary.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

class VisibilityTest {

  private final SqsFixture cloud = new SqsFixture();
  private final String url = cloud.create("orders");

  @Test
  void changeVisibility_countsFromNowOn() {
    String handle = sentAndReceived();
    cloud.pass(20);
    cloud.changeVisibility(url, handle, 60);

    cloud.passMillis(59_999);
    assertThat(cloud.receive(url)).isEmpty();
    cloud.passMillis(1);
    assertThat(cloud.bodies(url)).containsExactly("hello");
  }

  @Test
  void changeVisibility_toZeroShowsTheMessageAtOnce() {
    cloud.changeVisibility(url, sentAndReceived(), 0);

    assertThat(cloud.bodies(url)).containsExactly("hello");
  }

  @Test
  void changeVisibility_afterTheTimeoutHidesTheMessageAgain() {
    String handle = sentAndReceived();
    cloud.pass(30);
    cloud.changeVisibility(url, handle, 10);

    assertThat(cloud.receive(url)).isEmpty();
    assertThat(cloud.counts(url)).containsExactly(0, 1, 0);
  }

  @Test
  void changeVisibility_goesUpToTwelveHoursAfterTheReceive() {
    String handle = sentAndReceived();
    cloud.pass(10);

    assertThat(cloud.message(change(handle, 43_191)))
        .isEqualTo(
            "Value 43191 for parameter VisibilityTimeout is invalid. Reason: Total"
                + " VisibilityTimeout for the message is beyond the limit [43200 seconds]");
    cloud.changeVisibility(url, handle, 43_190);
    cloud.passMillis(43_189_999);
    assertThat(cloud.receive(url)).isEmpty();
    cloud.passMillis(1);
    assertThat(cloud.receive(url)).hasSize(1);
  }

  @Test
  void changeVisibility_takesZeroTo43200() {
    String handle = sentAndReceived();

    assertThat(cloud.code(change(handle, -1))).isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(change(handle, 43_201))).isEqualTo("InvalidParameterValue");
    cloud.changeVisibility(url, handle, 43_200);
    cloud.changeVisibility(url, handle, 0);
  }

  @Test
  void receive_takesVisibilityTimeoutsFromZeroTo43200() {
    assertThat(cloud.receive(url, r -> r.visibilityTimeout(0))).isEmpty();
    assertThat(cloud.receive(url, r -> r.visibilityTimeout(43_200))).isEmpty();
    assertThat(cloud.code(cloud.poll(url, r -> r.visibilityTimeout(-1))))
        .isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(cloud.poll(url, r -> r.visibilityTimeout(43_201))))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void changeVisibility_ofADeletedMessageIsRefused() {
    String handle = sentAndReceived();
    cloud.delete(url, handle);

    assertThat(cloud.message(change(handle, 10)))
        .isEqualTo(
            "Value "
                + handle
                + " for parameter ReceiptHandle is invalid. Reason: Message does not exist or is"
                + " not available for visibility timeout change.");
  }

  @Test
  void changeVisibility_withoutATimeoutIsRefused() {
    String handle = sentAndReceived();

    assertThat(
            cloud.code(
                cloud.sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(handle))))
        .isEqualTo("MissingParameter");
  }

  @Test
  void everyReceiveGivesANewHandle() {
    String first = sentAndReceived();
    cloud.pass(30);

    assertThat(cloud.receiveOne(url).receiptHandle()).isNotEqualTo(first);
  }

  @Test
  void delete_withAnOlderHandleAnswersSuccessAndKeepsTheMessage() {
    String older = sentAndReceived();
    cloud.pass(30);
    cloud.receiveOne(url);
    cloud.delete(url, older);
    cloud.pass(30);

    assertThat(cloud.bodies(url)).containsExactly("hello");
  }

  @Test
  void delete_withTheLatestHandleAfterItsTimeoutDeletes() {
    String handle = sentAndReceived();
    cloud.pass(31);
    cloud.delete(url, handle);

    assertThat(cloud.receive(url)).isEmpty();
    assertThat(cloud.counts(url)).containsExactly(0, 0, 0);
  }

  @Test
  void delete_twiceIsNoError() {
    String handle = sentAndReceived();
    cloud.delete(url, handle);
    cloud.delete(url, handle);

    assertThat(cloud.counts(url)).containsExactly(0, 0, 0);
  }

  @Test
  void delete_withAHandleThatIsNoneIsRefused() {
    for (String none : List.of("garbage", "a".repeat(32), "ä".repeat(32))) {
      assertThat(cloud.failure(cloud.sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(none))))
          .isInstanceOf(ReceiptHandleIsInvalidException.class)
          .extracting(e -> e.awsErrorDetails().errorMessage())
          .isEqualTo("The input receipt handle \"" + none + "\" is not a valid receipt handle.");
    }
  }

  @Test
  void delete_withAHandleOfAnotherQueueIsRefused() {
    String handle = sentAndReceived();
    String other = cloud.create("other");

    assertThat(cloud.code(cloud.sqs.deleteMessage(r -> r.queueUrl(other).receiptHandle(handle))))
        .isEqualTo("ReceiptHandleIsInvalid");
  }

  @Test
  void delete_ofOneMessageKeepsTheOthers() {
    cloud.send(url, "first");
    cloud.send(url, "second");
    cloud.send(url, "third");
    Message second = cloud.receive(url).get(1);
    cloud.delete(url, second.receiptHandle());
    cloud.pass(30);

    assertThat(cloud.bodies(url)).containsExactly("first", "third");
  }

  @Test
  void aMessageThatComesBackStandsBehindThoseThatWereVisibleBefore() {
    cloud.send(url, "first");
    cloud.receiveOne(url);
    cloud.pass(1);
    cloud.send(url, "second");
    cloud.pass(29);

    assertThat(cloud.bodies(url)).containsExactly("second", "first");
  }

  private String sentAndReceived() {
    cloud.send(url, "hello");
    return cloud.receiveOne(url).receiptHandle();
  }

  private java.util.concurrent.CompletableFuture<?> change(String handle, int seconds) {
    return cloud.sqs.changeMessageVisibility(
        r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(seconds));
  }
}
