package io.tributary.simulate;

import static io.tributary.simulate.Purchases.GRAPH;
import static io.tributary.simulate.Purchases.allFaults;
import static io.tributary.simulate.Purchases.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import io.tributary.simulate.fault.OversizedForTopic;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Programs that leave out a permission which they need. */
class DenialsTest {

  private static final String DELETE = "\"sqs:DeleteMessage\",";
  private static final Simulation PIPE_MAY_NOT_DELETE = pipeMayNotDelete();

  private static Simulation pipeMayNotDelete() {
    ResourceGraph graph = GRAPH;
    for (GraphResource policy : GRAPH.ofType("aws:iam/rolePolicy:RolePolicy").toList()) {
      graph =
          graph.altered(
              policy.urn(),
              inputs -> {
                inputs.compute("policy", (name, text) -> text.toString().replace(DELETE, ""));
                return inputs;
              });
    }
    return Purchases.simulation(graph);
  }

  /** The program with a policy at its topics that denies everybody to publish. */
  private static Simulation nobodyMayPublish() {
    List<GraphResource> all = new ArrayList<>(GRAPH.resources());
    GRAPH
        .ofType("aws:sns/topicSubscription:TopicSubscription")
        .map(subscription -> subscription.inputs().get("topic").toString())
        .forEach(topic -> all.add(denyingPolicy(topic)));
    return Purchases.simulation(new ResourceGraph(GRAPH.stack(), all, GRAPH.outputs()));
  }

  private static GraphResource denyingPolicy(String topic) {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
            + "\"Action\":\"sns:Publish\",\"Resource\":\"%s\"}]}".formatted(topic);
    return new GraphResource(
        "urn:policy-of:" + topic,
        "aws:sns/topicPolicy:TopicPolicy",
        "policy",
        null,
        true,
        Set.of(),
        Map.of(),
        Set.of(),
        Map.of("arn", topic, "policy", policy),
        Map.of("id", topic),
        Set.of(),
        false);
  }

  private static Violation first(Outcome outcome) {
    assertThat(outcome.violations()).isNotEmpty();
    return outcome.violations().get(0);
  }

  @Test
  void aPermissionThatAPipeLacks_isToldWithWhoWhatAndWhere() {
    Violation violation = first(PIPE_MAY_NOT_DELETE.run(scenario(1, List.of())));

    assertThat(violation.invariant()).isEqualTo("nothing-denied");
    assertThat(violation.event()).isNotNegative();
    assertThat(violation.what())
        .contains("assumed-role/jane-", "sqs:DeleteMessage", ":jane-basket-events")
        .contains("nearest: statement 'ConsumeQueue'")
        .contains("this statement would allow it:", "\"Action\" : \"sqs:DeleteMessage\"");
  }

  @Test
  void manyDenialsOfAKind_areOneViolationWithACount() {
    Scenario atOnce =
        new Scenario(1, 300, Duration.ofSeconds(1), List.of(), ConsumerSettings.SOUND);

    List<Violation> violations = PIPE_MAY_NOT_DELETE.run(atOnce).violations();

    assertThat(violations).extracting(Violation::what).doesNotHaveDuplicates();
    assertThat(violations).extracting(Violation::times).anyMatch(times -> times > 1);
  }

  @Test
  void aPermissionThatIsMissing_isFoundAmongAllFaults() {
    for (long seed = 1; seed <= 10; seed++) {
      assertThat(PIPE_MAY_NOT_DELETE.run(scenario(seed, allFaults())).violations())
          .as("seed " + seed)
          .extracting(Violation::invariant)
          .contains("nothing-denied");
    }
  }

  @Test
  void aPermissionThatIsMissing_shrinksToOneEventAndNoFault() {
    Outcome failed = PIPE_MAY_NOT_DELETE.run(scenario(1, allFaults()));
    Outcome smallest =
        Shrinker.shrink(PIPE_MAY_NOT_DELETE, failed, Duration.ofMinutes(1), doing -> {});

    assertThat(smallest.violations().get(0).invariant()).isEqualTo("nothing-denied");
    assertThat(smallest.scenario().onlyEvents().orElseThrow()).hasSize(1);
    assertThat(smallest.scenario().faults()).isEmpty();
  }

  @Test
  void aPublisherWhoMayNotPublish_isTold() {
    Violation violation = first(nobodyMayPublish().run(scenario(1, List.of())));

    assertThat(violation.invariant()).isEqualTo("nothing-denied");
    assertThat(violation.what()).contains("user/jane", "sns:Publish", "this statement denies it:");
  }

  @Test
  void whatSnsRefusesWithoutAFault_isFoundAndTold() {
    Violation violation = first(tooLarge().run(scenario(1, List.of())));

    assertThat(violation.invariant()).isEqualTo("nothing-refused");
    assertThat(violation.what()).contains("refused", "Invalid parameter");
  }

  @Test
  void whatSnsRefuses_isFoundAmongAllFaults() {
    Simulation tooLarge = tooLarge();
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(tooLarge.run(scenario(seed, allFaults())).violations())
          .as("seed " + seed)
          .extracting(Violation::invariant)
          .containsExactly("nothing-refused");
    }
  }

  private static Simulation tooLarge() {
    Demo demo = Systems.PURCHASE_EVENTS.demo();
    Simulation.Example example = Purchases.example(demo.examples().get(0));
    String event = example.body().strip();
    String tooLarge = event.substring(0, event.length() - 1) + ",\"x\":\"" + "x".repeat(300_000);
    Simulation.Example large =
        new Simulation.Example(
            "large.json",
            example.topicArnOutput(),
            tooLarge + "\"}",
            Map.of(),
            example.queueUrlOutputs());
    return Simulation.of(GRAPH, List.of(large));
  }

  @Test
  void aRunInWhichAFaultLetsNothingIn_isNoFaultOfTheProgram() {
    Scenario oversized = scenario(1, List.of(new FaultRate(new OversizedForTopic(), 1)));

    Outcome outcome = Purchases.SIMULATION.run(oversized);

    assertThat(outcome.accepted()).isZero();
    assertThat(outcome.violations()).isEmpty();
  }
}
