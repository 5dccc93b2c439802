package io.tributary.system.purchase;

import static io.tributary.system.purchase.PurchaseEventsTest.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.MockProgram;
import io.tributary.MockProgram.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is asked for before what it stands on is there, so that no event is let in and lost. */
class PurchaseEventsOrderTest {

  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
  private static final String RULE = "aws:cloudwatch/eventRule:EventRule";
  private static final String TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  private static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
  private static final String PIPE = "aws:pipes/pipe:Pipe";
  private static final String SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

  private static final List<String> STEPS =
      List.of(QUEUE, QUEUE_POLICY, RULE, TARGET, ROLE_POLICY, PIPE, SUBSCRIPTION);

  static List<String> stepsBeforeTheLast() {
    return STEPS.subList(0, STEPS.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("stepsBeforeTheLast")
  void aStepThatIsWithheld_isTheLastThatIsAskedFor(String step) throws Exception {
    Set<Request> possible = possibleWithout(step);
    try (var program =
        MockProgram.holding(PurchaseEvents.NAME, CONFIG, request -> request.type().equals(step))) {
      var running = program.start(PurchaseEvents::stack);
      program.await(possible);

      assertThat(program.requests()).containsExactlyInAnyOrderElementsOf(possible);
      assertThat(possible).extracting(Request::type).contains(step);
      assertThat(possible).extracting(Request::type).doesNotContainAnyElementsOf(after(step));

      program.release();
      MockProgram.finish(running);
    }
  }

  @Test
  void subscriptions_comeAfterAllThatAnEventPasses() {
    try (var program = MockProgram.run(PurchaseEvents.NAME, CONFIG, PurchaseEvents::stack)) {
      var others =
          program.requests().stream()
              .filter(request -> request.type().startsWith("aws:"))
              .filter(request -> !request.type().equals(SUBSCRIPTION))
              .filter(request -> !request.parent().startsWith("Monitoring "))
              .toList();

      assertThat(program.requests(SUBSCRIPTION))
          .hasSize(2)
          .allSatisfy(last -> assertThat(program.needs(last)).containsAll(others));
    }
  }

  @Test
  void alarmsAndDashboard_waitForNothingAndHoldNothingUp() {
    try (var program = MockProgram.run(PurchaseEvents.NAME, CONFIG, PurchaseEvents::stack)) {
      var watching =
          program.requests().stream()
              .filter(request -> request.parent().startsWith("Monitoring "))
              .toList();

      assertThat(watching).hasSize(13).allSatisfy(it -> assertThat(program.needs(it)).isEmpty());
      assertThat(program.requests())
          .allSatisfy(it -> assertThat(program.needs(it)).doesNotContainAnyElementsOf(watching));
    }
  }

  @Test
  void ownTopicsAndBus_comeBeforeTheRuleAndTheSubscriptions() {
    var config = PurchaseEventsTest.ownSources();
    try (var program = MockProgram.run(PurchaseEvents.NAME, config, PurchaseEvents::stack)) {
      var sources = new ArrayList<>(program.requests("aws:sns/topic:Topic"));
      sources.addAll(program.requests("aws:cloudwatch/eventBus:EventBus"));

      assertThat(sources).hasSize(3);
      assertThat(Stream.of(RULE, SUBSCRIPTION).map(program::requests).flatMap(List::stream))
          .hasSize(3)
          .allSatisfy(user -> assertThat(program.needs(user)).containsAll(sources));
    }
  }

  @Test
  void debugRule_logsBeforeThePipesRun() {
    var config = PurchaseEventsTest.with("debugRule", "true");
    try (var program = MockProgram.run(PurchaseEvents.NAME, config, PurchaseEvents::stack)) {
      Request logging = program.request(TARGET, "purchase-events-debug-target");

      assertThat(program.needs(logging))
          .contains(
              program.request(
                  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
                  "purchase-events-debug-logs-policy"));
      assertThat(program.requests(PIPE))
          .hasSize(2)
          .allSatisfy(pipe -> assertThat(program.needs(pipe)).contains(logging));
    }
  }

  /** All that needs nothing of a step, by the dependencies that the program states. */
  private static Set<Request> possibleWithout(String step) {
    try (var program = MockProgram.run(PurchaseEvents.NAME, CONFIG, PurchaseEvents::stack)) {
      return program.requests().stream()
          .filter(request -> program.needs(request).stream().noneMatch(n -> n.type().equals(step)))
          .collect(Collectors.toSet());
    }
  }

  private static List<String> after(String step) {
    return STEPS.subList(STEPS.indexOf(step) + 1, STEPS.size());
  }
}
