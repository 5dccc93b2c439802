package io.tributary.cloud.sqs;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * Names one receive of one message. It carries all it needs, so no table of handles is kept; to the
 * receiver it is opaque.
 *
 * @param queueTag tells queues apart, also two of the same name one after the other
 * @param number of the message in its queue
 * @param receiveCount which receive it was
 */
record ReceiptHandle(long queueTag, long number, int receiveCount) {

  private static final int BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;
  private static final int LENGTH = BYTES * 4 / 3;

  /** A handle's first bytes, so that what is no handle is told from one. */
  private static final int MARK = 0x01010101;

  String text() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putInt(MARK)
            .putLong(queueTag)
            .putLong(number)
            .putInt(receiveCount)
            .array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Reads a handle.
   *
   * @throws software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException if it is none
   *     of the queue with this tag
   */
  static ReceiptHandle parse(String text, long queueTag) {
    if (text == null || text.isEmpty()) {
      throw SqsError.missing("ReceiptHandle");
    }
    return read(text, queueTag)
        .orElseThrow(
            () ->
                SqsError.RECEIPT_HANDLE_IS_INVALID.with(
                    "The input receipt handle \"" + text + "\" is not a valid receipt handle."));
  }

  /** Reads a handle, if it is one of the queue with this tag. */
  static Optional<ReceiptHandle> read(String text, long queueTag) {
    if (text == null || text.length() != LENGTH || !isBase64(text)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    return bytes.getInt() == MARK && bytes.getLong() == queueTag
        ? Optional.of(new ReceiptHandle(queueTag, bytes.getLong(), bytes.getInt()))
        : Optional.empty();
  }

  private static boolean isBase64(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isBase64(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBase64(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/';
  }
}
