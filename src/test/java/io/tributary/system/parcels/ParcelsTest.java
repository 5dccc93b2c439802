package io.tributary.system.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.local.StackFile;
import io.tributary.testing.RunningProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ParcelsTest {

  private static final Path FOLDER = Path.of("src/test/resources/parcels");

  private static final ResourceGraph GRAPH =
      ProgramRecorder.record(StackFile.read(FOLDER, "dev").program(Parcels::stack, Parcels.KEYS));

  private static String parcel(String carrier, String state) {
    return "{\"parcel_id\": \"P-1\", \"carrier\": \"%s\", \"state\": \"%s\"}"
        .formatted(carrier, state);
  }

  private static RunningProgram published(String message) {
    return new RunningProgram(GRAPH).publish("parcels", message);
  }

  @Test
  void aLostParcel_isSearchedFor() {
    assertThat(published(parcel("dhl", "lost")).takeJson("search"))
        .extracting(event -> event.at("/detail/parcel/parcel_id").asText())
        .containsExactly("P-1");
  }

  @Test
  void aParcelThatIsThere_isNotSearchedFor() {
    assertThat(published(parcel("dhl", "delivered")).take("search")).isEmpty();
  }

  @Test
  void aParcelOfAnotherCarrier_isNotSearchedFor() {
    assertThat(published(parcel("post", "lost")).take("search")).isEmpty();
  }
}
