package io.tributary.simulate;

import io.tributary.cloud.text.EightBytes;
import java.nio.charset.StandardCharsets;

/**
 * A hash of 64 bits by which ids, texts and hops are known: the odds that two different ones have
 * the same are those of chance. It is no secret, and no protection against who means to collide.
 */
final class Fingerprint {

  private static final long SEED = 0xCBF29CE484222325L;

  private Fingerprint() {}

  /** Of a text; eight bytes at a time, as the ids of every message pass here. */
  static long of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    long hash = with(SEED, utf8.length);
    int at = 0;
    for (; at + Long.BYTES <= utf8.length; at += Long.BYTES) {
      hash = with(hash, EightBytes.at(utf8, at));
    }
    long rest = 0;
    for (; at < utf8.length; at++) {
      rest = rest << Byte.SIZE | utf8[at] & 0xFF;
    }
    return with(hash, rest);
  }

  /** Of what has the first fingerprint and goes on with these bits. */
  static long with(long fingerprint, long bits) {
    long product = (fingerprint ^ bits) * 0x9E3779B97F4A7C15L;
    return product ^ product >>> 32;
  }
}
