package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class GraphCommandTest {

  private static final Path PICTURE = Path.of("docs/purchase-events.svg");

  private final Screen screen = new Screen();

  @Test
  void thePictureInTheReadme_isThatOfTheSample() throws IOException {
    assertThat(screen.run("graph", "--format", "svg")).as(screen.err()).isEqualTo(ExitCode.OK);

    assertThat(Files.readString(PICTURE))
        .as("to mend it: scripts/tributary graph --format svg --output " + PICTURE)
        .isEqualTo(screen.out());
    assertThat(Files.readString(Path.of("README.md"))).contains("](" + PICTURE + ")");
  }

  @Test
  void svg_isWellFormed_namedForScreenReaders_andNeedsNothingFromElsewhere() throws Exception {
    screen.run("graph", "--format", "svg");

    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(screen.out())));
    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("The resources of purchase-events, and the way of an event through them");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .contains("SNS topic, provided basket-events to SQS queue basket-events (subscription)");
    assertThat(screen.out().replace("http://www.w3.org/2000/svg", "")).doesNotContain("://");
  }

  @Test
  void mermaid_isTheDefault() {
    assertThat(screen.run("graph")).as(screen.err()).isEqualTo(ExitCode.OK);

    assertThat(screen.out())
        .startsWith("flowchart LR\n")
        .contains(
            "    queue_basket_events[\"basket-events<br/>SQS queue\"]\n",
            "  topic_basket_events([\"basket-events<br/>SNS topic, provided\"]):::provided\n",
            "  topic_basket_events --> queue_basket_events\n",
            "  queue_basket_events -.-> queue_basket_events_dlq\n");
  }

  @Test
  void output_writesTheFileAndPrintsNothing(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("picture.mmd");

    assertThat(screen.run("graph", "--output", file.toString())).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(file)).startsWith("flowchart LR\n");
    assertThat(screen.out()).isEmpty();
  }

  /** Another name of the old file shows whether that was written over or another took its place. */
  @Test
  void output_replacesAFileAsAWhole_withItsPermissions(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("picture.mmd"), "old");
    Path old = Files.createLink(folder.resolve("old"), file);
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-rw----");
    Files.setPosixFilePermissions(file, permissions);

    assertThat(screen.run("graph", "--output", file.toString())).isEqualTo(ExitCode.OK);

    assertThat(old).hasContent("old");
    assertThat(Files.readString(file)).startsWith("flowchart LR\n");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("picture.mmd", "old");
  }

  @Test
  void output_thatIsALink_replacesWhatItLeadsTo(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("b"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("picture.mmd"), file);

    assertThat(screen.run("graph", "--output", link.toString())).isEqualTo(ExitCode.OK);

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).startsWith("flowchart LR\n");
  }

  @Test
  void output_whereNothingCanBeWritten_isToldInOneLine(@TempDir Path folder) {
    Path file = folder.resolve("absent").resolve("picture.svg");

    assertThat(screen.run("graph", "--output", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("cannot write --output " + file)
        .contains("the folder " + file.getParent() + " is not there")
        .doesNotContain("Exception");
  }

  @Test
  void output_thatIsAFolder_isToldInWords(@TempDir Path folder) {
    assertThat(screen.run("graph", "--output", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err().lines())
        .containsExactly(
            "tributary: cannot write --output " + folder + ": it is a folder; name a file");
  }

  @Test
  void output_withoutAName_isToldInWords() {
    assertThat(screen.run("graph", "--output", "")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err().lines())
        .containsExactly("tributary: --output is empty, but has to name a file");
  }

  @Test
  void output_thatNobodyCanWrite_isToldWithItsReason(@TempDir Path folder) {
    Path file = folder.resolve("a".repeat(300));

    assertThat(screen.run("graph", "--output", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err().lines())
        .containsExactly("tributary: cannot write --output " + file + ": File name too long");
  }

  @ParameterizedTest
  @CsvSource({"a.png, ''", "a.PNG, ''", "a.md, ''", "a.png, --format svg"})
  void output_withAnEndingOfNoFormat_namesThoseThatAre_andLeavesTheFile(
      String name, String format, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "old");

    int code = screen.run(("graph --output " + file + " " + format).split(" "));

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("cannot write --output " + file, ".svg", ".mmd", ".mermaid");
    assertThat(file).hasContent("old");
  }

  @ParameterizedTest
  @CsvSource({"a.svg, mermaid, svg, .mmd or .mermaid", "a.mmd, svg, mermaid, .svg"})
  void output_whoseEndingTellsAnotherFormatThanTheGiven_isRefused_andLeavesTheFile(
      String name, String given, String told, String endings, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name), "old");

    int code = screen.run("graph", "--output", file.toString(), "--format", given);

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err().lines())
        .containsExactly(
            "tributary: cannot write --output %s: its name says %s, and --format %s; leave --format out, or end the name with %s"
                .formatted(file, told, given, endings));
    assertThat(file).hasContent("old");
  }

  @ParameterizedTest
  @CsvSource({
    "a.svg, '', <svg",
    "a.SVG, '', <svg",
    "a.mmd, '', flowchart",
    "a.mermaid, '', flowchart",
    ".svg, '', flowchart",
    "a.md, --format mermaid, flowchart",
    "svg, '', flowchart",
    "svg, --format svg, <svg",
    "a.svg, --format svg, <svg"
  })
  void format_isTheGivenOne_elseThatOfTheFilesEnding(
      String name, String format, String begins, @TempDir Path folder) throws IOException {
    Path file = folder.resolve(name);

    int code = screen.run(("graph --output " + file + " " + format).split(" "));

    assertThat(code).as(screen.err()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(file)).startsWith(begins);
  }

  @Test
  void format_thatIsNone_namesThoseThatAre() {
    assertThat(screen.run("graph", "--format", "png")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("'png' is neither mermaid nor svg");
  }
}
