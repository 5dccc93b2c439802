package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentEventTest {

  @Test
  void anEventThatTheBusRefusedAtFirst_hasTheSourceWithWhichItWasTaken() {
    RecentEvent event =
        new RecentEvent(
            1,
            List.of(
                put(Outcome.DENIED, null),
                put(Outcome.FAILED, "{\"event_id\":\"E-1\"}"),
                put(Outcome.PASSED, "{\"source\":\"basket_events\",\"detail-type\":\"new\"}")),
            pipe -> true);

    assertThat(event.source()).isEqualTo("basket_events");
    assertThat(event.detailType()).isEqualTo("new");
  }

  @Test
  void anEventForABusThatIsNotThere_hasASource() {
    Hop lost = put(Outcome.LOST, "{\"source\":\"basket_events\"}");

    assertThat(new RecentEvent(1, List.of(lost), pipe -> true).source()).isEqualTo("basket_events");
  }

  @Test
  void anEventThatTheBusHasNotTaken_hasNoSource() {
    RecentEvent event = new RecentEvent(1, List.of(put(Outcome.DENIED, null)), pipe -> true);

    assertThat(event.source()).isNull();
  }

  private static Hop put(Outcome outcome, String payload) {
    return new Hop(1, 0, 1, Step.EVENTS_PUT, "bus", "role", outcome, "id", payload, null, null);
  }
}
