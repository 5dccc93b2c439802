package io.tributary.cloud.time;

import java.util.SplittableRandom;
import java.util.UUID;

/** Chance from a seed: equal seeds give equal ids, jitter and faults, in equal order. */
public final class RandomSource {

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
    return nextUuid().toString();
  }

  /** A random (version 4) UUID. */
  public UUID nextUuid() {
    long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
