package io.tributary.cloud.journal;

import io.tributary.cloud.iam.Decision;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of hops as bytes. ARNs stand in it once, and each hop names them by number; so do
 * decisions, which only denied hops have.
 */
final class HopPiece {

  /** What a hop takes at most without its texts. */
  private static final int FIXED = 2 * Long.BYTES + 5 * Byte.BYTES + 6 * Integer.BYTES;

  private static final int TRACE_AT = Long.BYTES;
  private static final int NONE = -1;
  private static final byte ABSENT = 0;
  private static final byte NARROW = 1;
  private static final byte WIDE = 2;
  private static final Step[] STEPS = Step.values();
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final ByteBuffer bytes;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private int[] starts = new int[64];
  private int count;
  private int namesLength;
  private long first;

  /** A piece with room for so many bytes. */
  HopPiece(int capacity) {
    this.bytes = ByteBuffer.allocate(capacity);
  }

  /** A hop whose texts are bytes already, so that its size is known. */
  static final class Encoded {
    private final Hop hop;
    private final byte[] id;
    private final byte[] payload;
    private final byte[] reason;

    Encoded(Hop hop) {
      this.hop = hop;
      this.id = encode(hop.id());
      this.payload = encode(hop.payload());
      this.reason = encode(hop.reason());
    }

    /** How many bytes it takes at most. */
    int size() {
      return FIXED + length(id) + length(payload) + length(reason);
    }

    /** How much longer its ARNs can make the piece, if none of them stands there yet. */
    int namesLength() {
      return length(hop.resource()) + length(hop.peer());
    }

    private static int length(byte[] text) {
      return text == null ? 0 : text.length;
    }

    private static int length(String name) {
      return name == null ? 0 : name.length();
    }
  }

  /** Makes it an empty piece whose first hop will have this sequence number. */
  void begin(long sequence) {
    first = sequence;
    count = 0;
    bytes.clear();
    namesLength = 0;
    numbers.clear();
    names.clear();
    decisions.clear();
  }

  int capacity() {
    return bytes.capacity();
  }

  /** Names count as well: whoever asks for what has a name of a megabyte fills a piece at once. */
  boolean hasRoomFor(Encoded encoded) {
    return encoded.size() + encoded.namesLength() <= bytes.remaining() - namesLength;
  }

  /** How many bytes its hops and their names take. */
  int length() {
    return bytes.position() + namesLength;
  }

  /** How many of them the names take. */
  int namesLength() {
    return namesLength;
  }

  /** The sequence number of its first hop. */
  long first() {
    return first;
  }

  /** The sequence number of its last hop. */
  long last() {
    return first + count - 1;
  }

  /** Adds the hop of the next sequence number. */
  void add(Encoded encoded) {
    Hop hop = encoded.hop;
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    starts[count++] = bytes.position();
    bytes.putLong(hop.micros()).putLong(hop.trace());
    bytes.put((byte) hop.step().ordinal()).put((byte) hop.outcome().ordinal());
    bytes.putInt(numberOf(hop.resource())).putInt(numberOf(hop.peer()));
    bytes.putInt(numberOf(hop.decision()));
    put(hop.id(), encoded.id);
    put(hop.payload(), encoded.payload);
    put(hop.reason(), encoded.reason);
  }

  private int numberOf(String name) {
    if (name == null) {
      return NONE;
    }
    Integer number = numbers.get(name);
    if (number == null) {
      number = names.size();
      numbers.put(name, number);
      names.add(name);
      namesLength += name.length();
    }
    return number;
  }

  private int numberOf(Decision decision) {
    if (decision == null) {
      return NONE;
    }
    decisions.add(decision);
    return decisions.size() - 1;
  }

  /** How many bytes a hop takes, without the names. */
  int size(long sequence) {
    int index = index(sequence);
    return (index + 1 < count ? starts[index + 1] : bytes.position()) - starts[index];
  }

  /** The event of a hop. */
  long trace(long sequence) {
    return bytes.getLong(starts[index(sequence)] + TRACE_AT);
  }

  Hop hop(long sequence) {
    ByteBuffer from = bytes.duplicate().position(starts[index(sequence)]);
    long micros = from.getLong();
    long trace = from.getLong();
    Step step = STEPS[from.get()];
    Outcome outcome = OUTCOMES[from.get()];
    String resource = named(names, from.getInt());
    String peer = named(names, from.getInt());
    Decision decision = named(decisions, from.getInt());
    String id = text(from);
    String payload = text(from);
    String reason = text(from);
    return new Hop(
        sequence, micros, trace, step, resource, peer, outcome, id, payload, reason, decision);
  }

  private int index(long sequence) {
    return (int) (sequence - first);
  }

  private static <T> T named(List<T> all, int number) {
    return number == NONE ? null : all.get(number);
  }

  private void put(String text, byte[] encoded) {
    if (text == null) {
      bytes.put(ABSENT);
    } else {
      bytes.put(encoded.length == text.length() ? NARROW : WIDE);
      bytes.putInt(encoded.length).put(encoded);
    }
  }

  private static String text(ByteBuffer from) {
    byte width = from.get();
    if (width == ABSENT) {
      return null;
    }
    byte[] encoded = new byte[from.getInt()];
    from.get(encoded);
    return width == NARROW
        ? new String(encoded, StandardCharsets.ISO_8859_1)
        : ByteBuffer.wrap(encoded).asCharBuffer().toString();
  }

  /** A byte a character where that is enough for all, else two: texts come back as they were. */
  private static byte[] encode(String text) {
    if (text == null) {
      return null;
    }
    byte[] narrow = text.getBytes(StandardCharsets.ISO_8859_1);
    if (new String(narrow, StandardCharsets.ISO_8859_1).equals(text)) {
      return narrow;
    }
    ByteBuffer wide = ByteBuffer.allocate(text.length() * Character.BYTES);
    wide.asCharBuffer().put(text);
    return wide.array();
  }
}
