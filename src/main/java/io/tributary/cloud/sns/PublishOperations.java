package io.tributary.cloud.sns;

import io.tributary.cloud.api.BatchEntryId;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/**
 * Takes messages in.
 *
 * <p>See docs.aws.amazon.com/sns/latest/api/API_Publish.html and API_PublishBatch.html
 */
final class PublishOperations {

  private static final int MOST_ENTRIES = 10;
  private static final String ACTION = "sns:Publish";

  private final EventLoop loop;
  private final Journal journal;
  private final TopicStore store;
  private final Deliveries deliveries;

  PublishOperations(EventLoop loop, Journal journal, TopicStore store, Deliveries deliveries) {
    this.loop = loop;
    this.journal = journal;
    this.store = store;
    this.deliveries = deliveries;
  }

  PublishResponse publish(Caller caller, PublishRequest request) {
    String arn = topicArn(request);
    Topic topic = require(caller, arn, () -> Stream.of(String.valueOf(request.message())));
    Publication publication = Publication.of(request);
    publication.checkText();
    if (Publication.longer(List.of(publication), topic.attributes().maximumMessageSize())) {
      throw SnsErrors.invalid("Message too long");
    }
    Notification notification = take(caller, topic, publication);
    loop.execute(() -> deliveries.deliver(topic, notification));
    return PublishResponse.builder().messageId(notification.messageId()).build();
  }

  private String topicArn(PublishRequest request) {
    if (request.phoneNumber() != null) {
      throw SnsErrors.invalid(
          "PhoneNumber Reason: the local cloud sends no SMS; publish to a TopicArn");
    }
    if (request.topicArn() != null) {
      TopicStore.checkArn("TopicArn", request.topicArn());
      return request.topicArn();
    }
    if (request.targetArn() == null) {
      throw SnsErrors.invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    TopicStore.checkArn("TargetArn", request.targetArn());
    if (request.targetArn().contains(":endpoint/")) {
      throw SnsErrors.invalid("TargetArn Reason: No endpoint found for the target arn specified");
    }
    return request.targetArn();
  }

  PublishBatchResponse publishBatch(Caller caller, PublishBatchRequest request) {
    TopicStore.checkArn("TopicArn", request.topicArn());
    List<PublishBatchRequestEntry> entries = request.publishBatchRequestEntries();
    Topic topic =
        require(
            caller,
            request.topicArn(),
            () -> entries.stream().map(entry -> String.valueOf(entry.message())));
    checkEntries(entries);
    List<Publication> publications = read(request);
    if (Publication.longer(publications, topic.attributes().maximumMessageSize())) {
      throw SnsErrors.batchTooLong();
    }
    return take(caller, topic, entries, publications);
  }

  private static void checkEntries(List<PublishBatchRequestEntry> entries) {
    if (entries.isEmpty()) {
      throw SnsErrors.emptyBatch();
    }
    if (entries.size() > MOST_ENTRIES) {
      throw SnsErrors.batchTooLarge();
    }
    Set<String> ids = new HashSet<>();
    for (PublishBatchRequestEntry entry : entries) {
      if (!BatchEntryId.isValid(entry.id())) {
        throw SnsErrors.badBatchId();
      }
      if (!ids.add(entry.id())) {
        throw SnsErrors.sameBatchIds();
      }
    }
  }

  private static List<Publication> read(PublishBatchRequest request) {
    List<Publication> publications = new ArrayList<>();
    for (PublishBatchRequestEntry entry : request.publishBatchRequestEntries()) {
      publications.add(
          Publication.of(
              entry, publications.size() + 1, request.overrideConfiguration().orElse(null)));
    }
    return publications;
  }

  private PublishBatchResponse take(
      Caller caller,
      Topic topic,
      List<PublishBatchRequestEntry> entries,
      List<Publication> publications) {
    List<PublishBatchResultEntry> successful = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    List<Notification> taken = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String id = entries.get(i).id();
      try {
        publications.get(i).checkText();
      } catch (InvalidParameterException mistake) {
        failed.add(failure(id, mistake));
        continue;
      }
      Notification notification = take(caller, topic, publications.get(i));
      taken.add(notification);
      successful.add(
          PublishBatchResultEntry.builder().id(id).messageId(notification.messageId()).build());
    }
    loop.execute(() -> taken.forEach(notification -> deliveries.deliver(topic, notification)));
    return PublishBatchResponse.builder().successful(successful).failed(failed).build();
  }

  private static BatchResultErrorEntry failure(String id, InvalidParameterException mistake) {
    return BatchResultErrorEntry.builder()
        .id(id)
        .code(mistake.awsErrorDetails().errorCode())
        .message(mistake.awsErrorDetails().errorMessage())
        .senderFault(true)
        .build();
  }

  /** The topic, if the caller may publish to it; each message that it may not is written down. */
  private Topic require(Caller caller, String arn, Supplier<Stream<String>> messages) {
    Decision decision = store.decide(caller, ACTION, arn);
    if (!decision.allowed()) {
      messages
          .get()
          .forEach(
              message ->
                  journal
                      .hop(journal.newTrace(), Step.SNS_PUBLISH, arn)
                      .peer(caller.principal().arn())
                      .payload(message)
                      .denied(decision));
      throw SnsErrors.denied(decision);
    }
    Topic topic = store.topic(arn);
    if (topic == null) {
      throw SnsErrors.noTopic();
    }
    return topic;
  }

  private Notification take(Caller caller, Topic topic, Publication publication) {
    Notification notification =
        new Notification(loop.random().uuid(), publication, loop.millis(), journal.newTrace());
    journal
        .hop(notification.trace(), Step.SNS_PUBLISH, topic.arn())
        .peer(caller.principal().arn())
        .id(notification.messageId())
        .payload(publication.message())
        .passed();
    journal.measure(Measure.SNS_PUBLISHED_BYTES, topic.arn(), publication.bytes());
    return notification;
  }
}
