package io.tributary.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param threads that live
 * @param sockets that are open; 0 where the system does not tell (it does on Linux)
 * @param heapMebibytes in use, once the garbage is collected
 */
record Footprint(int threads, int sockets, long heapMebibytes) {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static Footprint now() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return new Footprint(Thread.getAllStackTraces().size(), openSockets(), used >> 20);
  }

  private static int openSockets() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return (int) descriptors.filter(Footprint::isSocket).count();
    } catch (IOException broken) {
      throw new IllegalStateException("a process can list its own descriptors", broken);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
