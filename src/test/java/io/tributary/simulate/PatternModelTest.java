package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.TextsReadLately;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ids that EventBridge gives. */
class PatternModelTest {

  private static final String DETAIL = "{\"e\":\"event-of-run-0000000003\"}";
  private static final Caller ROOT = Caller.of(new Principal.Root("aws", "536697261635"));

  private final Ledger ledger = new Ledger(10, (body, event) -> true);
  private final PatternModel model =
      new PatternModel(
          new Blueprint(Purchases.GRAPH), ledger, new TextsReadLately(Fingerprint::of), 10);

  /** Events of which each gets one of the ids. */
  private void put(String... ids) {
    List<EventEntry> entries = new ArrayList<>();
    for (int trace = 1; trace <= ids.length; trace++) {
      entries.add(new EventEntry("bus", "source", "type", DETAIL, List.of(), null, trace));
    }
    List<PutResult> results = Arrays.stream(ids).map(id -> new PutResult(id, null, null)).toList();
    model.observed((caller, all) -> results).putEvents(ROOT, entries);
  }

  @Test
  void idsOfTheirOwn_hold() {
    put("a", "b");
    put("c");
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void anIdGivenTwiceInOneCall_isBroken() {
    put("a", "a");
    assertThat(ledger.violations()).extracting("invariant").containsExactly("ids-are-unique");
  }

  @Test
  void anIdGivenAgainLater_isBroken() {
    put("a", "b");
    put(new String("a"));
    assertThat(ledger.violations()).extracting("invariant").containsExactly("ids-are-unique");
  }

  @Test
  void anEventWithoutId_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> put((String) null))
        .withMessageContaining("EventBridge gave an event no id");
  }
}
