package io.tributary.audit;

import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.local.StackFile;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The purchase-events program of this checkout, to be audited as it is or altered. */
final class Audited {

  private Audited() {}

  static ResourceGraph purchaseEvents() {
    return purchaseEvents(Map.of());
  }

  static ResourceGraph purchaseEvents(Map<String, String> config) {
    StackFile file = StackFile.read(Path.of("."), "dev").with(config);
    Systems system = Systems.PURCHASE_EVENTS;
    Program program = file.program(system.stack(), system.configKeys());
    return ProgramRecorder.record(program);
  }

  static AuditReport run(ResourceGraph graph) {
    Demo demo = Systems.PURCHASE_EVENTS.demo();
    List<Example> examples =
        demo.examples().stream()
            .map(
                it ->
                    new Example(
                        it.file(),
                        (String) graph.outputs().get(it.topicArnOutput()),
                        read(Path.of(it.file()))))
            .toList();
    String arrival = (String) graph.outputs().get(demo.queueUrlOutput());
    return new Audit(graph, examples, arrival, Path.of(".")).run((done, all) -> {});
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
