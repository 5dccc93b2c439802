package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TargetTest {

  @Test
  void aServerThatNeverAnswers_isNotWaitedForWithoutEnd() {
    HttpURLConnection connection = Target.opened(URI.create("http://localhost:4566/"));

    assertThat(connection.getConnectTimeout()).isEqualTo(2_000);
    assertThat(connection.getReadTimeout()).isEqualTo(30_000);
    connection.disconnect();
  }
}
