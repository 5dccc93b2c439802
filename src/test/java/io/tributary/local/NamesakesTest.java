package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesakesTest {

  private static final List<String> KNOWN = List.of("username", "aws:region", "topicArn");
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111111111111:orders";

  @TempDir private Path directory;

  @BeforeEach
  void project() throws IOException {
    Files.writeString(directory.resolve("Pulumi.yaml"), "name: shop\nruntime: java\n");
    stack("jane", "{username: jane, topicArn: '" + TOPIC + "'}");
  }

  private void stack(String name, String config) throws IOException {
    Files.writeString(StackFile.stackFile(directory, name), "config: " + config + "\n");
  }

  private List<String> warnings() {
    Program jane = StackFile.read(directory, "jane").program(context -> {}, KNOWN);
    return Namesakes.warnings(jane, directory, KNOWN);
  }

  /** In another region too: roles are global. */
  @ParameterizedTest
  @ValueSource(strings = {"eu-west-1", "us-east-1"})
  void anotherStackOfTheUsernameInTheAccount_isToldWithWhatItsDestroyDeletes(String region)
      throws IOException {
    String topic = TOPIC.replace("eu-west-1", region);
    stack("trial", "{username: jane, aws:region: " + region + ", topicArn: '" + topic + "'}");

    assertThat(warnings())
        .containsExactly(
            directory.resolve("Pulumi.trial.yaml")
                + " has the username jane in account 111111111111, where stack jane has jane:"
                + " deploy one of the two only, or give one another username. On AWS the second"
                + " fails on the first one's roles, and takes the first one's queues, alarms and"
                + " dashboard for its own, and deletes them when it is destroyed");
  }

  @Test
  void anotherStacksUsernameThatDiffersInCaseOnly_isTold() throws IOException {
    stack("trial", "{username: Jane, topicArn: '" + TOPIC + "'}");

    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("the username Jane", "has jane", "IAM does not distinguish names by case")
        .doesNotContain("destroyed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{username: joe, topicArn: 'arn:aws:sns:eu-west-1:111111111111:orders'}",
        "{username: jane, topicArn: 'arn:aws:sns:eu-west-1:222222222222:orders'}",
        "{username: jane}",
        "{username: {secure: AAAB}, topicArn: 'arn:aws:sns:eu-west-1:111111111111:orders'}",
        "{}"
      })
  void whatHasAnotherNameOrPerhapsAnotherAccount_isNotTold(String config) throws IOException {
    stack("trial", config);

    assertThat(warnings()).isEmpty();
  }

  @Test
  void aFileThatCannotBeRead_isToldAndHindersNothing() throws IOException {
    stack("trial", "[jane]");

    assertThat(warnings())
        .singleElement()
        .asString()
        .startsWith("whether " + directory.resolve("Pulumi.trial.yaml") + " has the same username")
        .contains("config must map keys to values");
  }
}
