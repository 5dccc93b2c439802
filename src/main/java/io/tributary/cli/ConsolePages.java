package io.tributary.cli;

import io.tributary.cloud.gateway.Pages;
import io.tributary.console.Console;
import io.tributary.console.Example;
import io.tributary.local.LocalServer;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The console of a program, with the examples that lie beside it. */
final class ConsolePages {

  private ConsolePages() {}

  /**
   * Makes the console of a running program.
   *
   * @param directory the root of the program; an example of which a file is not there is left out
   */
  static Function<LocalServer, Pages> in(Path directory) {
    return server -> of(server, directory);
  }

  private static Pages of(LocalServer server, Path directory) {
    Demo demo = Systems.demoOf(server.graph().stack().project());
    return Console.of(server, examples(demo, directory));
  }

  /** Those of which every file is there. */
  static List<Example> examples(Demo demo, Path directory) {
    List<Example> examples = new ArrayList<>();
    for (Demo.Example example : demo.examples()) {
      if (example.files().map(directory::resolve).allMatch(Files::isRegularFile)) {
        examples.add(read(directory, demo.name(example), example));
      }
    }
    return examples;
  }

  private static Example read(Path directory, String name, Demo.Example example) {
    return new Example(
        name,
        example.topicArnOutput(),
        ExampleFile.read(directory, example),
        ExampleFile.attributesText(directory, example));
  }
}
