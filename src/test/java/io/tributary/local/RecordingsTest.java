package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.Context;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.core.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a program runs, and when what it asked for before is taken. */
class RecordingsTest {

  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();
  private final AtomicInteger runs = new AtomicInteger();

  private Recordings of(String code) {
    return Recordings.in(folder.resolve("kept"), code, warnings::add);
  }

  private Program program(Map<String, String> config, Consumer<Context> code) {
    return new Program("orders", "dev", config, Set.of(), code);
  }

  private void topic(Context context) {
    runs.incrementAndGet();
    String name = context.config().get("name").orElse("orders");
    Topic topic = new Topic(name, TopicArgs.builder().name("jane-" + name).build());
    context.export("arn", topic.arn());
  }

  @Test
  void theSameCodeAndConfigRunOnce() {
    ResourceGraph first = of("1").of(program(Map.of(), this::topic));
    ResourceGraph second = of("1").of(program(Map.of(), this::topic));

    assertThat(runs).hasValue(1);
    assertThat(second).isEqualTo(first);
    assertThat(second.outputs()).containsKey("arn");
    assertThat(warnings).isEmpty();
  }

  @Test
  void otherCodeRunsAnew() {
    of("1").of(program(Map.of(), this::topic));
    of("2").of(program(Map.of(), this::topic));

    assertThat(runs).hasValue(2);
  }

  @Test
  void otherConfigRunsAnew() {
    of("1").of(program(Map.of(), this::topic));
    ResourceGraph bills = of("1").of(program(Map.of("orders:name", "bills"), this::topic));

    assertThat(runs).hasValue(2);
    assertThat(bills.named("aws:sns/topic:Topic", "bills").id()).endsWith(":jane-bills");
  }

  @Test
  void anotherAccountRunsAnew() {
    of("1").of(program(Map.of(), this::topic));
    Program elsewhere = program(Map.of(), this::topic).in("123456789012");

    assertThat(of("1").of(elsewhere).stack().accountId()).isEqualTo("123456789012");
    assertThat(runs).hasValue(2);
  }

  @Test
  void stacksAreKeptBesideEachOther() {
    Program dev = program(Map.of(), this::topic);
    Program prod = new Program("orders", "prod", Map.of(), Set.of(), this::topic);
    of("1").of(dev);
    of("1").of(prod);

    assertThat(of("1").of(prod).stack().name()).isEqualTo("prod");
    assertThat(of("1").of(dev).stack().name()).isEqualTo("dev");
    assertThat(runs).hasValue(2);
  }

  @Test
  void wherePlainConfigIsSecretNothingIsWritten() {
    Program secret =
        new Program(
            "orders", "dev", Map.of("orders:name", "hush"), Set.of("orders:name"), this::topic);
    of("1").of(secret);
    of("1").of(secret);

    assertThat(runs).hasValue(2);
    assertThat(folder).isEmptyDirectory();
    assertThat(of("1").keeps(secret)).isFalse();
  }

  @Test
  void whereAFolderIsNamedARecordingIsKept() {
    Program plain = program(Map.of(), this::topic);

    assertThat(of("1").keeps(plain)).isTrue();
    assertThat(Recordings.none().keeps(plain)).isFalse();
  }

  @Test
  void aResourceWithASecretIsNotWritten() {
    Consumer<Context> code =
        context -> {
          runs.incrementAndGet();
          new Topic(
              "orders",
              TopicArgs.builder().name("orders").displayName(Output.ofSecret("hush")).build());
        };
    of("1").of(program(Map.of(), code));
    ResourceGraph again = of("1").of(program(Map.of(), code));

    assertThat(runs).hasValue(2);
    assertThat(again.named("aws:sns/topic:Topic", "orders").inputs())
        .containsEntry("displayName", "hush");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aProgramThatFailsIsNotKept() {
    Consumer<Context> code =
        context -> {
          throw new IllegalStateException("no topic today");
        };
    Program failing = program(Map.of(), code);

    assertThatThrownBy(() -> of("1").of(failing)).hasMessageContaining("no topic today");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void onlyItsOwnerReadsWhatIsKept() throws IOException {
    of("1").of(program(Map.of(), this::topic));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
        .isEqualTo("rw-------");
  }

  @Test
  void aDamagedRecordingIsToldAndReplaced() throws IOException {
    of("1").of(program(Map.of(), this::topic));
    String whole = Files.readString(kept());
    Files.writeString(kept(), whole.substring(0, whole.length() / 2));

    of("1").of(program(Map.of(), this::topic));

    assertThat(runs).hasValue(2);
    assertThat(warnings).singleElement().asString().contains("cannot be read", "orders.dev.json");
    assertThat(Files.readString(kept())).isEqualTo(whole);
  }

  @Test
  void whatCannotBeKeptIsToldAndStillRecorded() throws IOException {
    Files.writeString(folder.resolve("kept"), "a file where the folder should be");

    ResourceGraph graph = of("1").of(program(Map.of(), this::topic));

    assertThat(graph.resources()).hasSize(1);
    assertThat(warnings).isNotEmpty().last().asString().contains("cannot be kept");
  }

  private Path kept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      return files.reduce((one, other) -> fail(one, other)).orElseThrow();
    }
  }

  private static Path fail(Path one, Path other) {
    throw new AssertionError("one file was expected, found " + one + " and " + other);
  }
}
