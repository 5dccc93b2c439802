package io.tributary.cloud.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The MD5 sums with which senders and receivers check what arrived.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
final class Md5 {

  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest digest;

  Md5() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has MD5", missing);
    }
  }

  String ofBody(String body) {
    return HEX.formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** The sum of message attributes; null when there are none, as AWS then gives none. */
  String ofAttributes(Map<String, MessageAttributeValue> attributes) {
    if (attributes.isEmpty()) {
      return null;
    }
    new TreeMap<>(attributes)
        .forEach(
            (name, value) -> {
              update(name.getBytes(StandardCharsets.UTF_8));
              update(value.dataType().getBytes(StandardCharsets.UTF_8));
              boolean binary = value.dataType().startsWith("Binary");
              digest.update((byte) (binary ? 2 : 1));
              update(
                  binary
                      ? value.binaryValue().asByteArrayUnsafe()
                      : value.stringValue().getBytes(StandardCharsets.UTF_8));
            });
    return HEX.formatHex(digest.digest());
  }

  private void update(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
