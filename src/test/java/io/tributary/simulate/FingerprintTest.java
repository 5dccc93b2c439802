package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void ofTextsThatDifferInOneCharacterOrInLength_allDiffer() {
    Set<String> texts = new HashSet<>();
    for (int length = 0; length <= 36; length++) {
      StringBuilder text = new StringBuilder("\0".repeat(length));
      texts.add(text.toString());
      for (int at = 0; at < length; at++) {
        for (char c : new char[] {'a', 'b', 'ä', '\u20ac', (char) at}) {
          text.setCharAt(at, c);
          texts.add(text.toString());
        }
        text.setCharAt(at, '\0');
      }
    }
    assertThat(texts.stream().map(Fingerprint::of).distinct()).hasSameSizeAs(texts);
  }

  @Test
  void ofManyIds_allDiffer() {
    int ids = 200_000;
    assertThat(IntStream.range(0, ids).mapToLong(i -> Fingerprint.of("id-" + i)).distinct())
        .hasSize(ids);
  }

  @Test
  void ofTextsThatDifferInSeveralCharacters_allDiffer() {
    Set<String> texts = new HashSet<>();
    String characters = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    for (char a : characters.toCharArray()) {
      for (char b : characters.toCharArray()) {
        for (char c : characters.toCharArray()) {
          texts.add("order-0" + a + "xxx" + b + "yyy" + c);
        }
      }
    }
    assertThat(texts.stream().map(Fingerprint::of).distinct()).hasSameSizeAs(texts);
  }

  @Test
  void ofManyUuids_allDiffer() {
    SplittableRandom random = new SplittableRandom(1);
    int ids = 200_000;
    assertThat(
            Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
                .limit(ids)
                .mapToLong(Fingerprint::of)
                .distinct())
        .hasSize(ids);
  }

  @Test
  void ofTextsWhosePartsAreExchanged_allDiffer() {
    List<String> parts = List.of("01234567", "89abcdef", "ghijklmn", "opqr");
    Set<String> texts = new HashSet<>();
    for (String a : parts) {
      for (String b : parts) {
        for (String c : parts) {
          texts.addAll(List.of(a, a + b, a + b + c, a + b + c + "x"));
        }
      }
    }
    assertThat(texts.stream().map(Fingerprint::of).distinct()).hasSameSizeAs(texts);
    assertThat(Fingerprint.of(1, 2)).isNotEqualTo(Fingerprint.of(2, 1));
  }

  @Test
  void ofTheSameText_isTheSame() {
    assertThat(Fingerprint.of("692afd4f-d667-4517-829a-5f88f3430d27"))
        .isEqualTo(Fingerprint.of(new String("692afd4f-d667-4517-829a-5f88f3430d27")));
  }
}
