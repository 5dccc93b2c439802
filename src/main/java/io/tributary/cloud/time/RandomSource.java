package io.tributary.cloud.time;

import java.util.SplittableRandom;

/** Chance from a seed: equal seeds give equal ids, jitter and faults, in equal order. */
public final class RandomSource {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final long seed;
  private final SplittableRandom random;

  /** A source whose every draw follows from the seed. */
  public RandomSource(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** The seed it was made from, to be shown wherever a run may have to be repeated. */
  public long seed() {
    return seed;
  }

  public long nextLong() {
    return random.nextLong();
  }

  /** A number from 0 to bound - 1. */
  public int nextInt(int bound) {
    return random.nextInt(bound);
  }

  /** A number from 0 (included) to 1 (excluded). */
  public double nextDouble() {
    return random.nextDouble();
  }

  /** A random (version 4) UUID in its usual form of 36 lower-case characters. */
  public String uuid() {
    long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    byte[] text = new byte[36];
    hex(text, 0, high >>> 32, 8);
    hex(text, 9, high >>> 16, 4);
    hex(text, 14, high, 4);
    hex(text, 19, low >>> 48, 4);
    hex(text, 24, low, 12);
    text[8] = text[13] = text[18] = text[23] = '-';
    return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static void hex(byte[] text, int from, long value, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
      text[from + i] = (byte) HEX[(int) (value & 0xF)];
      value >>>= 4;
    }
  }
}
