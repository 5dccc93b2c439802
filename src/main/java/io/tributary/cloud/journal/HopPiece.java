package io.tributary.cloud.journal;

import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.text.EightBytes;
import io.tributary.cloud.text.TextsReadLately;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A run of hops as bytes. ARNs stand in it once, and each hop names them by number; so do
 * decisions, which only denied hops have. A text that hop after hop tells of stands in it once,
 * too: each hop names its place.
 */
final class HopPiece {

  /** What a hop takes without its texts. */
  private static final int FIXED = 2 * Long.BYTES + 2 * Byte.BYTES + 6 * Integer.BYTES;

  private static final int TRACE_AT = Long.BYTES;
  private static final int PLACES_AT = FIXED - 3 * Integer.BYTES;

  /** How many bytes tell how a text is written, and how long it is. */
  private static final int BEFORE_TEXT = Byte.BYTES + Integer.BYTES;

  /** Of a text of more characters it is worth to know how many bytes it takes. */
  private static final int LONG = 4_096;

  private static final int NONE = ArnNumbers.NONE;
  private static final byte NARROW = 1;
  private static final byte WIDE = 2;
  private static final Step[] STEPS = Step.values();
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final ByteBuffer bytes;
  private final ArnNumbers numbers = new ArnNumbers(this::addName);
  private final List<String> names = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final TextsReadLately ids = new TextsReadLately(this::put);
  private final TextsReadLately payloads = new TextsReadLately(this::put);
  private int[] starts = new int[64];
  private int count;
  private int namesLength;
  private long first;

  /** A piece with room for so many bytes. */
  HopPiece(int capacity) {
    this.bytes = ByteBuffer.allocate(capacity);
  }

  /** Makes it an empty piece whose first hop will have this sequence number. */
  void begin(long sequence) {
    first = sequence;
    count = 0;
    bytes.clear();
    namesLength = 0;
    names.clear();
    decisions.clear();
    end();
  }

  /**
   * Forgets what only adding needs, since it gets no more hops until it begins again: a text that a
   * piece holds on to for long is one that each collection copies.
   */
  void end() {
    numbers.clear();
    ids.clear();
    payloads.clear();
  }

  int capacity() {
    return bytes.capacity();
  }

  /** Names count as well: whoever asks for what has a name of a megabyte fills a piece at once. */
  boolean hasRoomFor(Hop hop) {
    return mostBytes(hop) <= bytes.remaining() - namesLength;
  }

  /** How many bytes a hop takes at most, with its ARNs. */
  static int mostBytes(Hop hop) {
    int texts = mostBytes(hop.id()) + mostBytes(hop.payload()) + mostBytes(hop.reason());
    return FIXED + texts + length(hop.resource()) + length(hop.peer());
  }

  private static int mostBytes(String text) {
    int length = length(text);
    return BEFORE_TEXT + (length <= LONG ? length * Character.BYTES : encode(text).length);
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }

  /** How many bytes its hops and their names take. */
  int length() {
    return bytes.position() + namesLength;
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
  void add(Hop hop) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    int start = bytes.position();
    starts[count++] = start;
    bytes.putLong(hop.micros()).putLong(hop.trace());
    bytes.put((byte) hop.step().ordinal()).put((byte) hop.outcome().ordinal());
    bytes.putInt(numbers.ofResource(hop)).putInt(numbers.ofPeer(hop));
    bytes.putInt(numberOf(hop.decision()));
    bytes.position(start + FIXED);
    int id = (int) ids.of(hop.trace(), hop.id());
    int payload = (int) payloads.of(hop.trace(), hop.payload());
    int reason = hop.reason() == null ? NONE : (int) put(hop.reason());
    bytes.putInt(start + PLACES_AT, id);
    bytes.putInt(start + PLACES_AT + Integer.BYTES, payload);
    bytes.putInt(start + PLACES_AT + 2 * Integer.BYTES, reason);
  }

  private void addName(String arn) {
    names.add(arn);
    namesLength += arn.length();
  }

  private int numberOf(Decision decision) {
    if (decision == null) {
      return NONE;
    }
    decisions.add(decision);
    return decisions.size() - 1;
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
    String id = text(from.getInt());
    String payload = text(from.getInt());
    String reason = text(from.getInt());
    return new Hop(
        sequence, micros, trace, step, resource, peer, outcome, id, payload, reason, decision);
  }

  private int index(long sequence) {
    return (int) (sequence - first);
  }

  private static <T> T named(List<T> all, int number) {
    return number == NONE ? null : all.get(number);
  }

  /** Puts a text at the end, and says where that is. */
  private long put(String text) {
    int place = bytes.position();
    byte[] encoded = encode(text);
    bytes.put(encoded.length == text.length() ? NARROW : WIDE);
    bytes.putInt(encoded.length).put(encoded);
    return place;
  }

  private String text(int place) {
    if (place == NONE) {
      return null;
    }
    ByteBuffer from = bytes.duplicate().position(place);
    byte width = from.get();
    byte[] encoded = new byte[from.getInt()];
    from.get(encoded);
    return width == NARROW
        ? new String(encoded, StandardCharsets.ISO_8859_1)
        : ByteBuffer.wrap(encoded).asCharBuffer().toString();
  }

  /**
   * A byte a character where that is enough for all, else two: texts come back as they were. A
   * question mark stands for itself, or for what a byte is not enough for.
   */
  private static byte[] encode(String text) {
    byte[] narrow = text.getBytes(StandardCharsets.ISO_8859_1);
    if (!EightBytes.contains(narrow, '?')
        || new String(narrow, StandardCharsets.ISO_8859_1).equals(text)) {
      return narrow;
    }
    ByteBuffer wide = ByteBuffer.allocate(text.length() * Character.BYTES);
    wide.asCharBuffer().put(text);
    return wide.array();
  }
}
