package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  private static final long NOBODY = Integer.MAX_VALUE;

  @TempDir private Path proc;

  @Test
  void memory_isTold_whereNoPsIsInstalled() throws IOException {
    Files.createDirectory(proc.resolve("42"));
    Files.writeString(
        proc.resolve("42").resolve("status"), "Name:\tjava\nVmHWM:\t9 kB\nVmRSS:\t    3072 kB\n");

    assertThat(Machine.residentMebibytes(42, proc, "no-such-program")).isEqualTo(3);
  }

  @Test
  void memory_isTold_whereThereIsNoProc() throws IOException {
    assertThat(Machine.residentMebibytes(ProcessHandle.current().pid(), proc, "ps")).isPositive();
  }

  @Test
  void whatIsMissing_isNamed_whereNeitherTells() {
    assertThatThrownBy(() -> Machine.residentMebibytes(42, proc, "no-such-program"))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageContaining("the memory of process 42, neither /proc nor ps")
        .hasMessageContaining("no-such-program");
  }

  @Test
  void aProcessThatIsNotThere_orIsSomebodyElses_isTold() {
    assertThatThrownBy(() -> Machine.residentMebibytes(NOBODY))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessage("there is no process 2147483647, or it is somebody else's");
    assertThatThrownBy(() -> Machine.processorMicros(NOBODY))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessage("there is no process 2147483647, or it is somebody else's");
  }
}
