package io.tributary.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.GraphResource;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaiversTest {

  private static final LocalDate LAST_DAY = LocalDate.parse("2027-01-31");

  /** The purchase-events program with one queue's encryption off. */
  private static ResourceGraph broken;

  @BeforeAll
  static void record() {
    ResourceGraph graph = PurchaseProgram.recorded();
    GraphResource queue = graph.named("aws:sqs/queue:Queue", "basket-events");
    broken =
        graph.altered(
            queue.urn(),
            inputs -> {
              inputs.put("sqsManagedSseEnabled", false);
              return inputs;
            });
  }

  private static Waivers waiving(String rule, String resource) {
    return new Waivers(List.of(new Waiver(rule, resource, "a reason", LAST_DAY)));
  }

  private static List<String> ids(Waivers waivers, LocalDate today) {
    return HouseRules.check(broken, waivers, today).stream().map(it -> it.rule().id()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"basket-events", "*", "basket-*", "*Queue::basket-events"})
  void aWaiverOfTheResource_excusesTheFinding(String resource) {
    assertThat(ids(waiving("encryption-at-rest", resource), LAST_DAY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"basket", "events", "checkout-*", "basket.events"})
  void aWaiverOfAnotherResource_excusesNothingAndIsAFinding(String resource) {
    assertThat(ids(waiving("encryption-at-rest", resource), LAST_DAY))
        .containsExactly("encryption-at-rest", "waiver");
  }

  @Test
  void aWaiverOfAnotherRule_excusesNothingAndIsAFinding() {
    assertThat(ids(waiving("retention-set", "*"), LAST_DAY))
        .containsExactly("encryption-at-rest", "waiver");
  }

  @Test
  void aWaiverAfterItsLastDay_excusesNothingAndIsAFinding() {
    assertThat(HouseRules.check(broken, waiving("encryption-at-rest", "*"), LAST_DAY.plusDays(1)))
        .extracting(Finding::problem)
        .containsExactly("sqsManagedSseEnabled is false", "the waiver expired on 2027-01-31");
  }

  @Test
  void aFile_isReadInItsOrder() {
    var waivers =
        Waivers.parse(
            """
            waivers:
              - rule: retention-set
                resource: "*"
                reason: kept for the lawyers
                expires: 2027-01-31
              - {rule: name-prefix, resource: shared, reason: shared by all, expires: "2028-02-29"}
            """);

    assertThat(waivers.all())
        .containsExactly(
            new Waiver("retention-set", "*", "kept for the lawyers", LAST_DAY),
            new Waiver("name-prefix", "shared", "shared by all", LocalDate.parse("2028-02-29")));
  }

  @Test
  void aFile_isRefusedWithAllThatIsWrongWithIt() {
    assertThatThrownBy(
            () ->
                Waivers.parse(
                    """
                    waivers:
                      - rule: no-such-rule
                        resource: "*"
                        reason: " "
                        expires: next year
                      - rule: waiver
                        reason: why not
                        until: 2027-01-31
                    """))
        .isInstanceOf(WaiversException.class)
        .hasMessageStartingWith("waivers.yaml:\n  waiver 1: no rule has the id 'no-such-rule'")
        .hasMessageContaining("waiver 1: reason is missing")
        .hasMessageContaining("waiver 1: expires is 'next year', not a day as in 2027-01-31")
        .hasMessageContaining("waiver 2: unknown key 'until'")
        .hasMessageContaining("waiver 2: no rule has the id 'waiver'")
        .hasMessageContaining("waiver 2: resource is missing")
        .hasMessageContaining("waiver 2: expires is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rules: []", "waivers: none", "- rule: x"})
  void aFileWithoutAList_isRefused(String yaml) {
    assertThatThrownBy(() -> Waivers.parse(yaml))
        .isInstanceOf(WaiversException.class)
        .hasMessageContaining("one key, waivers, with a list");
  }

  @Test
  void aFileThatIsNoYaml_isRefused() {
    assertThatThrownBy(() -> Waivers.parse("waivers: ["))
        .isInstanceOf(WaiversException.class)
        .hasMessageStartingWith("waivers.yaml:\n  ");
  }

  @Test
  void aProjectWithoutAFile_waivesNothing(@TempDir Path directory) throws IOException {
    assertThat(Waivers.read(directory)).isEqualTo(Waivers.none());
  }

  @Test
  void aProjectsFile_isRead(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("waivers.yaml"), "waivers: []");

    assertThat(Waivers.read(directory)).isEqualTo(Waivers.none());
  }
}
