package io.tributary.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DemoExampleTest {

  @Test
  void anExample_thatHasToArriveNowhere_isRefused() {
    assertThatThrownBy(() -> new Demo.Example("basketTopicArn", "basket.json"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the example basket.json names no queue");
  }
}
