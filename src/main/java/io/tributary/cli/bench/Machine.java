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
 * The machine that this runs on: the client's, and of a server only if it is local.
 *
 * @param cpu its model, where the system tells it; else its architecture
 */
public record Machine(int cores, String cpu, long memoryMebibytes, String system, String java) {

  private static final Path PROC = Path.of("/proc");
  private static final Path CPUS = PROC.resolve("cpuinfo");
  private static final String RESIDENT = "VmRSS:";

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
   * The resident memory of a process in mebibytes, from {@code /proc} or else from {@code ps}.
   *
   * @throws UnmeasurableException if there is no such process, or nothing tells
   */
  public static double residentMebibytes(long pid) throws IOException {
    return residentMebibytes(pid, PROC, "ps");
  }

  static double residentMebibytes(long pid, Path proc, String ps) throws IOException {
    Path status = proc.resolve(Long.toString(pid)).resolve("status");
    String kibibytes = Files.exists(proc.resolve("self")) ? resident(status) : listed(pid, ps);
    if (!kibibytes.matches("[0-9]+")) {
      throw noProcess(pid);
    }
    return Long.parseLong(kibibytes) / 1024.0;
  }

  private static String resident(Path status) throws IOException {
    if (!Files.isReadable(status)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
          .findFirst()
          .orElse("");
    }
  }

  private static String listed(long pid, String ps) throws IOException {
    try {
      Process listing =
          new ProcessBuilder(ps, "-o", "rss=", "-p", Long.toString(pid))
              .redirectErrorStream(true)
              .start();
      return new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException missing) {
      throw new UnmeasurableException(
          "nothing tells the memory of process "
              + pid
              + ", neither /proc nor ps: "
              + missing.getMessage());
    }
  }

  private static UnmeasurableException noProcess(long pid) {
    return new UnmeasurableException("there is no process " + pid + ", or it is somebody else's");
  }

  /**
   * The processor time that a process has taken, in microseconds.
   *
   * @throws UnmeasurableException if there is no such process, or it is somebody else's
   */
  public static double processorMicros(long pid) {
    return ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .orElseThrow(() -> noProcess(pid))
            .toNanos()
        / 1e3;
  }

  /** In one line. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%d cores (%s), %,d MiB of memory, %s, Java %s",
        cores,
        cpu,
        memoryMebibytes,
        system,
        java);
  }
}
