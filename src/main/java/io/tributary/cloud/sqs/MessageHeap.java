package io.tributary.cloud.sqs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * A binary heap of messages in which each message knows its own slot, so that any of them leaves in
 * O(log n). (java.util's queue finds one only by looking at all; a tree costs 40 bytes a message.)
 */
abstract class MessageHeap {

  /**
   * So many slots are kept at most for messages to come when none is left; growing to so many costs
   * nothing that could be seen.
   */
  static final int MANY = 4_096;

  private static final int FEW_SLOTS = 4;

  private Message[] slots = new Message[FEW_SLOTS];
  private int size;

  /** Messages by the time they were sent. */
  static final class ByAge extends MessageHeap {
    @Override
    boolean before(Message a, Message b) {
      return a.sentMillis != b.sentMillis ? a.sentMillis < b.sentMillis : a.number < b.number;
    }

    @Override
    int slot(Message message) {
      return message.ageSlot;
    }

    @Override
    void slot(Message message, int slot) {
      message.ageSlot = slot;
    }
  }

  /** Messages by the time they can be received. */
  static final class ByAvailability extends MessageHeap {
    @Override
    boolean before(Message a, Message b) {
      return a.availableMicros != b.availableMicros
          ? a.availableMicros < b.availableMicros
          : a.number < b.number;
    }

    @Override
    int slot(Message message) {
      return message.deliverySlot;
    }

    @Override
    void slot(Message message, int slot) {
      message.deliverySlot = slot;
    }
  }

  abstract boolean before(Message a, Message b);

  abstract int slot(Message message);

  abstract void slot(Message message, int slot);

  final int size() {
    return size;
  }

  /** The first message, or null when there is none. */
  final Message first() {
    return size == 0 ? null : slots[0];
  }

  final void add(Message message) {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size + (size >> 1));
    }
    rise(message, size++);
  }

  final void remove(Message message) {
    int hole = slot(message);
    if (hole >= size || slots[hole] != message) {
      throw new IllegalStateException("a message is not where its backlog thinks it is");
    }
    Message last = slots[--size];
    slots[size] = null;
    if (last == message) {
      giveBack();
      return;
    }
    if (hole > 0 && before(last, slots[(hole - 1) / 2])) {
      rise(last, hole);
    } else {
      sink(last, hole);
    }
  }

  private void giveBack() {
    if (size == 0 && slots.length > MANY) {
      slots = new Message[FEW_SLOTS];
    }
  }

  /** The first messages, so many at most, in their order; what comes after them costs nothing. */
  final List<Message> first(int most) {
    List<Message> first = new ArrayList<>();
    PriorityQueue<Integer> next = new PriorityQueue<>(this::compareSlots);
    if (size > 0) {
      next.add(0);
    }
    while (first.size() < most && !next.isEmpty()) {
      int slot = next.poll();
      first.add(slots[slot]);
      for (int child = 2 * slot + 1; child <= 2 * slot + 2 && child < size; child++) {
        next.add(child);
      }
    }
    return first;
  }

  private int compareSlots(int a, int b) {
    return a == b ? 0 : before(slots[a], slots[b]) ? -1 : 1;
  }

  /** All messages, in no order. */
  final Stream<Message> all() {
    return Arrays.stream(slots, 0, size);
  }

  private void rise(Message message, int from) {
    int slot = from;
    while (slot > 0 && before(message, slots[(slot - 1) / 2])) {
      put(slots[(slot - 1) / 2], slot);
      slot = (slot - 1) / 2;
    }
    put(message, slot);
  }

  private void sink(Message message, int from) {
    int slot = from;
    for (int child = firstChild(slot); child < size; child = firstChild(slot)) {
      if (!before(slots[child], message)) {
        break;
      }
      put(slots[child], slot);
      slot = child;
    }
    put(message, slot);
  }

  /** The child of a slot that comes first; beyond the heap when it has none. */
  private int firstChild(int slot) {
    int left = 2 * slot + 1;
    int right = left + 1;
    return right < size && before(slots[right], slots[left]) ? right : left;
  }

  private void put(Message message, int slot) {
    slots[slot] = message;
    slot(message, slot);
  }
}
