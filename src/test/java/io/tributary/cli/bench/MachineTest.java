package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  private static final long NOBODY = Integer.MAX_VALUE;

  @TempDir private Path proc;

  @Test
  void memory_isTold_whereNoPsIsInstalled() throws IOException {
    Files.createDirectory(proc.resolve("self"));
    Files.createDirectory(proc.resolve("42"));
    Files.writeString(
        proc.resolve("42").resolve("status"), "Name:\tjava\nVmHWM:\t9 kB\nVmRSS:\t    3072 kB\n");

    assertThat(Machine.residentMebibytes(42, proc, "no-such-program")).isEqualTo(3);
  }

  @Test
  void memory_isTold_whereThereIsNoProc() throws IOException {
    Path ps = Files.writeString(proc.resolve("ps"), "#!/bin/sh\necho ' 3072'\n");
    Files.setPosixFilePermissions(ps, PosixFilePermissions.fromString("rwx------"));

    assertThat(Machine.residentMebibytes(42, proc, ps.toString())).isEqualTo(3);
  }

  @Test
  void aProcessThatIsNotThere_isTold_whereNoPsIsInstalled() throws IOException {
    Files.createDirectory(proc.resolve("self"));

    assertThatThrownBy(() -> Machine.residentMebibytes(42, proc, "no-such-program"))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessage("there is no process 42, or it is somebody else's");
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
