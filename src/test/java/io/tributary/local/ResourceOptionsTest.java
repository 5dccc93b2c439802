package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.Context;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.aws.sqs.QueuePolicy;
import com.pulumi.aws.sqs.QueuePolicyArgs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.tributary.cloud.iam.Principal;
import io.tributary.testing.RunningProgram;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Pulumi's options of a resource, and what becomes of one that the program names otherwise. */
class ResourceOptionsTest {

  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String URL = "https://sqs.eu-west-1.amazonaws.com/536697261635/jane-orders";

  private final Principal root = new Principal.Root("aws", Program.EXAMPLE_ACCOUNT);

  private static ResourceGraph record(Consumer<Context> code) {
    return ProgramRecorder.record(
        new Program("shop", "test", Map.of("shop:username", "jane"), Set.of(), code));
  }

  private static ResourceGraph queue(
      String name, String awsName, UnaryOperator<CustomResourceOptions.Builder> options) {
    return record(context -> makeQueue(name, awsName, options));
  }

  private static Queue makeQueue(
      String name, String awsName, UnaryOperator<CustomResourceOptions.Builder> options) {
    return new Queue(
        name,
        QueueArgs.builder().name(awsName).build(),
        options.apply(CustomResourceOptions.builder()).build());
  }

  private static CustomResourceOptions.Builder aliased(
      CustomResourceOptions.Builder options, Alias alias) {
    return options.aliases(List.of(Output.of(alias)));
  }

  private RunningProgram withAMessage(ResourceGraph graph) {
    RunningProgram program = new RunningProgram(graph);
    var sqs = program.cloud.client(SqsAsyncClient.class, root);
    program.time.await(sqs.sendMessage(it -> it.queueUrl(URL).messageBody("one")));
    return program;
  }

  private static void isRefused(RunningProgram program, ResourceGraph graph, String... words) {
    assertThatThrownBy(() -> program.apply(graph))
        .hasCauseInstanceOf(ProgramException.class)
        .satisfies(it -> assertThat(it.getMessage()).contains(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ignoreChanges",
        "replaceOnChanges",
        "replaceWith",
        "replacementTrigger",
        "retainOnDelete"
      })
  void anOptionThatHasNoEffectHere_isRefusedByName(String option) {
    assertThatThrownBy(() -> record(context -> setting(option)))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("sets the option " + option + " of aws:sqs/queue:Queue \"orders\"");
  }

  @Test
  void aResourceThatIsReplacedWhenItsCreationFailed_isRecorded_forAllAreHere() {
    var options = CustomResourceOptions.builder().replaceOnChanges("#initerror").build();

    record(context -> new Queue("orders", QueueArgs.Empty, options));
  }

  private static void setting(String option) {
    var first = new Queue("first");
    var options = CustomResourceOptions.builder();
    switch (option) {
      case "ignoreChanges" -> options.ignoreChanges("policy");
      case "replaceOnChanges" -> options.replaceOnChanges("policy");
      case "replaceWith" -> options.replaceWith(List.of(first));
      case "replacementTrigger" -> options.replacementTrigger(Output.of("now"));
      default -> options.retainOnDelete(true);
    }
    new Queue("orders", QueueArgs.Empty, options.build());
  }

  @Test
  void aProtectedResource_isNeitherDeletedNorReplaced() {
    RunningProgram program = withAMessage(queue("orders", "jane-orders", it -> it.protect(true)));

    isRefused(program, queue("b", "jane-b", it -> it), "::orders would be deleted", "protect");
    isRefused(
        program, queue("orders", "jane-b", it -> it.protect(true)), "::orders would be replaced");

    assertThat(program.take("orders")).hasSize(1);
  }

  @Test
  void whatIsInAProtectedComponent_isProtectedUnlessItSaysOtherwise() {
    RunningProgram program = new RunningProgram(inProtected("jane-orders", "jane-free"));

    isRefused(program, inProtected("jane-free"), "::jane-orders would be deleted");
    program.apply(inProtected("jane-orders"));
  }

  private static ResourceGraph inProtected(String... queues) {
    return record(
        context -> {
          var group =
              new ComponentResource(
                  "shop:index:Group",
                  "g",
                  ComponentResourceOptions.builder().protect(true).build());
          for (String queue : queues) {
            makeQueue(
                queue,
                queue,
                it -> queue.endsWith("free") ? it.parent(group).protect(false) : it.parent(group));
          }
        });
  }

  @Test
  void aGraphThatIsWrittenAndReadAgain_hasItsOptions() {
    ResourceGraph graph =
        queue("orders", "jane-orders", it -> aliased(it.protect(true), Alias.withUrn(OLD)));

    ResourceGraph read = ResourceGraph.fromJson(graph.toJson());

    assertThat(read).isEqualTo(graph);
    assertThat(read.named(QUEUE, "orders"))
        .satisfies(it -> assertThat(it.isProtected()).isTrue())
        .satisfies(it -> assertThat(it.aliases()).containsExactly(OLD));
  }

  /** The next change may take the name back that this one was to give. */
  @Test
  void aRenamingThatCannotBegin_changesNothing() {
    ResourceGraph first = queue("orders", "jane-orders", it -> it);
    RunningProgram program = withAMessage(first);
    ResourceGraph late =
        record(
            context -> {
              Alias alias = Alias.builder().name("orders").build();
              Queue queue = makeQueue("late", "jane-orders", it -> aliased(it, alias));
              new TopicSubscription(
                  "s",
                  TopicSubscriptionArgs.builder()
                      .topic("arn:aws:sns:eu-west-1:536697261635:no topic")
                      .protocol("sqs")
                      .endpoint(queue.arn())
                      .build());
            });
    isRefused(program, late, "cannot provide what the program refers to");

    program.apply(first);

    assertThat(program.take("orders")).hasSize(1);
  }

  @Test
  void aResourceThatIsNoLongerProtected_isReplacedAtOnceAndDeletedAfterwards() {
    RunningProgram program =
        new RunningProgram(queue("orders", "jane-orders", it -> it.protect(true)));

    program.apply(queue("orders", "jane-b", it -> it));
    program.apply(record(context -> {}));

    var sqs = program.cloud.client(SqsAsyncClient.class, root);
    assertThat(program.time.await(sqs.listQueues()).queueUrls()).isEmpty();
  }

  @Test
  void aResourceWithAnAlias_goesOnUnderItsNewName() {
    RunningProgram program = withAMessage(queue("orders", "jane-orders", it -> it));

    program.apply(
        queue("late", "jane-orders", it -> aliased(it, Alias.builder().name("orders").build())));
    program.apply(queue("late", "jane-orders", it -> it));

    assertThat(program.take("orders")).hasSize(1);
  }

  @Test
  void whatIsInAComponentWithAnAlias_goesOnUnderItsNewName() {
    RunningProgram program = withAMessage(record(context -> group("old", List.of())));
    ResourceGraph renamed = record(context -> group("new", List.of(Alias.withUrn(OLD))));

    program.apply(renamed);

    assertThat(program.take("orders")).hasSize(1);
    assertThat(program.deployment.isDeployed(renamed)).isTrue();
  }

  @Test
  void aProtectedComponentWithAnAliasOfAnotherType_goesOn() {
    RunningProgram program = withAMessage(record(context -> group("old", List.of())));
    Alias before = Alias.builder().type("shop:index:Group").build();
    ResourceGraph retyped = record(context -> group("shop:index:Circle", "old", List.of(before)));

    assertThat(program.time.await(program.deployment.apply(retyped))).isEmpty();

    assertThat(program.take("orders")).hasSize(1);
    assertThat(program.deployment.isDeployed(retyped)).isTrue();
  }

  /** Pulumi finds a component by one alias, and what is in it inherits that one alone. */
  @Test
  void twoComponentsThatBecomeOne_areToldTheAliasOfEachResourceInThem() {
    RunningProgram program =
        new RunningProgram(
            record(
                context -> {
                  inGroup("orders", List.of(), "a");
                  inGroup("returns", List.of(), "b");
                }));
    List<Alias> both =
        List.of(Alias.withUrn(component("returns")), Alias.withUrn(component("orders")));

    isRefused(
        program,
        record(context -> inGroup("desk", List.of(), "a", "b")),
        "Alias.withUrn(\"" + queueIn("orders", "a") + "\")",
        "Alias.withUrn(\"" + queueIn("returns", "b") + "\")");
    isRefused(
        program,
        record(context -> inGroup("desk", both, "a", "b")),
        "Alias.withUrn(\"" + queueIn("orders", "a") + "\")");
  }

  @Test
  void aComponentThatBecomesTwo_isToldTheAliasOfEachResourceInIt() {
    RunningProgram program =
        new RunningProgram(record(context -> inGroup("desk", List.of(), "a", "b")));

    isRefused(
        program,
        record(
            context -> {
              inGroup("orders", List.of(), "a");
              inGroup("returns", List.of(), "b");
            }),
        "Alias.withUrn(\"" + queueIn("desk", "a") + "\")",
        "Alias.withUrn(\"" + queueIn("desk", "b") + "\")");
  }

  @Test
  void whatMovesIntoAComponentThatIsThere_inheritsNoneOfItsAliases() {
    RunningProgram program =
        new RunningProgram(
            record(
                context -> {
                  inGroup("orders", List.of(), "a");
                  inGroup("returns", List.of(), "b");
                }));

    isRefused(
        program,
        record(
            context -> inGroup("orders", List.of(Alias.withUrn(component("returns"))), "a", "b")),
        "Alias.withUrn(\"" + queueIn("returns", "b") + "\")");
  }

  private static String component(String name) {
    return "urn:pulumi:test::shop::shop:index:Group::" + name;
  }

  private static String queueIn(String component, String queue) {
    return "urn:pulumi:test::shop::shop:index:Group$aws:sqs/queue:Queue::"
        + component
        + "-"
        + queue;
  }

  /** Makes a component with queues that are named after it, but not in AWS. */
  private static void inGroup(String name, List<Alias> aliases, String... queues) {
    var group =
        new ComponentResource(
            "shop:index:Group",
            name,
            ComponentResourceOptions.builder()
                .aliases(aliases.stream().map(Output::of).toList())
                .build());
    for (String queue : queues) {
      makeQueue(name + "-" + queue, "jane-" + queue, it -> it.parent(group));
    }
  }

  private static final String OLD = "urn:pulumi:test::shop::shop:index:Group::old";

  private static void group(String name, List<Alias> aliases) {
    group("shop:index:Group", name, aliases);
  }

  private static void group(String type, String name, List<Alias> aliases) {
    var group =
        new ComponentResource(
            type,
            name,
            ComponentResourceOptions.builder()
                .protect(true)
                .aliases(aliases.stream().map(Output::of).toList())
                .build());
    Queue queue = makeQueue(name + "-orders", "jane-orders", it -> it.parent(group));
    new QueuePolicy(
        "policy",
        QueuePolicyArgs.builder().queueUrl(queue.url()).policy(POLICY).build(),
        CustomResourceOptions.builder().parent(group).build());
  }

  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":{"Sid":"Mine","Effect":"Allow","Action":"sqs:SendMessage",\
      "Principal":{"AWS":"536697261635"},"Resource":"arn:aws:sqs:eu-west-1:536697261635:jane-orders"}}""";

  @Test
  void whatMovesIntoAComponent_goesOnWithTheAliasOfNoParent() {
    RunningProgram program = withAMessage(queue("orders", "jane-orders", it -> it));

    program.apply(
        record(
            context -> {
              var group =
                  new ComponentResource("shop:index:Group", "g", ComponentResourceOptions.Empty);
              makeQueue("orders", "jane-orders", it -> aliased(it.parent(group), Alias.noParent()));
            }));

    assertThat(program.take("orders")).hasSize(1);
  }

  @Test
  void whatMovesIntoAComponent_goesOnWithTheStackAsTheParentOfItsAlias() {
    RunningProgram program = withAMessage(queue("orders", "jane-orders", it -> it));
    Alias inTheStack =
        Alias.builder()
            .parentUrn(Output.of("urn:pulumi:test::shop::pulumi:pulumi:Stack::shop-test"))
            .build();

    program.apply(
        record(
            context -> {
              var group =
                  new ComponentResource("shop:index:Group", "g", ComponentResourceOptions.Empty);
              makeQueue("orders", "jane-orders", it -> aliased(it.parent(group), inTheStack));
            }));

    assertThat(program.take("orders")).hasSize(1);
  }

  /** On AWS it keeps the name that it has; here its messages would be lost. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aResourceWithAnAliasAndNoNameInAws_isRefused(boolean isProtected) {
    ResourceGraph first = unnamed("jane-orders", it -> it.protect(isProtected));
    RunningProgram program = new RunningProgram(first);
    String name = (String) first.named(QUEUE, "jane-orders").outputs().get("name");
    var sqs = program.cloud.client(SqsAsyncClient.class, root);
    String url = URL.replace("jane-orders", name);
    program.time.await(sqs.sendMessage(it -> it.queueUrl(url).messageBody("one")));
    Alias alias = Alias.builder().name("jane-orders").build();

    isRefused(
        program,
        unnamed("jane-late", it -> aliased(it.protect(isProtected), alias)),
        "::jane-late would be replaced and lose what it holds: the program gives it no name in AWS");

    assertThat(program.take(name.substring("jane-".length()))).hasSize(1);
  }

  /** As on AWS. */
  @Test
  void aResourceWithAnAliasThatGetsAName_isReplaced() {
    RunningProgram program = new RunningProgram(unnamed("jane-orders", it -> it));

    program.apply(
        queue("late", "jane-b", it -> aliased(it, Alias.builder().name("jane-orders").build())));

    var sqs = program.cloud.client(SqsAsyncClient.class, root);
    assertThat(program.time.await(sqs.listQueues()).queueUrls())
        .singleElement()
        .satisfies(url -> assertThat(url).endsWith("/jane-b"));
  }

  private static ResourceGraph unnamed(
      String name, UnaryOperator<CustomResourceOptions.Builder> options) {
    return record(
        context ->
            new Queue(
                name, QueueArgs.Empty, options.apply(CustomResourceOptions.builder()).build()));
  }

  @Test
  void anAliasThatIsNoUrn_isRefused() {
    assertThatThrownBy(() -> queue("orders", "jane-orders", it -> aliased(it, Alias.withUrn("o"))))
        .hasMessageContaining("'o' is no URN");
  }

  /** On AWS the old one, which is deleted last, would take the new one with it. */
  @Test
  void anotherNameInTheProgramForTheSameInAws_isRefusedWithoutAnAlias() {
    RunningProgram program = withAMessage(queue("orders", "jane-orders", it -> it));

    isRefused(
        program,
        queue("late", "jane-orders", it -> it),
        "aws:sqs/queue:Queue::late is the same in AWS as urn:",
        "Alias.withUrn(\"urn:pulumi:test::shop::aws:sqs/queue:Queue::orders\")");

    assertThat(program.take("orders")).hasSize(1);
  }

  @Test
  void anotherNameInTheProgramForTheSameSubscription_isRefusedWithoutAnAlias() {
    RunningProgram program = new RunningProgram(subscribed("first"));

    isRefused(program, subscribed("second"), "TopicSubscription::second is the same in AWS as");
  }

  private static ResourceGraph subscribed(String name) {
    return record(
        context -> {
          var topic = new Topic("topic", TopicArgs.builder().name("jane-topic").build());
          var queue = makeQueue("orders", "jane-orders", it -> it);
          new TopicSubscription(
              name,
              TopicSubscriptionArgs.builder()
                  .topic(topic.arn())
                  .protocol("sqs")
                  .endpoint(queue.arn())
                  .build());
        });
  }
}
