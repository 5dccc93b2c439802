package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.Program;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRecordingsTest {

  private static final String FOLDER = "tributary.recordings";

  @TempDir private Path folder;
  private final AtomicInteger runs = new AtomicInteger();
  private final String before = System.getProperty(FOLDER);

  @BeforeEach
  void name() {
    System.setProperty(FOLDER, folder.resolve("kept").toString());
  }

  @AfterEach
  void nameAsBefore() {
    if (before == null) {
      System.clearProperty(FOLDER);
    } else {
      System.setProperty(FOLDER, before);
    }
  }

  /** No other process knows this program, so one that is to be recorded runs here. */
  private Program ofNoSystem(Set<String> secretKeys) {
    return new Program(
        "orders",
        "dev",
        Map.of("orders:name", "hush"),
        secretKeys,
        context -> runs.incrementAndGet());
  }

  @Test
  void whatIsKept_isRecordedForOtherProcesses() {
    KeptRecordings.keep(ofNoSystem(Set.of()), new Screen().terminal);

    assertThat(runs).hasValue(1);
    assertThat(folder.resolve("kept")).isNotEmptyDirectory();
  }

  @Test
  void whatIsNotKept_isNotRecordedInVain() {
    KeptRecordings.keep(ofNoSystem(Set.of("orders:name")), new Screen().terminal);

    assertThat(runs).hasValue(0);
  }
}
