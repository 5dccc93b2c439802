package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Purchases;
import io.tributary.local.LocalServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

class EchoTest {

  private static final int TRIES = 100;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Else the same load would be a lighter or a heavier one there. */
  @Test
  void theEcho_answersEachRequestOfALoad_withAsManyBytesAsALocalCloud() throws Exception {
    try (LocalServer cloud = Purchases.served(Purchases.recorded(Map.of()));
        ServerProcess echo = ServerProcess.echo()) {
      Target target =
          new Target(cloud.endpoint(), "eu-west-1", cloud.graph().stack().account().id());
      try (Pipeline pipeline = Pipeline.create(target)) {
        Requests requests = new Requests(target, pipeline.topicArn(), pipeline.queueUrl());
        HttpResponse<String> received = received(cloud, requests);
        byte[] delete = requests.delete(Events.receiptHandles(received.body()));

        assertAlike(sent(echo.endpoint(), requests.receive()), received);
        for (byte[] request : List.of(requests.publish(1), requests.publish(10), delete)) {
          assertAlike(sent(echo.endpoint(), request), sent(cloud.endpoint(), request));
        }
      }
    }
  }

  /** Who looks at checksums and kinds of answers, where a load's own client does not. */
  @Test
  void theEcho_answersTheSdksClients_whatTheyAskedFor() throws Exception {
    var event = PublishBatchRequestEntry.builder().id("e1").message("m").build();
    var message = DeleteMessageBatchRequestEntry.builder().id("0").receiptHandle("r").build();
    try (ServerProcess echo = ServerProcess.echo()) {
      Target target = new Target(echo.endpoint(), "eu-west-1", "test");
      try (SnsClient sns = target.pointed(SnsClient.builder()).build();
          SqsClient sqs = target.pointed(SqsClient.builder()).build()) {
        assertThat(sns.publish(it -> it.message("m")).messageId()).isEqualTo(CannedAnswer.ID);
        assertThat(sns.publishBatch(it -> it.publishBatchRequestEntries(event)).successful())
            .hasSize(10);
        assertThat(sqs.receiveMessage(it -> {}).messages()).hasSize(10);
        assertThat(sqs.deleteMessageBatch(it -> it.entries(message)).successful()).hasSize(10);
      }
    }
  }

  private static void assertAlike(HttpResponse<String> canned, HttpResponse<String> answered) {
    assertThat(canned.body()).as(answered.body()).hasSameSizeAs(answered.body());
    assertThat(canned.headers().map().keySet()).isEqualTo(answered.headers().map().keySet());
    assertThat(canned.headers().firstValue("Content-Type"))
        .isEqualTo(answered.headers().firstValue("Content-Type"));
  }

  /** Ten events in one answer: a consumer that asks early gets fewer, and they are hidden then. */
  private HttpResponse<String> received(LocalServer cloud, Requests requests) throws Exception {
    for (int i = 0; i < TRIES; i++) {
      sent(cloud.endpoint(), requests.publish(10));
      HttpResponse<String> answer = sent(cloud.endpoint(), requests.receive());
      if (Events.numbers(answer.body()).size() == 10) {
        return answer;
      }
    }
    throw new AssertionError("never ten events in one answer");
  }

  /** By a client that reads headers, too. */
  private HttpResponse<String> sent(URI endpoint, byte[] request) throws Exception {
    String[] parts = new String(request, StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(endpoint.resolve("/")).POST(BodyPublishers.ofString(parts[1]));
    parts[0]
        .lines()
        .skip(1)
        .map(header -> header.split(": ", 2))
        .filter(header -> !List.of("Host", "Content-Length").contains(header[0]))
        .forEach(header -> builder.header(header[0], header[1]));
    return client.send(builder.build(), BodyHandlers.ofString());
  }
}
