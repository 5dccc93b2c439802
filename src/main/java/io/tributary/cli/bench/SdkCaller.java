package io.tributary.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Asks as a program does, and tells what fails in the words that the light client has for it. */
final class SdkCaller implements Caller {

  private static final int MOST = 10;

  private final URI endpoint;
  private final SnsClient sns;
  private final SqsClient sqs;
  private final String topicArn;
  private final String queueUrl;
  private final int batch;

  SdkCaller(URI endpoint, SnsClient sns, SqsClient sqs, Pipeline pipeline, int batch) {
    this.endpoint = endpoint;
    this.sns = sns;
    this.sqs = sqs;
    this.topicArn = pipeline.topicArn();
    this.queueUrl = pipeline.queueUrl();
    this.batch = batch;
  }

  @Override
  public void publish(long first) throws IOException {
    if (batch == 1) {
      asked(() -> sns.publish(it -> it.topicArn(topicArn).message(Events.numbered(first))));
      return;
    }
    List<PublishBatchRequestEntry> entries =
        IntStream.range(0, batch).mapToObj(i -> entry(i, first + i)).toList();
    requireNone(
        asked(
                () ->
                    sns.publishBatch(
                        it -> it.topicArn(topicArn).publishBatchRequestEntries(entries)))
            .failed());
  }

  private static PublishBatchRequestEntry entry(int id, long number) {
    return PublishBatchRequestEntry.builder()
        .id("e" + (id + 1))
        .message(Events.numbered(number))
        .build();
  }

  @Override
  public Received receive() throws IOException {
    List<Message> messages =
        asked(
                () ->
                    sqs.receiveMessage(
                        it -> it.queueUrl(queueUrl).maxNumberOfMessages(MOST).waitTimeSeconds(1)))
            .messages();
    return new Received(
        messages.stream().flatMap(it -> Events.numbers(it.body()).stream()).toList(),
        messages.stream().map(Message::receiptHandle).toList());
  }

  @Override
  public void delete(List<String> receiptHandles) throws IOException {
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, receiptHandles.size())
            .mapToObj(i -> deletion(i, receiptHandles.get(i)))
            .toList();
    requireNone(
        asked(() -> sqs.deleteMessageBatch(it -> it.queueUrl(queueUrl).entries(entries))).failed());
  }

  private static DeleteMessageBatchRequestEntry deletion(int id, String receiptHandle) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(Integer.toString(id))
        .receiptHandle(receiptHandle)
        .build();
  }

  private void requireNone(List<?> failed) {
    if (!failed.isEmpty()) {
      throw UnmeasurableException.refusedEntries(endpoint, failed.toString());
    }
  }

  private <T> T asked(Supplier<T> request) throws IOException {
    try {
      return request.get();
    } catch (AwsServiceException refused) {
      throw UnmeasurableException.answered(
          endpoint, refused.statusCode(), refused.awsErrorDetails().rawResponse().asUtf8String());
    } catch (SdkClientException failed) {
      if (failed.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new UnmeasurableException(endpoint + " cannot be measured: " + failed.getMessage());
    }
  }
}
