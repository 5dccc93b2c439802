package io.tributary.simulate;

import java.util.Arrays;

/**
 * The messages that should lie in queues, in columns: a million of them take about a hundred
 * megabytes. A message has a slot for as long as it is in the table; its key is the fingerprint of
 * its id.
 */
final class MessageTable {

  static final int NONE = -1;

  private static final int FIRST_CAPACITY = 1 << 10;

  long[] key = new long[FIRST_CAPACITY];
  long[] visibleMicros = new long[FIRST_CAPACITY];
  long[] sentMicros = new long[FIRST_CAPACITY];
  int[] event = new int[FIRST_CAPACITY];
  int[] queue = new int[FIRST_CAPACITY];

  /** How often it was received from the queue it is in. */
  int[] received = new int[FIRST_CAPACITY];

  /** How often it was received from any queue. */
  int[] receivedInAll = new int[FIRST_CAPACITY];

  /** The very text that was sent, which the queue holds, too. */
  String[] body = new String[FIRST_CAPACITY];

  /** The handle of its newest receive. */
  String[] handle = new String[FIRST_CAPACITY];

  private boolean[] used = new boolean[FIRST_CAPACITY];
  private int[] free = new int[FIRST_CAPACITY];
  private int freeCount;
  private int slots;

  /** Slots by key, plus one; 0 where there is none. Twice as long as there are slots. */
  private int[] index = new int[2 * FIRST_CAPACITY];

  /** The slot of a key; {@link #NONE} if it is not there. */
  int find(long wanted) {
    for (int at = home(wanted); index[at] != 0; at = next(at)) {
      if (key[index[at] - 1] == wanted) {
        return index[at] - 1;
      }
    }
    return NONE;
  }

  /** A slot for a key that is not there yet; whatever its columns hold is left over. */
  int add(long newKey) {
    int slot = freeCount > 0 ? free[--freeCount] : newSlot();
    key[slot] = newKey;
    used[slot] = true;
    handle[slot] = null;
    insert(slot);
    return slot;
  }

  void remove(int slot) {
    int at = home(key[slot]);
    while (index[at] != slot + 1) {
      at = next(at);
    }
    closeGap(at);
    used[slot] = false;
    handle[slot] = null;
    body[slot] = null;
    free[freeCount++] = slot;
  }

  /** All slots below this number may be in use. */
  int slots() {
    return slots;
  }

  boolean used(int slot) {
    return used[slot];
  }

  private int newSlot() {
    if (slots == key.length) {
      grow();
    }
    return slots++;
  }

  private void grow() {
    int capacity = 2 * slots;
    key = Arrays.copyOf(key, capacity);
    visibleMicros = Arrays.copyOf(visibleMicros, capacity);
    sentMicros = Arrays.copyOf(sentMicros, capacity);
    event = Arrays.copyOf(event, capacity);
    body = Arrays.copyOf(body, capacity);
    queue = Arrays.copyOf(queue, capacity);
    received = Arrays.copyOf(received, capacity);
    receivedInAll = Arrays.copyOf(receivedInAll, capacity);
    handle = Arrays.copyOf(handle, capacity);
    used = Arrays.copyOf(used, capacity);
    free = Arrays.copyOf(free, capacity);
    index = new int[2 * capacity];
    for (int slot = 0; slot < slots; slot++) {
      insert(slot);
    }
  }

  private void insert(int slot) {
    int at = home(key[slot]);
    while (index[at] != 0) {
      at = next(at);
    }
    index[at] = slot + 1;
  }

  /** Moves back what would no longer be found behind an empty place. */
  private void closeGap(int removed) {
    int gap = removed;
    for (int at = next(gap); index[at] != 0; at = next(at)) {
      int home = home(key[index[at] - 1]);
      boolean stays = gap <= at ? gap < home && home <= at : gap < home || home <= at;
      if (!stays) {
        index[gap] = index[at];
        gap = at;
      }
    }
    index[gap] = 0;
  }

  private int home(long wanted) {
    return (int) (wanted * 0x9E3779B97F4A7C15L >>> 33) & index.length - 1;
  }

  private int next(int at) {
    return at + 1 & index.length - 1;
  }
}
