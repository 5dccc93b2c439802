package io.tributary.cloud.api;

/**
 * What SQS and SNS allow as the id of an entry of a batch.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatchRequestEntry.html
 * and docs.aws.amazon.com/sns/latest/api/API_PublishBatchRequestEntry.html
 */
public final class BatchEntryId {

  private static final int LONGEST = 80;

  private BatchEntryId() {}

  /**
   * Whether a text is one: 1 to 80 letters and digits of ASCII, hyphens and underscores; null is
   * none.
   */
  public static boolean isValid(String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    // Every entry's is looked at, and a pattern costs ten times as much.
    for (int i = 0; i < text.length(); i++) {
      if (!isAllowed(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char c) {
    boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    return alphanumeric || c == '_' || c == '-';
  }
}
