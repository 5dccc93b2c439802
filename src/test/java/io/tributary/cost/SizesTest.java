package io.tributary.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

  /** As cost.md says: by a seventh, so a quarter is to the safe side. */
  @ParameterizedTest
  @ValueSource(strings = {"basket-updated-event.json", "checkout-created-event.json"})
  void anExampleEvent_growsByASeventhAsText_whichIsLessThanIsReckoned(String file)
      throws IOException {
    String event = Files.readString(Path.of("example-sns-events", file));
    String text = JsonText.string(event).text();

    double grown = bytes(text) - bytes("\"\"");
    assertThat(grown / bytes(event)).isBetween(1.13, 1.15);
    assertThat(Sizes.enveloped(bytes(event)) - Sizes.enveloped(0)).isGreaterThan(grown);
  }

  private static double bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
