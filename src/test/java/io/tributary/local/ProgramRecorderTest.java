package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.pulumi.Context;
import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.PolicyArgs;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramRecorderTest {

  private static final String QUEUE = "aws:sqs/queue:Queue";

  private static ResourceGraph record(Consumer<Context> code) {
    return ProgramRecorder.record(program(code));
  }

  private static Program program(Consumer<Context> code) {
    return new Program(
        "shop",
        "test",
        Map.of("shop:username", "jane", "shop:password", "hunter2", "aws:region", "eu-west-1"),
        Set.of("shop:password"),
        code);
  }

  @Test
  void record_keepsTypeNameAndInputsOfAResource() {
    ResourceGraph graph =
        record(
            context ->
                new Queue(
                    "orders", QueueArgs.builder().name("jane-orders").delaySeconds(5).build()));

    GraphResource queue = graph.named(QUEUE, "orders");
    assertThat(queue.urn()).isEqualTo("urn:pulumi:test::shop::aws:sqs/queue:Queue::orders");
    assertThat(queue.inputs()).isEqualTo(Map.of("name", "jane-orders", "delaySeconds", 5));
  }

  /** Standard output may be for what is made of the recording. */
  @Test
  void record_whatTheProgramPrints_goesWhereErrorsGo() {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream standard = new PrintStream(out, true, StandardCharsets.UTF_8);
    System.setOut(standard);
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      record(context -> System.out.print("prices"));
      assertThat(System.out).isSameAs(standard);
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }

    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("prices");
  }

  @Test
  void record_answersWhatTheProviderWould() {
    ResourceGraph graph =
        record(
            context -> {
              var queue = new Queue("orders", QueueArgs.builder().name("jane-orders").build());
              context.export("url", queue.url());
              context.export("arn", queue.arn());
              context.export("size", queue.maxMessageSize());
            });

    assertThat(graph.outputs())
        .isEqualTo(
            Map.of(
                "url", "https://sqs.eu-west-1.amazonaws.com/536697261635/jane-orders",
                "arn", "arn:aws:sqs:eu-west-1:536697261635:jane-orders",
                "size", 262_144));
  }

  @Test
  void record_namesAResourceWithoutANameAfterItsUrn() {
    String first = nameOfUnnamedQueue();

    assertThat(first).matches("orders-[0-9a-f]{7}").isEqualTo(nameOfUnnamedQueue());
  }

  private static String nameOfUnnamedQueue() {
    return (String)
        record(context -> new Queue("orders")).named(QUEUE, "orders").outputs().get("name");
  }

  @Test
  void record_keepsParentsAndDependencies() {
    ResourceGraph graph =
        record(
            context -> {
              var group =
                  new ComponentResource(
                      "tributary:component:Group", "group", ComponentResourceOptions.Empty);
              var child = CustomResourceOptions.builder().parent(group).build();
              var first = new Queue("first", QueueArgs.Empty, child);
              new Queue(
                  "second",
                  QueueArgs.builder().redrivePolicy(first.arn()).build(),
                  CustomResourceOptions.builder().parent(group).dependsOn(first).build());
            });

    GraphResource first = graph.named(QUEUE, "first");
    GraphResource second = graph.named(QUEUE, "second");
    assertThat(second.urn())
        .isEqualTo("urn:pulumi:test::shop::tributary:component:Group$aws:sqs/queue:Queue::second");
    assertThat(second.parent())
        .isEqualTo("urn:pulumi:test::shop::tributary:component:Group::group");
    assertThat(second.dependencies()).containsExactly(first.urn());
    assertThat(second.propertyDependencies())
        .isEqualTo(Map.of("redrivePolicy", Set.of(first.urn())));
  }

  @Test
  void record_redactsSecretsInTheGraphAsText() {
    ResourceGraph graph =
        record(
            context -> {
              var password = context.config().requireSecret("password");
              var queue = new Queue("q", QueueArgs.builder().policy(password).build());
              context.export("policy", queue.policy());
            });

    assertThat(graph.named(QUEUE, "q").secrets()).containsExactly("policy");
    assertThat(graph.toJson()).doesNotContain("hunter2").contains(GraphResource.REDACTED);
    assertThat(graph.outputs()).containsEntry("policy", GraphResource.REDACTED);
  }

  @Test
  void record_whatIsComputedFromASecret_isSecretToo() {
    ResourceGraph graph =
        record(
            context -> {
              var password = context.config().requireSecret("password");
              new Queue(
                  "q",
                  QueueArgs.builder().tags(password.applyValue(it -> Map.of("key", it))).build());
              var subscription =
                  new TopicSubscription(
                      "s",
                      TopicSubscriptionArgs.builder()
                          .topic(password.applyValue(it -> "arn:aws:sns:eu-west-1:1:" + it))
                          .protocol("sqs")
                          .endpoint("arn:aws:sqs:eu-west-1:1:q")
                          .build());
              context.export("subscription", subscription.arn());
            });

    assertThat(graph.named(QUEUE, "q").secrets()).containsExactly("tags", "tagsAll");
    assertThat(graph.toJson()).doesNotContain("hunter2");
    assertThat(graph.outputs()).containsEntry("subscription", GraphResource.REDACTED);
  }

  @Test
  void record_whatHasTheTextOfASecretByChance_isNotSecret() {
    ResourceGraph graph =
        record(
            context ->
                new Topic(
                    "t",
                    TopicArgs.builder()
                        .name("jane-topic")
                        .displayName(Output.ofSecret("jane"))
                        .build()));

    assertThat(graph.named("aws:sns/topic:Topic", "t").secrets()).containsExactly("displayName");
  }

  @Test
  void record_whatIsComputedFromAShortSecret_isSecretToo() {
    ResourceGraph graph =
        record(
            context -> {
              new EventTarget(
                  "t",
                  EventTargetArgs.builder()
                      .rule(Output.ofSecret("a"))
                      .targetId("t")
                      .arn("arn:aws:sqs:eu-west-1:1:q")
                      .build());
              new Queue("q", QueueArgs.builder().namePrefix(Output.ofSecret("b")).build());
            });

    assertThat(graph.named("aws:cloudwatch/eventTarget:EventTarget", "t").secrets())
        .containsExactly("id", "rule");
    assertThat(graph.named(QUEUE, "q").secrets())
        .containsExactly("arn", "id", "name", "namePrefix", "url");
  }

  @Test
  void record_outputsThatTheProgramDeclaresSecret_areSecret() {
    ResourceGraph graph =
        record(
            context -> {
              var queue =
                  new Queue(
                      "orders",
                      QueueArgs.builder().name("jane-orders").build(),
                      CustomResourceOptions.builder().additionalSecretOutputs("url").build());
              context.export("url", queue.url());
            });

    assertThat(graph.named(QUEUE, "orders").secrets()).containsExactly("url");
    assertThat(graph.outputs()).containsEntry("url", GraphResource.REDACTED);
  }

  @Test
  void record_answersTheProvidersFunctions() {
    ResourceGraph graph =
        record(
            context -> {
              context.export("who", AwsFunctions.getCallerIdentity().applyValue(it -> it.arn()));
              context.export("where", AwsFunctions.getRegion().applyValue(it -> it.name()));
              context.export("what", AwsFunctions.getPartition().applyValue(it -> it.partition()));
            });

    assertThat(graph.outputs())
        .isEqualTo(
            Map.of(
                "who", "arn:aws:iam::536697261635:user/jane", "where", "eu-west-1", "what", "aws"));
  }

  @ParameterizedTest
  @CsvSource({"cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov"})
  void record_ofAProgramWhoseConfigHasNoArn_isInThePartitionOfTheRegion(
      String region, String partition) {
    Map<String, String> config = Map.of("aws:region", region);
    Consumer<Context> code =
        context ->
            context.export("who", AwsFunctions.getCallerIdentity().applyValue(it -> it.arn()));

    ResourceGraph graph =
        ProgramRecorder.record(new Program("shop", "test", config, Set.of(), code));

    assertThat(graph.stack().partition()).isEqualTo(partition);
    assertThat(graph.outputs())
        .containsEntry("who", "arn:" + partition + ":iam::536697261635:user/deployer");
  }

  @Test
  void record_anotherFunction_isRefusedByName() {
    assertThatThrownBy(
            () ->
                record(
                    context ->
                        context.export(
                            "id",
                            AwsFunctions.getBillingServiceAccount().applyValue(it -> it.id()))))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("getBillingServiceAccount")
        .hasMessageContaining("it answers aws:index/getCallerIdentity:getCallerIdentity");
  }

  @Test
  void record_unknownTypesAndProperties_areReportedTogether() {
    ProgramException refused =
        catchThrowableOfType(
            ProgramException.class,
            () ->
                record(
                    context -> {
                      new BucketV2("files");
                      new Queue("keyed", QueueArgs.builder().kmsMasterKeyId("k").build());
                      new Queue("huge", QueueArgs.builder().maxMessageSize(262_145).build());
                      new Policy(
                          "tagged",
                          PolicyArgs.builder().policy("{}").tags(Map.of("a", "b")).build());
                    }));

    assertThat(refused.problems())
        .hasSize(4)
        .anySatisfy(it -> assertThat(it).contains("type aws:s3/bucketV2:BucketV2, as \"files\" is"))
        .anySatisfy(it -> assertThat(it).contains("Queue \"keyed\"", "'kmsMasterKeyId'", "tags"))
        .anySatisfy(it -> assertThat(it).contains("Queue \"huge\"", "262145", "1024 to 262144"))
        .anySatisfy(it -> assertThat(it).contains("Policy \"tagged\"", "'tags'", "description"));
  }

  @Test
  void record_theSameNameTwice_isRefusedAsByTheEngine() {
    assertThatThrownBy(
            () ->
                record(
                    context -> {
                      new Queue("orders");
                      new Queue("orders");
                    }))
        .hasMessageContaining(
            "Duplicate resource URN 'urn:pulumi:test::shop::aws:sqs/queue:Queue::orders'");
  }

  @Test
  void record_aProgramThatEndsItself_passesOnItsWords() {
    assertThatThrownBy(
            () ->
                record(
                    context -> {
                      throw new RunException("username is missing");
                    }))
        .isInstanceOf(ProgramException.class)
        .hasMessage("username is missing");
  }

  @Test
  void record_aProgramThatFailsLater_tellsTheFailure() {
    assertThatThrownBy(
            () ->
                record(
                    context ->
                        context.export(
                            "x",
                            Output.of(1)
                                .applyValue(
                                    one -> {
                                      throw new IllegalStateException("not this one");
                                    }))))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("IllegalStateException: not this one, at ")
        .hasMessageMatching("(?s).*, at .*\\(ProgramRecorderTest\\.java:[0-9]+\\)");
  }

  @Test
  void record_aProgramThatFailsBecauseOfSomething_tellsBothAndWhere() {
    assertThatThrownBy(
            () ->
                record(
                    context -> {
                      throw new IllegalStateException(
                          "no template for basket", new IllegalArgumentException("x.json"));
                    }))
        .hasMessageContaining("IllegalStateException: no template for basket, because of java")
        .hasMessageContaining("IllegalArgumentException: x.json, at io.tributary.local");
  }

  @Test
  void record_aProgramThatFailsWithAnError_tellsIt() {
    assertThatThrownBy(
            () ->
                record(
                    context -> {
                      throw new NoClassDefFoundError("com/example/Missing");
                    }))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("com/example/Missing");
  }

  @Test
  void record_whatIsMadeOfAnotherResourcesOutput_isWaitedFor() {
    ResourceGraph graph =
        record(
            context ->
                new Queue("first")
                    .name()
                    .applyValue(name -> new Queue("second", QueueArgs.builder().build()))
                    .apply(Queue::name)
                    .applyValue(name -> new Queue("third")));

    assertThat(graph.ofType(QUEUE)).extracting(GraphResource::name).contains("second", "third");
  }

  @Test
  void record_afterAFailure_worksAgain() {
    assertThatThrownBy(() -> record(context -> new BucketV2("files")))
        .isInstanceOf(ProgramException.class);

    assertThat(record(context -> new Queue("orders")).ofType(QUEUE)).hasSize(1);
  }

  @Test
  void record_twice_givesTheSameGraph() {
    assertThat(PurchaseProgram.recorded().toJson()).isEqualTo(PurchaseProgram.recorded().toJson());
  }

  @Test
  void record_wrongConfig_tellsEveryProblem() {
    Program program =
        PurchaseProgram.with(
            Map.of("purchase-events:username", "", "purchase-events:retentionDays", "15"));

    assertThatThrownBy(() -> ProgramRecorder.record(program))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("username")
        .hasMessageContaining("retentionDays");
  }

  @Test
  void toJson_readAgain_isTheSameGraph() {
    ResourceGraph graph = PurchaseProgram.recorded();

    assertThat(ResourceGraph.fromJson(graph.toJson())).isEqualTo(graph);
  }

  @Test
  void record_fromSeveralThreads_givesEachItsOwnGraph() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<ResourceGraph>> calls = new ArrayList<>();
      for (String name : List.of("a", "b", "c", "d")) {
        calls.add(() -> record(context -> new Queue(name)));
      }

      List<String> recorded = new ArrayList<>();
      for (Future<ResourceGraph> graph : threads.invokeAll(calls)) {
        graph.get().ofType(QUEUE).forEach(queue -> recorded.add(queue.name()));
      }

      assertThat(recorded).containsExactly("a", "b", "c", "d");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void record_onAPoolAsPulumiNeedsForItself_isRefused() {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      var answer = pool.submit(() -> record(context -> {}));

      assertThatThrownBy(answer::get).hasStackTraceContaining("on a thread of your own");
    } finally {
      pool.shutdownNow();
    }
  }
}
