package io.tributary.cloud.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArnNumbersTest {

  private final List<String> added = new ArrayList<>();
  private final ArnNumbers numbers = new ArnNumbers(added::add);

  private static Hop hop(Step step, String resource, String peer) {
    return new Hop(1, 1, 1, step, resource, peer, Outcome.PASSED, null, null, null, null);
  }

  @Test
  void equalArns_haveOneNumber_whateverTheirStepAndPlace() {
    Hop send = hop(Step.SQS_SEND, "arn:a", "arn:b");
    Hop receive = hop(Step.SQS_RECEIVE, new String("arn:b"), new String("arn:a"));
    assertThat(List.of(numbers.ofResource(send), numbers.ofPeer(send))).containsExactly(0, 1);
    assertThat(List.of(numbers.ofResource(receive), numbers.ofPeer(receive))).containsExactly(1, 0);
    assertThat(added).containsExactly("arn:a", "arn:b");
  }

  @Test
  void arnsOfOneStepByTurns_keepTheirNumbers() {
    for (int turn = 0; turn < 3; turn++) {
      assertThat(numbers.ofResource(hop(Step.SQS_SEND, "arn:a", null))).isZero();
      assertThat(numbers.ofResource(hop(Step.SQS_SEND, "arn:b", null))).isEqualTo(1);
    }
  }

  @Test
  void noArn_hasNoNumber() {
    assertThat(numbers.ofPeer(hop(Step.SQS_SEND, "arn:a", null))).isEqualTo(ArnNumbers.NONE);
    assertThat(added).isEmpty();
  }

  @Test
  void whatIsCleared_beginsAnew() {
    Hop send = hop(Step.SQS_SEND, "arn:a", "arn:b");
    numbers.ofPeer(send);
    numbers.clear();
    assertThat(numbers.ofResource(send)).isZero();
    assertThat(added).containsExactly("arn:b", "arn:a");
  }
}
