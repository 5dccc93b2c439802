package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which reasons of dead letters are told as one. */
class DeadLettersTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:orders-dlq";

  private final DeadLetters deadLetters = new DeadLetters();

  private Map<String, Long> told(String... reasons) {
    for (String reason : reasons) {
      deadLetters.add(QUEUE, reason);
    }
    return deadLetters.told().get(QUEUE);
  }

  @Test
  void aReasonThatIsAlwaysTheSame_keepsItsNumbers() {
    assertThat(told("received 5 times; at most 5", "received 5 times; at most 5"))
        .isEqualTo(Map.of("received 5 times; at most 5", 2L));
  }

  @Test
  void reasonsThatDifferInTheirNumbersAlone_areOneWithoutThem() {
    assertThat(told("after 3 attempts", "after 4 attempts", "after 3 attempts"))
        .isEqualTo(Map.of("after … attempts", 3L));
  }

  @Test
  void namesThatHoldNumbers_areDifferentReasons() {
    assertThat(told("no queue orders-1", "no queue orders-2")).hasSize(2);
  }
}
