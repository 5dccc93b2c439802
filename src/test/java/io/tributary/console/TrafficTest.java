package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.PurchaseProgram;
import io.tributary.topology.Topology;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:jane-purchase-events";

  private final Journal journal = new Journal(new VirtualTime(Instant.EPOCH, 1), 0);
  private final Traffic traffic = new Traffic();

  TrafficTest() {
    Topology topology = Topology.of(PurchaseProgram.recorded());
    journal.listen(hop -> traffic.add(topology, hop));
  }

  private void arrive(int times) {
    for (int i = 0; i < times; i++) {
      journal.hop(journal.newTrace(), Step.SQS_SEND, QUEUE).passed();
    }
  }

  @Test
  void recent_isOfSoManyLooksAndNotOneMore() {
    for (int look = 0; look < 2 * Traffic.LOOKS; look++) {
      arrive(20);
      assertThat(traffic.recent(QUEUE)).isEqualTo(20 * Math.min(look + 1, Traffic.LOOKS));
      traffic.looked();
    }
  }

  @Test
  void recent_forgetsWhatIsOlderThanTheLastLooks() {
    arrive(7);
    for (int look = 1; look < Traffic.LOOKS; look++) {
      traffic.looked();
    }
    assertThat(traffic.recent(QUEUE)).isEqualTo(7);

    traffic.looked();

    assertThat(traffic.recent(QUEUE)).isZero();
  }
}
