package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.resource.InvalidInputsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceGraphTest {

  private static final Stack STACK =
      new Stack("shop", "dev", "aws", "536697261635", "eu-west-1", "jane");

  private static GraphResource resource(String urn, String... needs) {
    return new GraphResource(
        urn,
        "aws:sqs/queue:Queue",
        urn,
        null,
        true,
        Set.of(needs),
        Map.of(),
        Set.of(),
        Map.of(),
        Map.of("id", urn),
        Set.of(),
        false);
  }

  private static ResourceGraph graph(GraphResource... resources) {
    return new ResourceGraph(STACK, List.of(resources), Map.of());
  }

  @Test
  void inOrder_putsNeedsFirstAndTiesByUrn() {
    ResourceGraph graph =
        graph(resource("a", "z"), resource("m"), resource("z"), resource("b", "a", "m"));

    assertThat(graph.inOrder()).extracting(GraphResource::urn).containsExactly("m", "z", "a", "b");
  }

  @Test
  void equality_doesNotDependOnTheOrderOfRegistration() {
    ResourceGraph recorded = PurchaseProgram.recorded();
    List<GraphResource> shuffled = new ArrayList<>(recorded.resources());
    Collections.shuffle(shuffled, new Random(1));

    ResourceGraph other = new ResourceGraph(recorded.stack(), shuffled, recorded.outputs());

    assertThat(other.toJson()).isEqualTo(recorded.toJson());
    assertThat(other.inOrder()).isEqualTo(recorded.inOrder());
  }

  @Test
  void inOrder_aCircle_isRefusedByName() {
    assertThatThrownBy(() -> graph(resource("a", "b"), resource("b", "a")).inOrder())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("circle")
        .hasMessageContaining("[a, b]");
  }

  @Test
  void graph_aNeedThatIsNotThere_isRefused() {
    assertThatThrownBy(() -> graph(resource("a", "b")))
        .hasMessage("a depends on b, which is not in the graph");
  }

  @Test
  void output_isWhatTheProgramExportsUnderTheName() {
    ResourceGraph graph = new ResourceGraph(STACK, List.of(), Map.of("queueUrl", "url"));

    assertThat(graph.output("queueUrl")).isEqualTo("url");
  }

  @Test
  void output_thatIsNotExported_isRefusedWithThoseThatAre() {
    ResourceGraph graph = new ResourceGraph(STACK, List.of(), Map.of("queueUrl", "url"));

    assertThatThrownBy(() -> graph.output("queueUri"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the program exports no output queueUri; it exports [queueUrl]");
  }

  @Test
  void altered_computesTheOutputsAnew() {
    ResourceGraph graph = graph(resource("a"));

    GraphResource renamed =
        graph
            .altered(
                "a",
                inputs -> {
                  inputs.put("name", "jane-b");
                  return inputs;
                })
            .resource("a");

    assertThat(renamed.outputs()).containsEntry("arn", "arn:aws:sqs:eu-west-1:536697261635:jane-b");
    assertThat(graph.resource("a").inputs()).isEmpty();
  }

  @Test
  void altered_toWhatTheTypeDoesNotTake_isRefused() {
    assertThatThrownBy(() -> graph(resource("a")).altered("a", old -> Map.of("delaySeconds", 5.5)))
        .isInstanceOf(InvalidInputsException.class)
        .hasMessageContaining("Queue \"a\"")
        .hasMessageContaining("'delaySeconds'")
        .hasMessageContaining("5.5");
  }

  @Test
  void without_letsOthersNoLongerWait() {
    ResourceGraph graph = graph(resource("a"), resource("b", "a")).without("a");

    assertThat(graph.inOrder()).extracting(GraphResource::needs).containsExactly(Set.of());
  }

  @Test
  void provided_isWhatThePurchaseEventsProgramRefersToAndDoesNotCreate() {
    Provided provided = Provided.of(PurchaseProgram.recorded());

    assertThat(provided.topics()).containsExactly("jane-basket-events", "jane-checkout-events");
    assertThat(provided.buses()).containsExactly("jane-domain-events");
  }

  @Test
  void provided_isTheLogPolicyThatIsNamedForTheDebugRule() {
    ResourceGraph graph =
        ProgramRecorder.record(
            PurchaseProgram.with(
                Map.of(
                    "purchase-events:debugRule", "true",
                    "purchase-events:debugLogPolicy", "events-to-logs")));

    assertThat(Provided.of(ResourceGraph.fromJson(graph.toJson())).logPolicies())
        .containsOnlyKeys("events-to-logs")
        .hasEntrySatisfying(
            "events-to-logs",
            document ->
                assertThat(document)
                    .contains(
                        "arn:aws:logs:eu-west-1:536697261635:log-group:/jane/purchase-events:*"));
  }

  @Test
  void provided_isNothingForAProgramThatCreatesItsSources() {
    ResourceGraph graph = ProgramRecorder.record(PurchaseProgram.withOwnSources());

    assertThat(Provided.of(graph)).isEqualTo(Provided.nothing());
  }
}
