package io.tributary.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.exceptions.RunException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemsTest {

  @Test
  void ofProject_findsTheSystemOfPulumiYaml() throws Exception {
    assertThat(Files.readString(Path.of("Pulumi.yaml")))
        .contains("name: " + Systems.ofProject("purchase-events").project());
  }

  @Test
  void ofProject_unknown_saysWhichThereAre() {
    assertThatThrownBy(() -> Systems.ofProject("purchases"))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("\"purchases\"")
        .hasMessageContaining("purchase-events");
  }

  @Test
  void warnings_areOfKeysOfTheProjectThatItDoesNotRead() {
    var config =
        """
        {"aws:profile": "jane", "purchase-events:username": "jane",
         "purchase-events:retensionDays": "10", "aws:region": "eu-west-1"}""";

    assertThat(Systems.PURCHASE_EVENTS.warnings("mine", config))
        .singleElement()
        .asString()
        .contains(
            "key retensionDays (did you mean retentionDays?) is not read by purchase-events, which reads",
            "Try, in the folder with the Pulumi.yaml of purchase-events: pulumi config set purchase-events:retentionDays VALUE --stack mine, with the value of the mistyped"
                + " key (and with --secret, if it is one), and then: pulumi config rm purchase-events:retensionDays --stack mine");
  }

  @Test
  void warnings_ofAKeyThatIsLikeNone_onlyTellHowToRemoveIt() {
    assertThat(Systems.PURCHASE_EVENTS.warnings("mine", "{\"purchase-events:colour\": \"red\"}"))
        .singleElement()
        .asString()
        .endsWith(
            ". Try, in the folder with the Pulumi.yaml of purchase-events: pulumi config rm purchase-events:colour --stack mine");
  }

  @ParameterizedTest
  @CsvSource({
    "retensionDays, purchase-events:retentionDays, retentionDays",
    "region, aws:region, aws:region"
  })
  void warnings_whereTheKeyThatWasMeantIsSetToo_leaveItsValueAlone(
      String mistyped, String set, String meant) {
    var config =
        """
        {"purchase-events:%s": "14", "%s": "7"}"""
            .formatted(mistyped, set);

    assertThat(Systems.PURCHASE_EVENTS.warnings("mine", config))
        .singleElement()
        .asString()
        .contains("key " + mistyped + " (did you mean " + meant + "?) is not read")
        .endsWith(
            ". Try, in the folder with the Pulumi.yaml of purchase-events: pulumi config rm purchase-events:"
                + mistyped
                + " --stack mine");
  }

  @Test
  void warnings_areNoneWithoutAConfig() {
    assertThat(Systems.PURCHASE_EVENTS.warnings("mine", null)).isEmpty();
    assertThat(Systems.PURCHASE_EVENTS.warnings("mine", "{}")).isEmpty();
  }
}
