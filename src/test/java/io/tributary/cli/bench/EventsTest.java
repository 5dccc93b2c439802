package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event_id\":\"0000000042\"} {\"event_id\":\"0000000043\"}",
        "{\\\"event_id\\\": \\\"0000000042\\\"} {\\\"event_id\\\":\\\"0000000043\\\"}"
      })
  void anAnswersNumbers_areFound_howeverTheyAreQuoted(String answer) {
    assertThat(Events.numbers(answer)).containsExactly(42L, 43L);
  }

  @Test
  void receiptHandles_areFound_withSpacesAndWithout() {
    assertThat(Events.receiptHandles("[{\"ReceiptHandle\": \"a/b=\"},{\"ReceiptHandle\":\"c\"}]"))
        .containsExactly("a/b=", "c");
  }

  @Test
  void aRequestsEvents_areNumberedInPlace() {
    byte[] request =
        "POST 0000000000\r\n\r\n%220000000000%22 %220000000000%22"
            .getBytes(StandardCharsets.US_ASCII);

    Events.number(request, Events.places(request).get(1), 1_234);

    assertThat(new String(request, StandardCharsets.US_ASCII))
        .isEqualTo("POST 0000000000\r\n\r\n%220000000000%22 %220000001234%22");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void anAccountOfManyZeros_isNoEventsId(int batch) {
    Target target = new Target(URI.create("http://localhost:4566"), "eu-west-1", "test");
    Requests requests = new Requests(target, "arn:aws:sns:eu-west-1:000000000000:b", "");

    assertThat(Events.places(requests.publish(batch))).hasSize(batch);
  }
}
