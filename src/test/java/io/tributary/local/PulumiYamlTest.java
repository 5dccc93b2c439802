package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PulumiYamlTest {

  @TempDir private Path directory;

  /** The stack file's config, by key without the project's namespace. */
  private StackFile read(String file) throws IOException {
    Files.writeString(directory.resolve("Pulumi.yaml"), "name: shop\n");
    Files.writeString(directory.resolve("Pulumi.dev.yaml"), file);
    return StackFile.read(directory, "dev");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "True, true",
        "FALSE, false",
        "1_000, 1000",
        "007, 7",
        "010, 8",
        "-010, -8",
        "012345678901, 12345678901",
        "0o17, 15",
        "0x1F, 31",
        "0b11, 3",
        "+5, 5",
        "1e3, 1000",
        "1e20, 100000000000000000000",
        "1.10, 1.1",
        "1.0, 1",
        ".5, 0.5",
        "0.000001, 0.000001",
        "-0.0, 0",
        "18446744073709551615, 18446744073709551615",
        "18446744073709551616, 18446744073709552000",
        "yes, yes",
        "No, No",
        "on, on",
        "tRUE, tRUE",
        "_1, _1",
        "0x, 0x",
        "1:30, 1:30",
        "1e400, 1e400",
        "1.2.3, 1.2.3",
        "2020-1, 2020-1",
        "'007', 007",
        "\"1e5\", 1e5",
        "\"null\", null",
        "'2020-01-01', 2020-01-01",
        "!!str 007, 007",
        "null, ||",
        "~, ||",
        "||, ||",
        "'', ||",
      })
  void read_ofAValue_isWhatPulumiPassesToTheProgram(String written, String passed)
      throws IOException {
    assertThat(read("config:\n  a: " + written + "\n").config())
        .isEqualTo(Map.of("shop:a", passed));
  }

  @Test
  void read_ofAnObject_isTheJsonThatPulumiPasses() throws IOException {
    assertThat(read("config:\n  a: {x: {b: [~, True]}, days: 07, size: 1e3}\n").config())
        .isEqualTo(Map.of("shop:a", "{\"days\":7,\"size\":1000,\"x\":{\"b\":[null,true]}}"));
  }

  @Test
  void read_ofAnAlias_isWhatItStandsFor() throws IOException {
    assertThat(read("config:\n  a: &q orders\n  b: *q\n").config())
        .isEqualTo(Map.of("shop:a", "orders", "shop:b", "orders"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"---\n", "--- word\n", "---\nconfig:\n  username: john\n"})
  void read_aSecondDocument_isNotRead(String second) throws IOException {
    assertThat(read("config:\n  username: jane\n" + second).config())
        .isEqualTo(Map.of("shop:username", "jane"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n", "~\n"})
  void read_aFileThatHoldsNothing_hasNoConfig(String file) throws IOException {
    assertThat(read(file).config()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-01-01",
        "2020-01-01 10:00:00",
        "2020-01-01T10:00:00Z",
        ".inf",
        ".NaN",
        "1e21",
        "1e-7",
        "!!binary aGk=",
        "!!bool yes",
        "!!int 007"
      })
  void read_whatPulumiPassesInAnotherForm_isRefusedWithItsPlace(String written) {
    assertThatThrownBy(() -> read("config:\n  a: " + written + "\n"))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("Pulumi.dev.yaml line 2, column 6: ")
        .hasMessageEndingWith("write it in quotes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7: a", "true: a", "<<: {b: c}", "? [a]\n  : b"})
  void read_aKeyThatIsNoText_isRefused(String entry) {
    assertThatThrownBy(() -> read("config:\n  " + entry + "\n"))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("Pulumi.dev.yaml line 2, column ")
        .hasMessageContaining("keys must be text");
  }

  @Test
  void read_anAliasWithinWhatItStandsFor_isRefused() {
    assertThatThrownBy(() -> read("config:\n  a: &x {b: *x}\n"))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("line 2")
        .hasMessageEndingWith("what an alias stands for contains that alias");
  }

  @Test
  void read_aCharacterThatYamlDoesNotTake_isRefused() {
    assertThatThrownBy(() -> read("config:\n  a: \u0007\n"))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("Pulumi.dev.yaml: not YAML as Pulumi reads it");
  }
}
