package io.tributary.cloud.sqs;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The text that names one receive of one message; to the receiver it is opaque. A queue knows the
 * newest of each of its messages; an older one is told by its form alone, so no table of all is
 * kept.
 */
final class ReceiptHandle {

  private static final int BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;
  private static final int LENGTH = BYTES * 4 / 3;

  /** A handle's first bytes, so that what is no handle is told from one. */
  private static final int MARK = 0x01010101;

  private ReceiptHandle() {}

  /**
   * The handle of a receive.
   *
   * @param queueTag tells queues apart, also two of the same name one after the other
   * @param number of the message in its queue
   * @param receiveCount which receive it was
   */
  static String of(long queueTag, long number, int receiveCount) {
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
   * Checks that a text may be a handle, perhaps an old one, of the queue with this tag.
   *
   * @throws software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException if it is none
   */
  static void check(String text, long queueTag) {
    if (text == null || text.isEmpty()) {
      throw SqsError.missing("ReceiptHandle");
    }
    if (text.length() != LENGTH || !isBase64(text) || !isOfQueue(text, queueTag)) {
      throw SqsError.RECEIPT_HANDLE_IS_INVALID.with(
          "The input receipt handle \"" + text + "\" is not a valid receipt handle.");
    }
  }

  private static boolean isOfQueue(String text, long queueTag) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    return bytes.getInt() == MARK && bytes.getLong() == queueTag;
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
