package io.tributary.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A trace of AWS X-Ray, from a client through the gateway to the queue's consumer. */
class TraceHeaderTest {

  private static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:traced";

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1);
  private final LocalCloud cloud = new LocalCloud(time, new Account("536697261635", "eu-west-1"));
  private final SqsAsyncClient sqs = client("sqs", SqsAsyncClient.class);
  private final SnsAsyncClient sns = client("sns", SnsAsyncClient.class);
  private String queueUrl;
  private String topicArn;

  @BeforeEach
  void createTopicAndQueue() {
    String policy =
        """
        {"Statement":{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
         "Action":"sqs:SendMessage","Resource":"%s"}}"""
            .formatted(QUEUE);
    queueUrl =
        sqs.createQueue(
                it -> it.queueName("traced").attributes(Map.of(QueueAttributeName.POLICY, policy)))
            .join()
            .queueUrl();
    topicArn = sns.createTopic(it -> it.name("traced")).join().topicArn();
    sns.subscribe(
            it ->
                it.topicArn(topicArn)
                    .protocol("sqs")
                    .endpoint(QUEUE)
                    .attributes(Map.of("RawMessageDelivery", "true")))
        .join();
  }

  private <C extends SdkClient> C client(String signingName, Class<C> type) {
    Principal root = new Principal.Root("aws", "536697261635");
    Gateway gateway =
        new Gateway(List.copyOf(cloud.services()), time, id -> Optional.of(root), new NoPages());
    ServiceApi api =
        ServiceApi.ALL.stream()
            .filter(it -> it.signingName().equals(signingName))
            .findFirst()
            .orElseThrow();
    return type.cast(SdkOperations.client(api, gateway));
  }

  @Test
  void thePublishersHeaderReachesTheQueuesConsumer() {
    sns.publish(
            it ->
                it.topicArn(topicArn)
                    .message("m")
                    .overrideConfiguration(c -> c.putHeader("X-Amzn-Trace-Id", TRACE)))
        .join();

    assertThat(received().attributes())
        .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, TRACE);
  }

  @Test
  void theHeaderOfABatchIsThatOfEachMessage() {
    sns.publishBatch(
            it ->
                it.topicArn(topicArn)
                    .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder().id("1").message("m").build())
                    .overrideConfiguration(c -> c.putHeader("X-Amzn-Trace-Id", TRACE)))
        .join();

    assertThat(received().attributes())
        .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, TRACE);
  }

  @Test
  void theSystemAttributeOfASendReachesTheConsumer() {
    sqs.sendMessage(
            it ->
                it.queueUrl(queueUrl)
                    .messageBody("m")
                    .messageSystemAttributes(
                        Map.of(
                            MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                            MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue(TRACE)
                                .build())))
        .join();

    assertThat(received().attributes())
        .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, TRACE);
  }

  @Test
  void withoutAHeaderThereIsNoTrace() {
    sns.publish(it -> it.topicArn(topicArn).message("m")).join();

    assertThat(received().attributes())
        .doesNotContainKey(MessageSystemAttributeName.AWS_TRACE_HEADER);
  }

  private Message received() {
    time.runReady();
    return sqs.receiveMessage(
            it -> it.queueUrl(queueUrl).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .join()
        .messages()
        .get(0);
  }
}
