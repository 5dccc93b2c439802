package io.tributary.system.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.MockProgram;
import io.tributary.audit.Audit;
import io.tributary.audit.Example;
import io.tributary.house.HouseRules;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.local.StackFile;
import io.tributary.system.Demo;
import io.tributary.testing.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/own-system.md shows a system as it is here, and that system keeps what the page promises.
 */
class OwnSystemPageTest {

  private static final String PAGE = read(Path.of("docs/own-system.md"));

  /** A line that names a file, and the file in a block of code. */
  private static final Pattern SHOWN =
      Pattern.compile("(?m)^`([^`\n]+)`[^\n]*:\n\n```[a-z]*\n(.*?)```\n", Pattern.DOTALL);

  private static final Path FOLDER = Path.of("src/test/resources/parcels");

  private static final ResourceGraph GRAPH =
      ProgramRecorder.record(StackFile.read(FOLDER, "dev").program(Parcels::stack, Parcels.KEYS));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static Stream<MatchResult> shown() {
    return SHOWN.matcher(PAGE).results();
  }

  private static Stream<String> files() {
    return shown().map(it -> it.group(1));
  }

  /** Where a user's checkout has it is not where these tests do. */
  private static Path here(String file) {
    return file.startsWith("parcels/")
        ? FOLDER.resolve(file.substring("parcels/".length()))
        : Path.of(file.replace("src/main/java/", "src/test/java/"));
  }

  /** To mend a failure, put the file in place of the block. */
  @ParameterizedTest
  @MethodSource("files")
  void aFileOnThePage_isTheOneThatIsTested(String file) {
    String block = shown().filter(it -> it.group(1).equals(file)).findFirst().get().group(2);

    assertThat(block).isEqualTo(read(here(file)).replace("src/test/resources/parcels", "parcels"));
  }

  @Test
  void thePage_showsEveryFileOfTheSystem() {
    assertThat(files())
        .containsExactly(
            "src/main/java/io/tributary/system/parcels/Parcels.java",
            "parcels/Pulumi.yaml",
            "parcels/Pulumi.dev.yaml",
            "parcels/examples/lost.json",
            "src/test/java/io/tributary/system/parcels/ParcelsTest.java");
  }

  @Test
  void theConstantOnThePage_isAsTheSamplesIs() {
    String systems = read(Path.of("src/main/java/io/tributary/system/Systems.java"));
    String sample =
        systems
            .substring(systems.indexOf("PURCHASE_EVENTS("), systems.indexOf("PurchaseEvents.DEMO"))
            .replaceAll("\\s+", " ");

    assertThat(PAGE)
        .contains(
            sample
                    .replace("( ", "(")
                    .replace("PURCHASE_EVENTS", "PARCELS")
                    .replace("purchase-events", "parcels")
                    .replace("PurchaseEventsConfig", "Parcels")
                    .replace("PurchaseEvents", "Parcels")
                + "Parcels.DEMO)");
  }

  @Test
  void theExamples_arriveWhereTheDemoSays() {
    var program = new RunningProgram(GRAPH);

    Parcels.DEMO.examples().forEach(it -> program.publish(topic(it), message(it)));

    assertThat(Parcels.DEMO.examples())
        .flatExtracting(OwnSystemPageTest::queueUrls)
        .allSatisfy(it -> assertThat(it).endsWith("/jane-search"));
    assertThat(program.take("search")).hasSameSizeAs(Parcels.DEMO.examples());
  }

  @Test
  void theAudit_findsNothing() {
    List<Example> examples =
        Parcels.DEMO.examples().stream().map(OwnSystemPageTest::played).toList();
    var audit = new Audit(GRAPH, HouseRules::broken, examples, Path.of("."));

    assertThat(audit.run((done, all) -> {}).findings()).isEmpty();
    assertThat(HouseRules.broken(GRAPH)).isEmpty();
  }

  @Test
  void aPreview_showsEveryPolicyWhole() {
    var config = Map.of("aws:region", "eu-west-1", "parcels:username", "jane");
    try (var program = MockProgram.preview("parcels", config, Parcels::stack)) {
      assertThat(program.requests("aws:sqs/queuePolicy:QueuePolicy"))
          .isNotEmpty()
          .allSatisfy(it -> assertThat(it.inputs().get("policy")).isNotNull());
    }
  }

  private static Example played(Demo.Example example) {
    String topicArn = GRAPH.output(example.topicArnOutput());
    return new Example(example.file(), topicArn, message(example), Map.of(), queueUrls(example));
  }

  private static List<String> queueUrls(Demo.Example example) {
    return example.queueUrlOutputs().stream().map(GRAPH::output).toList();
  }

  private static String topic(Demo.Example example) {
    return GRAPH.output(example.topicArnOutput()).replaceFirst(".*:jane-", "");
  }

  private static String message(Demo.Example example) {
    return read(FOLDER.resolve(example.file()));
  }
}
