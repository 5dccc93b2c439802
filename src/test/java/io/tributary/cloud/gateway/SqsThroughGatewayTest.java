package io.tributary.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.gateway.http.HttpHost;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.sqs.SqsService;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;

/** The cloud's own SQS through the gateway, by the SDK's client with all its checks on. */
class SqsThroughGatewayTest {

  private HttpHost host;
  private SqsClient sqs;
  private String queue;

  @BeforeEach
  void start() {
    host = HttpHost.start(1);
    Account account = new Account("536697261635", "eu-west-1");
    Journal journal = new Journal(host.loop(), Journal.DEFAULT_CAPACITY);
    SqsService service =
        new SqsService(host.loop(), account, new Iam(host.loop(), account), journal);
    Principal root = new Principal.Root("aws", account.id());
    Gateway gateway =
        new Gateway(List.of(service), host.loop(), id -> Optional.of(root), new NoPages());
    URI endpoint = URI.create("http://localhost:" + host.serve(0, gateway));
    host.loop().execute(() -> service.endpoint(endpoint));
    sqs =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_WEST_1)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .build();
    queue = sqs.createQueue(it -> it.queueName("basket")).queueUrl();
  }

  @AfterEach
  void stop() {
    sqs.close();
    host.close();
  }

  @Test
  void aMessageSentEndsALongPollThatWaitsForIt() throws Exception {
    CompletableFuture<ReceiveMessageResponse> poll =
        CompletableFuture.supplyAsync(
            () -> sqs.receiveMessage(it -> it.queueUrl(queue).waitTimeSeconds(20)));
    sqs.sendMessage(it -> it.queueUrl(queue).messageBody("{\"total\": 1.50}"));

    assertThat(poll.get().messages())
        .singleElement()
        .satisfies(it -> assertThat(it.body()).isEqualTo("{\"total\": 1.50}"));
  }

  @Test
  void deadLettersAreMovedByTheSdksClient() {
    sqs.createQueue(
        it ->
            it.queueName("main")
                .attributes(
                    Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\""
                            + arn("basket")
                            + "\",\"maxReceiveCount\":1}")));
    sqs.sendMessage(it -> it.queueUrl(queue).messageBody("dead letter"));
    String main = sqs.getQueueUrl(it -> it.queueName("main")).queueUrl();

    sqs.startMessageMoveTask(it -> it.sourceArn(arn("basket")).destinationArn(arn("main")));

    assertThat(sqs.receiveMessage(it -> it.queueUrl(main).waitTimeSeconds(20)).messages())
        .extracting(Message::body)
        .containsExactly("dead letter");
    assertThat(sqs.listMessageMoveTasks(it -> it.sourceArn(arn("basket"))).results())
        .extracting(ListMessageMoveTasksResultEntry::status)
        .containsExactly("COMPLETED");
  }

  @Test
  void aMoveTaskThatIsNotThereIsSqssOwnError() {
    assertThatThrownBy(() -> sqs.startMessageMoveTask(it -> it.sourceArn(arn("none"))))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void anUnknownQueueIsSqssOwnError() {
    assertThatThrownBy(() -> sqs.getQueueUrl(it -> it.queueName("none")))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  private static String arn(String queueName) {
    return "arn:aws:sqs:eu-west-1:536697261635:" + queueName;
  }
}
