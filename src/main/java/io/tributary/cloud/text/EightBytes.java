package io.tributary.cloud.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a text in a number, the first of them lowest, to look at them together: every body
 * passes several checks that look at all of it.
 *
 * <p>What is told of each byte is told in its top bit. Only the first such bit is sure: bytes
 * behind it may have theirs by mistake, as the subtractions borrow from them.
 */
public final class EightBytes {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOP_BITS = 0x8080_8080_8080_8080L;

  private EightBytes() {}

  /** The eight bytes from an index on. */
  public static long at(byte[] bytes, int index) {
    return (long) EIGHT.get(bytes, index);
  }

  /** Which bytes are less than an ASCII character. */
  public static long below(long eight, char ascii) {
    return eight - ascii * ONES & ~eight & TOP_BITS;
  }

  /** Which bytes are an ASCII character. */
  public static long equalTo(long eight, char ascii) {
    return below(eight ^ ascii * ONES, '\1');
  }

  /**
   * Has a top bit, if some byte is no ASCII, or less than one character, or equal to another; it
   * does not tell which. Half as dear as telling it, to be collected over a text and {@link
   * #toldAny looked at} once.
   */
  public static long outside(long eight, char least, char barred) {
    return eight | eight - least * ONES | (eight ^ barred * ONES) - ONES;
  }

  /** Whether something was told of any byte. */
  public static boolean toldAny(long told) {
    return (told & TOP_BITS) != 0;
  }

  /**
   * Whether an ASCII character is among all the bytes of a text. To leave early would cost more
   * than it saves, where it stands late or nowhere.
   */
  public static boolean contains(byte[] text, char ascii) {
    int eights = text.length & -Long.BYTES;
    long told = 0;
    for (int at = 0; at < eights; at += Long.BYTES) {
      told |= equalTo(at(text, at), ascii);
    }
    boolean found = told != 0;
    for (int at = eights; at < text.length; at++) {
      found |= text[at] == ascii;
    }
    return found;
  }

  /** How many bytes come before the first that was told of; 8 if none was. */
  public static int before(long told) {
    return Long.numberOfTrailingZeros(told) / Byte.SIZE;
  }
}
