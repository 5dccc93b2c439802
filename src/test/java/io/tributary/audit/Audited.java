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
    return audit(graph).run((done, all) -> {});
  }

  /** What the flows lack, without a look at what they do not need. */
  static List<Finding> tooFew(ResourceGraph graph) {
    return audit(graph).tooFew();
  }

  private static Audit audit(ResourceGraph graph) {
    Demo demo = Systems.PURCHASE_EVENTS.demo();
    List<Example> examples =
        demo.examples().stream().map(example -> example(graph, example)).toList();
    return new Audit(
        graph, examples, (String) graph.outputs().get(demo.queueUrlOutput()), Path.of("."));
  }

  private static Example example(ResourceGraph graph, Demo.Example example) {
    Path file = Path.of(example.file());
    String topic = (String) graph.outputs().get(example.topicArnOutput());
    return new Example(file.getFileName().toString(), topic, read(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
