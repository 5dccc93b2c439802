package io.tributary.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.tributary.MockProgram;
import io.tributary.iam.Arn;
import io.tributary.iam.QueuePolicies.Sender;
import io.tributary.local.Change;
import io.tributary.local.Program;
import io.tributary.local.ProgramException;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.testing.RunningProgram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A component that the program gives another name, while what it makes keeps its names in AWS. */
class RenamedComponentTest {

  private static final Environment ENVIRONMENT =
      new Environment("aws", "eu-west-1", MockProgram.ACCOUNT, "jane", Map.of());
  private static final Arn TOPIC = ENVIRONMENT.topic("orders");
  private static final Arn BUS = ENVIRONMENT.bus("events");

  private interface Maker {
    void make(String name, ComponentResourceOptions options);
  }

  private enum Kind {
    QueueWithDeadLetterQueue(
        (name, options) -> new QueueWithDeadLetterQueue(name, queue(), options)),
    SourceQueueWithSubscription(
        (name, options) ->
            new SourceQueueWithSubscription(
                    name,
                    new SourceQueueWithSubscription.Args(ENVIRONMENT, "orders", TOPIC, 5, 4),
                    options)
                .subscribe(List.of())),
    SnsToBusPipe((name, options) -> new SnsToBusPipe(name, pipe(), options)),
    PurchaseRuleQueue((name, options) -> new PurchaseRuleQueue(name, rule(), options)),
    DebugRule(
        (name, options) ->
            new DebugRule(
                name,
                new DebugRule.Args(ENVIRONMENT, "log", BUS, 30, Optional.empty(), List.of()),
                options)),
    TopicsAndBus(
        (name, options) ->
            new TopicsAndBus(
                name, new TopicsAndBus.Args(ENVIRONMENT, List.of("orders"), "events"), options)),
    Monitoring((name, options) -> new Monitoring(name, watched(), options));

    private final Maker maker;

    Kind(Maker maker) {
      this.maker = maker;
    }

    private String urn(String name) {
      return "urn:pulumi:test::shop::tributary:component:" + name() + "::" + name;
    }
  }

  private static QueueWithDeadLetterQueue.Args queue() {
    return new QueueWithDeadLetterQueue.Args(
        ENVIRONMENT, "orders", Sender.topic(TOPIC), 5, 4, 261_000);
  }

  private static SnsToBusPipe.Args pipe() {
    var source = new QueueWithDeadLetterQueue("source", queue());
    return new SnsToBusPipe.Args(
        ENVIRONMENT,
        "orders",
        source,
        BUS,
        "orders",
        Optional.of(30),
        Optional.empty(),
        source.policies());
  }

  private static PurchaseRuleQueue.Args rule() {
    var orders = EventPattern.ofSources("orders");
    return new PurchaseRuleQueue.Args(
        ENVIRONMENT, "search", "search", BUS, orders, 5, 4, List.of());
  }

  private static Monitoring.Args watched() {
    var queue = ENVIRONMENT.queue("orders");
    var step = List.of(Monitored.queue("orders", queue, "nobody", Duration.ofMinutes(5)));
    return new Monitoring.Args(ENVIRONMENT, "shop", List.of(step), Optional.empty());
  }

  private static ResourceGraph graph(Kind kind, String name, ComponentResourceOptions options) {
    return ProgramRecorder.record(
        new Program(
            "shop",
            "test",
            Map.of("shop:username", "jane"),
            Set.of(),
            context -> kind.maker.make(name, options)));
  }

  /** What TopicsAndBus makes is not named after it. */
  @ParameterizedTest
  @EnumSource(names = "TopicsAndBus", mode = Mode.EXCLUDE)
  void withoutAnAlias_isRefusedAndToldTheOneThatIsNeeded(Kind kind) {
    var program = new RunningProgram(graph(kind, "search", ComponentResourceOptions.Empty));
    ResourceGraph renamed = graph(kind, "finders", ComponentResourceOptions.Empty);

    assertThatThrownBy(() -> program.apply(renamed))
        .hasCauseInstanceOf(ProgramException.class)
        .satisfies(
            refused ->
                assertThat(((ProgramException) refused.getCause()).problems())
                    .singleElement()
                    .asString()
                    .startsWith(
                        kind.urn("finders") + " makes the same in AWS as " + kind.urn("search"))
                    .contains("Alias.withUrn(\"" + kind.urn("search") + "\")"));
  }

  @ParameterizedTest
  @EnumSource
  void withTheAliasThatIsTold_goesOnAsItIs(Kind kind) {
    assertThat(changesOfRenaming(kind, Alias.withUrn(kind.urn("search")))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void withItsOldNameAsAnAlias_goesOnAsItIs(Kind kind) {
    assertThat(changesOfRenaming(kind, Alias.builder().name("search").build())).isEmpty();
  }

  private static List<Change> changesOfRenaming(Kind kind, Alias before) {
    var program = new RunningProgram(graph(kind, "search", ComponentResourceOptions.Empty));
    var options = ComponentResourceOptions.builder().aliases(List.of(Output.of(before))).build();
    return program.time.await(program.deployment.apply(graph(kind, "finders", options)));
  }
}
