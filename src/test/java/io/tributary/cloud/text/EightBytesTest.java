package io.tributary.cloud.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EightBytesTest {

  /** Bytes about the borders of what is asked for. */
  @Provide
  Arbitrary<byte[]> eights() {
    return Arbitraries.of(0, 1, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x7E, 0x7F, 0x80, 0xA0, 0xA2, 0xFF)
        .map(Integer::byteValue)
        .array(byte[].class)
        .ofSize(8);
  }

  @Property(tries = 20_000)
  void theFirstByteThatIsTold_isTheFirstByByte(@ForAll("eights") byte[] eights) {
    long eight = EightBytes.at(eights, 0);
    for (char ascii : new char[] {1, 0x20, 0x22, 0x7F}) {
      assertThat(EightBytes.before(EightBytes.below(eight, ascii)))
          .isEqualTo(first(i -> (eights[i] & 0xFF) < ascii));
      assertThat(EightBytes.before(EightBytes.equalTo(eight, ascii)))
          .isEqualTo(first(i -> eights[i] == ascii));
    }
  }

  @Property(tries = 20_000)
  void anyByteOutside_isToldOfAll(@ForAll("eights") byte[] eights) {
    long eight = EightBytes.at(eights, 0);
    for (char least : new char[] {1, 0x20, 0x22}) {
      for (char barred : new char[] {'!', 0x23, 0x7E, 0x7F}) {
        assertThat(EightBytes.toldAny(EightBytes.outside(eight, least, barred)))
            .isEqualTo(first(i -> eights[i] < least || eights[i] == barred) < 8);
      }
    }
  }

  @Property
  void aCharacterIsAmongTheBytes_whereverItStands(@ForAll @IntRange(max = 20) int length) {
    byte[] text = new byte[length];
    Arrays.fill(text, (byte) '>');
    assertThat(EightBytes.contains(text, '?')).isFalse();
    for (int at = 0; at < length; at++) {
      text[at] = '?';
      assertThat(EightBytes.contains(text, '?')).isTrue();
      text[at] = '>';
    }
  }

  private static int first(IntPredicate wanted) {
    return IntStream.range(0, 8).filter(wanted).findFirst().orElse(8);
  }
}
