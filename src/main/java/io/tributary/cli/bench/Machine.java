package io.tributary.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The machine that was measured on.
 *
 * @param cpu its model, where the system tells it; else its architecture
 * @param memoryMegabytes of 1,048,576 bytes
 */
public record Machine(int cores, String cpu, long memoryMegabytes, String system, String java) {

  private static final Path CPUS = Path.of("/proc/cpuinfo");

  /** This one. */
  public static Machine here() throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        system.getAvailableProcessors(),
        cpu(system.getArch()),
        system.getTotalMemorySize() >> 20,
        system.getName() + " " + system.getVersion(),
        Runtime.version().toString());
  }

  private static String cpu(String architecture) throws IOException {
    if (!Files.isReadable(CPUS)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(architecture);
    }
  }

  /**
   * The resident memory of a process, in megabytes of 1,048,576 bytes.
   *
   * @throws UnmeasurableException if there is no such process
   */
  public static double residentMegabytes(long pid) throws IOException {
    Process ps =
        new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
            .redirectErrorStream(true)
            .start();
    String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!kilobytes.strip().matches("[0-9]+")) {
      throw new UnmeasurableException("there is no process " + pid);
    }
    return Long.parseLong(kilobytes.strip()) / 1024.0;
  }

  /**
   * The processor time that a process has taken, in microseconds.
   *
   * @throws UnmeasurableException if there is no such process, or it is somebody else's
   */
  static double processorMicros(long pid) {
    return ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .orElseThrow(() -> new UnmeasurableException("there is no process " + pid))
            .toNanos()
        / 1e3;
  }

  /** In one line. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%d cores (%s), %,d MB of memory, %s, Java %s",
        cores,
        cpu,
        memoryMegabytes,
        system,
        java);
  }
}
