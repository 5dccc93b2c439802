package io.tributary.simulate;

import io.tributary.cloud.journal.ArnNumbers;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.text.TextsReadLately;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * SHA-256 over a fingerprint of every hop, as it is written: equal digests mean equal runs. Of a
 * hop enter its time, event, step and outcome; its ARNs once as text and then by number; its id by
 * fingerprint; payload and reason by length and checksum.
 */
final class JournalDigest {

  private static final int HOPS_AT_ONCE = 1 << 11;

  private final MessageDigest sha = sha256();
  private final CRC32C checksum = new CRC32C();
  private final ByteBuffer fingerprints = ByteBuffer.allocate(HOPS_AT_ONCE * Long.BYTES);
  private final ArnNumbers arns = new ArnNumbers(this::addArn);
  private final TextsReadLately ids;
  private final TextsReadLately payloads = new TextsReadLately(this::summary);
  private long hops;

  /**
   * A digest of no hops.
   *
   * @param ids the fingerprints of ids
   */
  JournalDigest(TextsReadLately ids) {
    this.ids = ids;
  }

  void add(Hop hop) {
    hops++;
    long place = (long) arns.ofResource(hop) << 32 | arns.ofPeer(hop) & 0xFFFF_FFFFL;
    long happened = hop.trace() << 16 | hop.step().ordinal() << 8 | hop.outcome().ordinal();
    long id = ids.of(hop.trace(), hop.id());
    long payload = payloads.of(hop.trace(), hop.payload());
    long reason = hop.reason() == null ? -1 : summary(hop.reason());
    long hash = Fingerprint.of(hop.micros(), happened);
    hash = Fingerprint.with(hash, place, id);
    hash = Fingerprint.with(hash, payload, reason);
    if (!fingerprints.hasRemaining()) {
      flush();
    }
    fingerprints.putLong(hash);
  }

  long hops() {
    return hops;
  }

  /** The digest of all hops so far; nothing is to be added after. */
  String end() {
    flush();
    return HexFormat.of().formatHex(sha.digest());
  }

  private void addArn(String arn) {
    flush();
    sha.update(arn.getBytes(StandardCharsets.UTF_8));
  }

  private long summary(String text) {
    checksum.reset();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return (long) text.length() << 32 | checksum.getValue();
  }

  private void flush() {
    sha.update(fingerprints.flip());
    fingerprints.clear();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException("every Java has SHA-256", bug);
    }
  }
}
