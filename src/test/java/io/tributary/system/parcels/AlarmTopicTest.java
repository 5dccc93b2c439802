package io.tributary.system.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.Context;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
import io.tributary.audit.Audit;
import io.tributary.audit.AuditReport;
import io.tributary.audit.Example;
import io.tributary.component.Environment;
import io.tributary.component.Monitored;
import io.tributary.component.Monitoring;
import io.tributary.house.HouseRules;
import io.tributary.iam.Arn;
import io.tributary.iam.TopicPolicies;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.local.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A system that makes the topic of its alarms as docs/own-system.md shows. */
class AlarmTopicTest {

  private static final Path FOLDER = Path.of("src/test/resources/parcels");
  private static final String SOURCE =
      "src/test/java/io/tributary/system/parcels/AlarmTopicTest.java";

  /** Not in a constant: the program runs on another thread, which would wait for this class. */
  private static ResourceGraph recorded() {
    return ProgramRecorder.record(
        StackFile.read(FOLDER, "dev").program(AlarmTopicTest::stack, Parcels.KEYS));
  }

  private static void stack(Context context) {
    Parcels.stack(context);
    watch(
        new Environment(
            "aws",
            "eu-west-1",
            "536697261635",
            "jane",
            Map.of("project", "parcels", "stack", "dev")));
  }

  private static void watch(Environment environment) {
    Arn topic = environment.topic("alarms");
    var steps =
        List.of(
            List.of(Monitored.ownTopic("parcels", environment.topic("parcels"))),
            List.of(Monitored.deadLetterQueue("search", environment.queue("search-dlq"))));
    var watched = new Monitoring.Args(environment, "parcels", steps, Optional.of(topic));
    String policy = TopicPolicies.alarms(topic, watched.alarmArns());

    var named = TopicArgs.builder().name(topic.name()).tags(environment.tags()).build();
    var alarms = new Topic("alarms", named);
    new TopicPolicy(
        "alarms-policy", TopicPolicyArgs.builder().arn(alarms.arn()).policy(policy).build());
    new Monitoring("monitoring", watched);
  }

  @Test
  void theCodeOnThePage_isTheOneThatIsTested() throws IOException {
    String source = Files.readString(Path.of(SOURCE));
    String begin = "  private static void watch(";
    String method =
        source.substring(source.indexOf(begin), source.indexOf("\n  }\n", source.indexOf(begin)));

    assertThat(Files.readString(Path.of("docs/own-system.md")))
        .contains("```java\n" + (method + "\n  }\n").indent(-2) + "```");
  }

  @Test
  void neitherTheAuditNorARuleFindsAnythingInItsPolicy() throws IOException {
    ResourceGraph graph = recorded();
    String message = Files.readString(FOLDER.resolve("examples/lost.json"));
    String topic = graph.output("parcelsTopicArn");
    List<String> arrives = List.of(graph.output("searchQueueUrl"));
    var example = new Example("lost.json", topic, message, Map.of(), arrives);

    AuditReport report =
        new Audit(graph, HouseRules::broken, List.of(example), Path.of(".")).run((done, all) -> {});

    assertThat(report.findings()).isEmpty();
    assertThat(report.policies())
        .anyMatch(
            policy ->
                policy.policy().startsWith("topic policy of ")
                    && policy.policy().endsWith(":jane-alarms"));
    assertThat(HouseRules.broken(graph)).isEmpty();
  }
}
