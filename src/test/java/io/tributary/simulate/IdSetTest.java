package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids that were given out. */
class IdSetTest {

  private final IdSet ids = new IdSet();

  @Test
  void manyIds_areEachNewOnce() {
    assertThat(IntStream.range(0, 5_000).allMatch(i -> ids.add(hash("id-" + i)))).isTrue();
    assertThat(IntStream.range(0, 5_000).noneMatch(i -> ids.add(hash("id-" + i)))).isTrue();
  }

  private static long hash(String id) {
    return IdSet.hash(Fingerprint.of(id));
  }
}
