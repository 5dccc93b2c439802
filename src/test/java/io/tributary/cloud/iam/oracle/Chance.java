package io.tributary.cloud.iam.oracle;

import java.util.List;
import java.util.Random;

/** Draws from a seed. */
final class Chance {

  private final Random random;

  Chance(long seed) {
    this.random = new Random(seed);
  }

  boolean percent(int probability) {
    return random.nextInt(100) < probability;
  }

  /** From 0 to a number, both included. */
  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
