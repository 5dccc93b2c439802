package io.tributary.cloud.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Decision;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HopStoreTest {

  private static final long PLENTY = 1L << 40;

  @Property(tries = 200)
  void keepsTheNewestHopsExactlyAsTheyWere(
      @ForAll("drafts") List<Hop> drafts, @ForAll @IntRange(max = 20) int capacity) {
    HopStore store = new HopStore(capacity, PLENTY);
    ArrayDeque<Hop> expected = new ArrayDeque<>();
    for (Hop draft : drafts) {
      Hop hop = numbered(draft, store.newest() + 1);
      store.add(hop);
      expected.add(hop);
      if (expected.size() > capacity) {
        expected.poll();
      }

      assertThat(kept(store)).containsExactlyElementsOf(expected);
    }
  }

  @Provide
  Arbitrary<List<Hop>> drafts() {
    Arbitrary<String> arns = Arbitraries.of("arn:a", "arn:b", "arn:c").injectNull(0.2);
    // Some are longer than half a piece, so that pieces end, and are used again.
    Arbitrary<String> texts =
        Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.of(
                    "",
                    "?",
                    "eight or more: ",
                    "\u00e9",
                    "\u20ac",
                    "\ud83d\ude00",
                    "\ud83d alone",
                    "\ude00"),
                Arbitraries.of("x".repeat(150_000), "\u20ac".repeat(150_000)))
            .injectNull(0.3);
    Arbitrary<Long> numbers = Arbitraries.longs();
    Arbitrary<Decision> decisions = Arbitraries.of(denial("one"), denial("two")).injectNull(0.8);
    return Combinators.combine(
            numbers,
            Arbitraries.of(Step.class),
            arns,
            arns,
            Arbitraries.of(Outcome.class),
            texts,
            texts,
            decisions)
        .as(
            (number, step, resource, peer, outcome, one, other, decision) ->
                new Hop(
                    0,
                    number,
                    // Of four events, so that hops of one tell of the same texts.
                    number & 3,
                    step,
                    resource,
                    peer,
                    outcome,
                    one,
                    other,
                    one,
                    decision))
        .list()
        .ofMaxSize(40);
  }

  @Test
  void add_ofMoreThanItsBytes_keepsTheNewestHopWhateverItsSize() {
    HopStore store = new HopStore(10, 450_000);
    store.add(hop(1, "x".repeat(200_000)));
    store.add(hop(2, "x".repeat(200_000)));
    assertThat(kept(store)).extracting(Hop::sequence).containsExactly(1L, 2L);

    store.add(hop(3, "x".repeat(200_000)));
    assertThat(kept(store)).extracting(Hop::sequence).containsExactly(2L, 3L);

    store.add(hop(4, "x".repeat(1_000_000)));
    assertThat(kept(store)).extracting(Hop::sequence).containsExactly(4L);
  }

  @Test
  void add_ofMoreThanItsBytes_forgetsAllHopsOfTheOldestPiece() {
    HopStore store = new HopStore(10, 450_000);
    store.add(hop(1, "x".repeat(100_000)));
    store.add(hop(2, "y".repeat(100_000)));
    store.add(hop(3, "z".repeat(100_000)));
    assertThat(kept(store)).extracting(Hop::sequence).containsExactly(1L, 2L, 3L);

    store.add(hop(4, "x".repeat(200_000)));
    assertThat(kept(store)).extracting(Hop::sequence).containsExactly(3L, 4L);
  }

  @Test
  void add_ofHopsWithLongNames_countsThemToo() {
    HopStore store = new HopStore(100, 3_000_000);
    for (int sequence = 1; sequence <= 10; sequence++) {
      store.add(at(sequence, sequence + "x".repeat(1_000_000)));
    }

    assertThat(kept(store)).extracting(Hop::sequence).containsExactly(9L, 10L);
  }

  @Test
  void add_ofATextThatHopsOfOneEventShare_keepsItOnce() {
    HopStore once = new HopStore(10, 250_000);
    HopStore thrice = new HopStore(10, 250_000);
    String shared = "x".repeat(100_000);
    for (int sequence = 1; sequence <= 3; sequence++) {
      once.add(hop(sequence, 7, shared));
      thrice.add(hop(sequence, 7, "x".repeat(100_000)));
    }

    assertThat(kept(once)).extracting(Hop::sequence).containsExactly(1L, 2L, 3L);
    assertThat(kept(thrice)).extracting(Hop::sequence).containsExactly(3L);
  }

  @Test
  void add_ofATextThatAForgottenHopHadFirst_keepsItForTheNext() {
    HopStore store = new HopStore(1, PLENTY);
    String shared = "x".repeat(1_000);
    store.add(hop(1, 7, shared));
    store.add(hop(2, 7, shared));

    assertThat(kept(store)).containsExactly(hop(2, 7, shared));
  }

  @Test
  void add_ofATextThatStoodInAPieceBeforeItWasUsedAgain_keepsIt() {
    HopStore store = new HopStore(1, PLENTY);
    String shared = "x".repeat(1_000);
    String mostOfAPiece = "y".repeat(200_000);
    store.add(hop(1, 7, shared));
    store.add(hop(2, mostOfAPiece));
    store.add(hop(3, mostOfAPiece));
    store.add(hop(4, mostOfAPiece));
    store.add(hop(5, 7, shared));

    assertThat(kept(store)).containsExactly(hop(5, 7, shared));
  }

  @Test
  void trace_isThatOfTheHop() {
    HopStore store = new HopStore(10, PLENTY);
    store.add(hop(1, "a"));
    store.add(hop(2, "b"));

    assertThat(store.trace(1)).isEqualTo(101);
    assertThat(store.trace(2)).isEqualTo(102);
  }

  private static List<Hop> kept(HopStore store) {
    return LongStream.rangeClosed(store.oldest(), store.newest()).mapToObj(store::hop).toList();
  }

  private static Hop at(long sequence, String resource) {
    return new Hop(
        sequence, 1, 1, Step.SQS_SEND, resource, null, Outcome.PASSED, null, null, null, null);
  }

  private static Hop hop(long sequence, String payload) {
    return hop(sequence, 100 + sequence, payload);
  }

  private static Hop hop(long sequence, long trace, String payload) {
    return new Hop(
        sequence,
        1,
        trace,
        Step.SQS_SEND,
        "queue",
        null,
        Outcome.PASSED,
        null,
        payload,
        null,
        null);
  }

  private static Hop numbered(Hop hop, long sequence) {
    return new Hop(
        sequence,
        hop.micros(),
        hop.trace(),
        hop.step(),
        hop.resource(),
        hop.peer(),
        hop.outcome(),
        hop.id(),
        hop.payload(),
        hop.reason(),
        hop.decision());
  }

  private static Decision denial(String policy) {
    AccessRequest none = null;
    return new Decision(
        false, none, Decision.Cause.NO_IDENTITY_POLICY_ALLOWS, policy, null, List.of(), null);
  }
}
