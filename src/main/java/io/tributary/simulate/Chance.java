package io.tributary.simulate;

/**
 * Chance without a stream: each draw follows from a key alone, so that leaving some draws out
 * changes no other.
 *
 * @param key the seed, and what the chance is for
 */
public record Chance(long key) {

  private static final double UNIT = 0x1.0p-53;

  /** The chance of one thing in a run of this seed. */
  public static Chance of(long seed, String what) {
    long key = mix(seed);
    for (int i = 0; i < what.length(); i++) {
      key = mix(key ^ what.charAt(i));
    }
    return new Chance(key);
  }

  /** A narrower chance: that of one event, slot or attempt. */
  public Chance at(long which) {
    return new Chance(bits(which));
  }

  /** 64 random bits for this key. */
  public long bits(long which) {
    return mix(mix(key) + which * 0x9E3779B97F4A7C15L);
  }

  /** A number from 0 (included) to 1 (excluded) for this key. */
  public double fraction(long which) {
    return (bits(which) >>> 11) * UNIT;
  }

  /** A number from 0 to bound - 1 for this key. */
  public int below(int bound, long which) {
    return (int) (fraction(which) * bound);
  }

  /** The finaliser of SplitMix64: every bit of the result hangs on every bit of the argument. */
  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
