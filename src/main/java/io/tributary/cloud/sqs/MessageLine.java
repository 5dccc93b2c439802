package io.tributary.cloud.sqs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Messages in an order in which most of them come already. Those stand in a line, each at its
 * place, and leave it by leaving their place empty; one that comes before the last of the line goes
 * into a heap beside it. However many there are, one that comes in order costs no comparing with
 * others than the last and the first.
 */
final class MessageLine {

  private static final int FEW_PLACES = 16;

  private final MessageHeap beside;
  private Message[] places = new Message[FEW_PLACES];
  private int first;
  private int end;
  private int standing;

  /**
   * No messages.
   *
   * @param beside an empty heap of the order that the line shall have
   */
  MessageLine(MessageHeap beside) {
    this.beside = beside;
  }

  int size() {
    return standing + beside.size();
  }

  /** The first message, or null when there is none. */
  Message first() {
    Message inHeap = beside.first();
    if (standing == 0) {
      return inHeap;
    }
    Message inLine = places[first];
    return inHeap != null && beside.before(inHeap, inLine) ? inHeap : inLine;
  }

  void add(Message message) {
    if (standing > 0 && beside.before(message, places[end - 1])) {
      beside.add(message);
      return;
    }
    if (end == places.length) {
      makeRoom();
    }
    beside.slot(message, end);
    places[end++] = message;
    standing++;
  }

  void remove(Message message) {
    int place = beside.slot(message);
    if (place < first || place >= end || places[place] != message) {
      beside.remove(message);
      return;
    }
    places[place] = null;
    standing--;
    trim();
  }

  /**
   * Both ends of the line are messages, as long as there are any. When there are none, the places
   * of a backlog that is over are given back.
   */
  private void trim() {
    if (standing == 0) {
      if (places.length > MessageHeap.MANY) {
        places = new Message[FEW_PLACES];
      }
      first = 0;
      end = 0;
      return;
    }
    while (places[first] == null) {
      first++;
    }
    while (places[end - 1] == null) {
      end--;
    }
  }

  /** Closes up the line, into more places if three quarters of these are taken. */
  private void makeRoom() {
    Message[] from = places;
    if (standing > from.length - (from.length >> 2)) {
      places = new Message[from.length + (from.length >> 1)];
    }
    int to = 0;
    for (int place = first; place < end; place++) {
      if (from[place] != null) {
        beside.slot(from[place], to);
        places[to++] = from[place];
      }
    }
    Arrays.fill(places, to, end, null);
    first = 0;
    end = to;
  }

  /**
   * The first messages, so many at most, in their order. Costs a look at the places up to the last
   * of them, of which some may be empty.
   */
  List<Message> first(int most) {
    List<Message> inHeap = beside.first(most);
    List<Message> merged = new ArrayList<>();
    int heaped = 0;
    int place = first;
    while (merged.size() < most && (place < end || heaped < inHeap.size())) {
      if (place < end && places[place] == null) {
        place++;
      } else if (place == end
          || heaped < inHeap.size() && beside.before(inHeap.get(heaped), places[place])) {
        merged.add(inHeap.get(heaped++));
      } else {
        merged.add(places[place++]);
      }
    }
    return merged;
  }

  /** The least value of those wanted; {@link Long#MAX_VALUE} when none is. */
  long least(ToLongFunction<Message> value, Predicate<Message> wanted) {
    return all().filter(wanted).mapToLong(value).min().orElse(Long.MAX_VALUE);
  }

  private Stream<Message> all() {
    Stream<Message> inLine = Arrays.stream(places, first, end).filter(Objects::nonNull);
    return Stream.concat(inLine, beside.all());
  }
}
