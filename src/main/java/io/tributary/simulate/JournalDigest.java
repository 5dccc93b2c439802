package io.tributary.simulate;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.journal.TextsReadLately;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * SHA-256 over every hop, as it is written: equal digests mean equal runs. Times, steps and
 * outcomes enter as they are; ARNs once as text and then by number; ids by a hash of 64 bits,
 * payloads and reasons by length and checksum.
 */
final class JournalDigest {

  private static final int WORDS = 1 << 11;
  private static final int WORDS_OF_A_HOP = 6;

  private static final int STEPS = Step.values().length;

  private final MessageDigest sha = sha256();
  private final CRC32C checksum = new CRC32C();
  private final long[] words = new long[WORDS];
  private final ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
  private final Map<String, Integer> names = new HashMap<>();
  private final String[] resources = new String[STEPS];
  private final String[] peers = new String[STEPS];
  private final long[] places = new long[STEPS];
  private final TextsReadLately ids = new TextsReadLately(MessageTable::key);
  private final TextsReadLately payloads = new TextsReadLately(this::summary);
  private int filled;
  private long hops;

  void add(Hop hop) {
    hops++;
    long place = place(hop);
    if (filled + WORDS_OF_A_HOP > WORDS) {
      flush();
    }
    words[filled++] = hop.micros();
    words[filled++] = hop.trace() << 16 | hop.step().ordinal() << 8 | hop.outcome().ordinal();
    words[filled++] = place;
    words[filled++] = ids.of(hop.trace(), hop.id());
    words[filled++] = payloads.of(hop.trace(), hop.payload());
    words[filled++] = hop.reason() == null ? -1 : summary(hop.reason());
  }

  long hops() {
    return hops;
  }

  /** The digest of all hops so far; nothing is to be added after. */
  String end() {
    flush();
    return HexFormat.of().formatHex(sha.digest());
  }

  /** The hops of a batch, of one step each, are of the same resource and peer. */
  private long place(Hop hop) {
    int step = hop.step().ordinal();
    if (resources[step] != hop.resource() || peers[step] != hop.peer()) {
      resources[step] = hop.resource();
      peers[step] = hop.peer();
      places[step] = (long) number(hop.resource()) << 32 | number(hop.peer()) & 0xFFFF_FFFFL;
    }
    return places[step];
  }

  private int number(String name) {
    if (name == null) {
      return -1;
    }
    Integer known = names.get(name);
    if (known == null) {
      known = names.size();
      names.put(name, known);
      flush();
      sha.update(name.getBytes(StandardCharsets.UTF_8));
    }
    return known;
  }

  private long summary(String text) {
    checksum.reset();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return (long) text.length() << 32 | checksum.getValue();
  }

  private void flush() {
    bytes.clear();
    bytes.asLongBuffer().put(words, 0, filled);
    sha.update(bytes.array(), 0, filled * Long.BYTES);
    filled = 0;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException("every Java has SHA-256", bug);
    }
  }
}
