package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.text.TextsReadLately;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalDigestTest {

  private static final Hop HOP =
      new Hop(1, 5, 7, Step.SQS_SEND, "arn:q", "arn:t", Outcome.PASSED, "id", "body", null, null);

  /** The same hop but for one thing, each. */
  static Stream<Hop> others() {
    return Stream.of(
        new Hop(1, 6, 7, Step.SQS_SEND, "arn:q", "arn:t", Outcome.PASSED, "id", "body", null, null),
        new Hop(1, 5, 8, Step.SQS_SEND, "arn:q", "arn:t", Outcome.PASSED, "id", "body", null, null),
        new Hop(
            1, 5, 7, Step.SQS_DELETE, "arn:q", "arn:t", Outcome.PASSED, "id", "body", null, null),
        new Hop(1, 5, 7, Step.SQS_SEND, "arn:r", "arn:t", Outcome.PASSED, "id", "body", null, null),
        new Hop(1, 5, 7, Step.SQS_SEND, "arn:q", "arn:u", Outcome.PASSED, "id", "body", null, null),
        new Hop(1, 5, 7, Step.SQS_SEND, "arn:q", null, Outcome.PASSED, "id", "body", null, null),
        new Hop(1, 5, 7, Step.SQS_SEND, "arn:q", "arn:t", Outcome.DENIED, "id", "body", null, null),
        new Hop(1, 5, 7, Step.SQS_SEND, "arn:q", "arn:t", Outcome.PASSED, "ie", "body", null, null),
        new Hop(1, 5, 7, Step.SQS_SEND, "arn:q", "arn:t", Outcome.PASSED, null, "body", null, null),
        new Hop(1, 5, 7, Step.SQS_SEND, "arn:q", "arn:t", Outcome.PASSED, "id", "bodz", null, null),
        new Hop(1, 5, 7, Step.SQS_SEND, "arn:q", "arn:t", Outcome.PASSED, "id", null, null, null),
        new Hop(
            1, 5, 7, Step.SQS_SEND, "arn:q", "arn:t", Outcome.PASSED, "id", "body", "why", null));
  }

  @ParameterizedTest
  @MethodSource("others")
  void aHopThatDiffersInOneThing_hasAnotherDigest(Hop other) {
    assertThat(digest(List.of(HOP, other))).isNotEqualTo(digest(List.of(HOP, HOP)));
    assertThat(digest(List.of(other))).isNotEqualTo(digest(List.of(HOP)));
  }

  @Test
  void equalHopsOfOtherTexts_haveTheSameDigest() {
    Hop copy =
        new Hop(
            1,
            5,
            7,
            Step.SQS_SEND,
            new String("arn:q"),
            new String("arn:t"),
            Outcome.PASSED,
            new String("id"),
            new String("body"),
            null,
            null);
    assertThat(digest(List.of(HOP, copy, HOP))).isEqualTo(digest(List.of(copy, HOP, copy)));
  }

  @Test
  void hopsOfManyTimesEventsAndOutcomes_allHaveOtherDigests() {
    Set<String> digests = new HashSet<>();
    for (int at = 0; at < 8_000; at++) {
      Outcome outcome = Outcome.values()[at % 5];
      digests.add(
          digest(
              List.of(
                  new Hop(
                      1,
                      at / 200,
                      at / 5 % 40,
                      Step.SQS_SEND,
                      "arn:q",
                      null,
                      outcome,
                      "id",
                      null,
                      null,
                      null))));
    }
    assertThat(digests).hasSize(8_000);
  }

  @Test
  void theSameHopsInAnotherOrder_haveAnotherDigest() {
    List<Hop> hops = new ArrayList<>(manyHops());
    String inOrder = digest(hops);
    Collections.swap(hops, 4_000, 4_001);
    assertThat(digest(hops)).isNotEqualTo(inOrder);
  }

  @Test
  void manyHops_lessTheLast_haveAnotherDigest() {
    List<Hop> hops = manyHops();
    assertThat(digest(hops.subList(0, hops.size() - 1))).isNotEqualTo(digest(hops));
  }

  private static List<Hop> manyHops() {
    return IntStream.range(0, 5_000)
        .mapToObj(
            i ->
                new Hop(
                    i,
                    i,
                    i,
                    Step.SQS_SEND,
                    "arn:q",
                    "arn:t",
                    Outcome.PASSED,
                    "id-" + i,
                    "",
                    null,
                    null))
        .toList();
  }

  private static String digest(List<Hop> hops) {
    JournalDigest digest = new JournalDigest(new TextsReadLately(Fingerprint::of));
    hops.forEach(digest::add);
    assertThat(digest.hops()).isEqualTo(hops.size());
    return digest.end();
  }
}
