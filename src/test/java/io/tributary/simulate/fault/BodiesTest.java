package io.tributary.simulate.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulate.Topics;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodiesTest {

  private static int bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void aSmallerBody_isPaddedToTheByte() {
    assertThat(bytes(Bodies.padded("{\"a\":\"é\"}", 1_000))).isEqualTo(1_000);
  }

  @Test
  void aBodyThatAnotherFaultMadeLargerAlready_isNoSmallerThanItWas() {
    String large = Bodies.padded("{\"a\":1}", Topics.MOST_BYTES + 1);

    assertThat(bytes(Bodies.padded(large, Topics.MOST_BYTES))).isGreaterThan(Topics.MOST_BYTES);
  }
}
