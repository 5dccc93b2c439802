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
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private Fingerprint() {}

  /** Of a text; eight bytes at a time, as the ids of every message pass here. */
  static long of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    long hash = with(SEED, utf8.length);
    int at = 0;
    for (; at + Long.BYTES <= utf8.length; at += Long.BYTES) {
      hash = with(hash, EightBytes.at(utf8, at));
    }
    long rest = 0;
    for (; at < utf8.length; at++) {
      rest = rest << Byte.SIZE | utf8[at] & 0xFF;
    }
    return with(hash, rest);
  }

  /** Of a number. */
  static long of(long number) {
    return with(SEED, number);
  }

  /**
   * Of what has the first fingerprint and goes on with these bits. Both halves of the product are
   * taken, so that no bit only moves up, where the next bits could cancel it.
   */
  static long with(long fingerprint, long bits) {
    long mixed = fingerprint ^ bits;
    return mixed * FACTOR ^ Math.multiplyHigh(mixed, FACTOR);
  }
}
