package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.bench.FaultyEndpoint.Answer;
import io.tributary.cli.bench.FaultyEndpoint.Fault;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

class TargetTest {

  @Test
  void aServerThatNeverAnswers_isNotWaitedForWithoutEnd() {
    HttpURLConnection connection = Target.opened(URI.create("http://localhost:4566/"));

    assertThat(connection.getConnectTimeout()).isEqualTo(2_000);
    assertThat(connection.getReadTimeout()).isEqualTo(30_000);
    connection.disconnect();
  }

  @Test
  void whatFails_isNotTriedAgain_whichWouldHideIt() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Fault failing =
        operation -> {
          asked.incrementAndGet();
          return Optional.of(new Answer(500, ""));
        };
    try (FaultyEndpoint endpoint = new FaultyEndpoint(URI.create("http://localhost:1"), failing);
        SqsClient sqs =
            new Target(endpoint.endpoint(), "eu-west-1", "test")
                .pointed(SqsClient.builder())
                .build()) {
      assertThatThrownBy(sqs::listQueues).isInstanceOf(SqsException.class);
    }
    assertThat(asked).hasValue(1);
  }
}
