package io.tributary.simulate;

/**
 * Ids that were given out, as hashes of 63 bits: a million of them take 16 megabytes, and the odds
 * that two different ones are taken for equal are one to some nine million.
 */
final class IdSet {

  /** Open addressing; 0 where there is none, so that the one id of that hash counts as another. */
  private long[] hashes = new long[1 << 10];

  private int size;

  /** What stands here for an id, by its fingerprint. */
  static long hash(long fingerprint) {
    return Math.max(1, fingerprint >>> 1);
  }

  /** Takes an id in, by its hash; false if it was there already. */
  boolean add(long hash) {
    if (!insert(hash)) {
      return false;
    }
    if (++size > hashes.length / 2) {
      grow();
    }
    return true;
  }

  private boolean insert(long hash) {
    int at = (int) (hash * 0x9E3779B97F4A7C15L >>> 33) & hashes.length - 1;
    while (hashes[at] != 0) {
      if (hashes[at] == hash) {
        return false;
      }
      at = at + 1 & hashes.length - 1;
    }
    hashes[at] = hash;
    return true;
  }

  private void grow() {
    long[] old = hashes;
    hashes = new long[2 * old.length];
    for (long hash : old) {
      if (hash != 0) {
        insert(hash);
      }
    }
  }
}
