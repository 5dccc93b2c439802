package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTableTest {

  @Test
  void manyAddsAndRemoves_findWhatAMapFinds() {
    MessageTable table = new MessageTable();
    Map<Long, Integer> slots = new HashMap<>();
    Chance chance = Chance.of(1, "table");
    for (int step = 0; step < 200_000; step++) {
      long key = chance.below(5_000, step);
      Integer slot = slots.remove(key);
      assertThat(table.find(key)).isEqualTo(slot == null ? MessageTable.NONE : slot);
      if (slot == null) {
        slots.put(key, table.add(key));
      } else {
        table.remove(slot);
      }
    }
    assertThat(slots).allSatisfy((key, slot) -> assertThat(table.find(key)).isEqualTo(slot));
  }
}
