package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
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
  void ofTheSameText_isTheSame() {
    assertThat(Fingerprint.of("692afd4f-d667-4517-829a-5f88f3430d27"))
        .isEqualTo(Fingerprint.of(new String("692afd4f-d667-4517-829a-5f88f3430d27")));
  }
}
