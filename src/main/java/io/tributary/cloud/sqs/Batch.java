package io.tributary.cloud.sqs;

import io.tributary.cloud.api.BatchEntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What became of the entries of a batch, each for itself: results {@code R} and failures.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
record Batch<R>(List<R> successful, List<BatchResultErrorEntry> failed) {

  private static final int MAX_ENTRIES = 10;

  /**
   * Fails the whole request if the entries are too few, too many, or their ids wrong.
   *
   * @param entryType AWS's name for one entry, for the message
   */
  static <E> void check(List<E> entries, Function<E, String> id, String entryType) {
    if (entries.isEmpty()) {
      throw SqsError.EMPTY_BATCH_REQUEST.with(
          "There should be at least one " + entryType + " in the request.");
    }
    if (entries.size() > MAX_ENTRIES) {
      throw SqsError.TOO_MANY_ENTRIES_IN_BATCH_REQUEST.with(
          "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
    }
    Set<String> ids = new HashSet<>();
    for (E entry : entries) {
      checkId(id.apply(entry), ids);
    }
  }

  /** Runs an operation on each entry; a caller's mistake in one does not touch the others. */
  static <E, R> Batch<R> run(List<E> entries, Function<E, String> id, Function<E, R> operation) {
    Batch<R> batch = new Batch<>(new ArrayList<>(entries.size()), new ArrayList<>());
    for (E entry : entries) {
      try {
        batch.successful.add(operation.apply(entry));
      } catch (SqsException mistake) {
        batch.failed.add(
            BatchResultErrorEntry.builder()
                .id(id.apply(entry))
                .code(mistake.awsErrorDetails().errorCode())
                .message(mistake.awsErrorDetails().errorMessage())
                .senderFault(true)
                .build());
      }
    }
    return batch;
  }

  private static void checkId(String id, Set<String> seen) {
    if (!BatchEntryId.isValid(id)) {
      throw SqsError.INVALID_BATCH_ENTRY_ID.with(
          "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
              + " can be at most 80 letters long.");
    }
    if (!seen.add(id)) {
      throw SqsError.BATCH_ENTRY_IDS_NOT_DISTINCT.with("Id " + id + " repeated.");
    }
  }
}
