package io.tributary.simulate;

import io.tributary.cloud.journal.Hop;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * SHA-256 over every hop, as it is written: equal digests mean equal runs. ARNs enter once as text
 * and then by number, payloads by their length and hash; all else enters whole.
 */
final class JournalDigest {

  private static final int BUFFER = 1 << 14;
  private static final int ROOM_FOR_A_HOP = 256;

  private final MessageDigest sha = sha256();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final Map<String, Integer> names = new HashMap<>();
  private long hops;

  void add(Hop hop) {
    hops++;
    int resource = number(hop.resource());
    int peer = number(hop.peer());
    if (buffer.remaining() < ROOM_FOR_A_HOP) {
      flush();
    }
    buffer.putLong(hop.micros()).putLong(hop.trace());
    buffer.put((byte) hop.step().ordinal()).put((byte) hop.outcome().ordinal());
    buffer.putInt(resource).putInt(peer);
    putText(hop.payload());
    putText(hop.reason());
    putId(hop.id());
  }

  long hops() {
    return hops;
  }

  /** The digest of all hops so far; nothing is to be added after. */
  String end() {
    flush();
    return HexFormat.of().formatHex(sha.digest());
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

  private void putText(String text) {
    buffer.putInt(text == null ? -1 : text.length()).putInt(text == null ? 0 : text.hashCode());
  }

  private void putId(String id) {
    int length = id == null ? -1 : id.length();
    buffer.putInt(length);
    if (length > 128) {
      buffer.putInt(id.hashCode());
    } else {
      for (int i = 0; i < length; i++) {
        buffer.put((byte) id.charAt(i));
      }
    }
  }

  private void flush() {
    sha.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException("every Java has SHA-256", bug);
    }
  }
}
