package io.tributary.simulate;

import io.tributary.cloud.text.EightBytes;
import java.nio.charset.StandardCharsets;

/**
 * A hash of 64 bits by which ids and hops are known: that two different ones have the same is left
 * to chance. Halves of surrogate pairs count as question marks, and it is no protection against who
 * means to collide.
 */
final class Fingerprint {

  private static final long SEED = 0xCBF29CE484222325L;
  private static final long OTHER_SEED = 0x9E3779B97F4A7C15L;

  private Fingerprint() {}

  /** Of a text; sixteen bytes at a time, as the ids of every message pass here. */
  static long of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    long hash = SEED;
    int at = 0;
    for (; at + 2 * Long.BYTES <= utf8.length; at += 2 * Long.BYTES) {
      hash = with(hash, EightBytes.at(utf8, at), EightBytes.at(utf8, at + Long.BYTES));
    }
    if (at + Long.BYTES <= utf8.length) {
      hash = with(hash, EightBytes.at(utf8, at), 0);
      at += Long.BYTES;
    }
    long rest = 0;
    for (; at < utf8.length; at++) {
      rest = rest << Byte.SIZE | utf8[at] & 0xFF;
    }
    return with(hash, rest, utf8.length);
  }

  /** Of two numbers. */
  static long of(long first, long second) {
    return with(SEED, first, second);
  }

  /**
   * Of what has the first fingerprint and goes on with these numbers. Both halves of the product
   * are taken, so that no bit only moves up, where the next ones could cancel it.
   *
   * @param first never {@link #OTHER_SEED}, or all before would be lost: no UTF-8 has these bytes,
   *     and times, places, lengths are less
   */
  static long with(long fingerprint, long first, long second) {
    long left = first ^ OTHER_SEED;
    long right = second ^ fingerprint;
    return left * right ^ Math.multiplyHigh(left, right);
  }
}
