package io.tributary.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * SNS by its API: one message by Publish, several by PublishBatch.
 *
 * @param publishers a client of who publishes to each topic, by its ARN
 */
record SnsTopics(Map<String, SnsAsyncClient> publishers) implements Topics {

  @Override
  public CompletableFuture<Map<Entry, String>> publish(String topicArn, List<Entry> entries) {
    return entries.size() == 1
        ? publishOne(topicArn, entries.get(0))
        : publishBatch(topicArn, entries);
  }

  private CompletableFuture<Map<Entry, String>> publishOne(String topicArn, Entry entry) {
    return publishers
        .get(topicArn)
        .publish(
            PublishRequest.builder()
                .topicArn(topicArn)
                .message(entry.body())
                .messageAttributes(entry.attributes().values())
                .build())
        .thenApply(response -> Map.of());
  }

  private CompletableFuture<Map<Entry, String>> publishBatch(String topicArn, List<Entry> entries) {
    List<PublishBatchRequestEntry> batch = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      batch.add(
          PublishBatchRequestEntry.builder()
              .id(Integer.toString(i))
              .message(entries.get(i).body())
              .messageAttributes(entries.get(i).attributes().values())
              .build());
    }
    return publishers
        .get(topicArn)
        .publishBatch(
            PublishBatchRequest.builder()
                .topicArn(topicArn)
                .publishBatchRequestEntries(batch)
                .build())
        .thenApply(response -> refused(entries, response));
  }

  /** Mostly none, of which it costs nothing to ask whether an entry is among them. */
  private static Map<Entry, String> refused(List<Entry> entries, PublishBatchResponse response) {
    if (response.failed().isEmpty()) {
      return Map.of();
    }
    Map<Entry, String> refused = new LinkedHashMap<>();
    for (BatchResultErrorEntry failure : response.failed()) {
      Entry entry = entries.get(Integer.parseInt(failure.id()));
      refused.put(entry, failure.code() + ": " + failure.message());
    }
    return refused;
  }
}
