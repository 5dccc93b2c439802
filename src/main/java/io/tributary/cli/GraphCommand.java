package io.tributary.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.tributary.diagram.Layout;
import io.tributary.diagram.Mermaid;
import io.tributary.diagram.Svg;
import io.tributary.local.ResourceGraph;
import io.tributary.local.Stack;
import io.tributary.topology.Topology;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws a program's resources. */
@Command(
    name = "graph",
    description = {
      "Draws the way of an event through the program's resources, from left to right: topics, queues, pipes, buses, rules,"
          + " dead-letter queues and log groups, those that the account provides dashed, each component as a box.",
      "The same program and config give the same picture, to the byte."
    },
    exitCodeList = {
      ExitCode.WELL,
      ExitCode.WRONG + ", a file that cannot be written",
      ExitCode.GONE
    },
    footer = {
      "",
      "Examples:",
      "  tributary graph",
      "  tributary graph --output docs/purchase-events.svg",
      "  tributary graph --format svg --set debugRule=true > debug.svg"
    })
final class GraphCommand implements Callable<Integer> {

  private enum Format {
    MERMAID,
    SVG
  }

  /** What an ending tells; mermaid.js.org/ecosystem/integrations-create.html has Mermaid's. */
  private static final Map<String, Format> ENDINGS =
      Map.of(".svg", Format.SVG, ".mmd", Format.MERMAID, ".mermaid", Format.MERMAID);

  /** Those of which each is a format of its own, and none that this draws. */
  private static final Set<String> IMAGES =
      Set.of(".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf");

  private final Terminal terminal;

  @Mixin private StackOptions options;

  @Option(
      names = "--format",
      converter = FormatConverter.class,
      description =
          "mermaid, a flowchart as text that GitHub and others draw, or svg, an image (default: svg"
              + " for an --output whose name ends with .svg; mermaid for one that ends with .mmd or"
              + " .mermaid or has no ending, and for standard output)")
  private Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "the file to write, in place of one that is there (default: standard output)")
  private Path output;

  GraphCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    checkOutput();
    String picture = picture(options.record(terminal));
    if (output == null) {
      terminal.out().print(picture);
      terminal.out().flush();
    } else {
      write(picture);
    }
    return ExitCode.OK;
  }

  private void checkOutput() {
    if (output == null) {
      return;
    }
    if (output.toString().isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "--output is empty, but has to name a file");
    }
    if (Files.isDirectory(output)) {
      throw cannotWrite("it is a folder; name a file");
    }
    Path folder = output.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw cannotWrite("the folder " + folder + " is not there");
    }
    checkEnding();
    checkFormat();
  }

  /** Text in a file named as an image would take the place of one, and nobody could open it. */
  private void checkEnding() {
    String ending = ending();
    boolean known = ending.isEmpty() || ENDINGS.containsKey(ending);
    if (IMAGES.contains(ending) || format == null && !known) {
      throw cannotWrite(
          "no picture is written as %s; end its name with .svg (an image), .mmd or .mermaid (a flowchart as text)%s"
              .formatted(
                  ending,
                  IMAGES.contains(ending) ? "" : ", or choose --format mermaid or --format svg"));
    }
  }

  /** Nor is an image to take the place of a text. */
  private void checkFormat() {
    Format told = ENDINGS.getOrDefault(ending(), format());
    if (told != format()) {
      throw cannotWrite(
          "its name says %s, and --format %s; leave --format out, or end the name with %s"
              .formatted(
                  Names.of(told),
                  Names.of(format),
                  format == Format.SVG ? ".svg" : ".mmd or .mermaid"));
    }
  }

  /** With its dot and in lower case; empty for a name that has none. */
  private String ending() {
    String name = output.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot);
  }

  private CommandException cannotWrite(String why) {
    return new CommandException(ExitCode.USAGE, "cannot write --output " + output + ": " + why);
  }

  private Format format() {
    if (format != null) {
      return format;
    }
    return output == null ? Format.MERMAID : ENDINGS.getOrDefault(ending(), Format.MERMAID);
  }

  private String picture(ResourceGraph graph) {
    Topology topology = Topology.of(graph);
    Stack stack = graph.stack();
    return switch (format()) {
      case MERMAID -> Mermaid.of(topology);
      case SVG ->
          Svg.of(
              Layout.of(topology),
              "The resources of " + stack.project() + ", and the way of an event through them");
    };
  }

  private void write(String picture) {
    try {
      if (Files.isRegularFile(output) && Files.isWritable(output.toRealPath().getParent())) {
        replace(output.toRealPath(), picture);
      } else {
        Files.writeString(output, picture);
      }
    } catch (AccessDeniedException denied) {
      throw cannotWrite("you have no permission");
    } catch (FileSystemException failed) {
      throw cannotWrite(failed.getReason() == null ? failed.getMessage() : failed.getReason());
    } catch (IOException failed) {
      throw cannotWrite(failed.getMessage());
    }
  }

  /** Whole or, where the disk is full for example, not at all; the file's permissions stay. */
  private static void replace(Path file, String picture) throws IOException {
    Path written = file.resolveSibling(".tributary-graph-" + ProcessHandle.current().pid());
    try {
      Files.copy(file, written, COPY_ATTRIBUTES, REPLACE_EXISTING);
      Files.writeString(written, picture);
      Files.move(written, file, REPLACE_EXISTING, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  static final class FormatConverter extends Names<Format> {
    FormatConverter() {
      super(Format.class);
    }
  }
}
