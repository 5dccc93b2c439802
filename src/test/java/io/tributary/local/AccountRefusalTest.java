package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.testing.RunningProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/** What an account refuses a program, and gives the next one. */
class AccountRefusalTest {

  private static final String MAY_LIST_ROLES =
      """
      {"Version":"2012-10-17",\
      "Statement":{"Effect":"Allow","Action":"iam:ListRoles","Resource":"*"}}""";

  private static final ResourceGraph GRAPH = PurchaseProgram.recorded();

  private final Principal root = new Principal.Root("aws", Program.EXAMPLE_ACCOUNT);

  private static void applyFails(RunningProgram program, ResourceGraph graph, String message) {
    assertThatThrownBy(() -> program.apply(graph)).hasMessageContaining(message);
  }

  @Test
  void apply_afterRightsThatWereTooMany_givesThoseThatAreFewer() {
    RunningProgram program = new RunningProgram(GRAPH);
    attachOthersPolicies(program);
    applyFails(
        program,
        withManyTopics(GRAPH),
        "cannot give user jane the rights that the program needs: LimitExceeded: ");

    program.apply(GRAPH);

    assertThat(program.deployment.isDeployed(GRAPH)).isTrue();
  }

  @Test
  void apply_withRightsThatAreTooMany_leavesTheUserThoseItHas() {
    RunningProgram program = new RunningProgram(GRAPH);
    attachOthersPolicies(program);
    applyFails(program, withManyTopics(GRAPH), "LimitExceeded");

    program.publish("checkout-events", PurchaseProgram.example("checkout-created-event"));

    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  void apply_afterRightsThatWereTooMany_providesWhatTheAccountHasNotYet() {
    RunningProgram program =
        new RunningProgram(new ResourceGraph(GRAPH.stack(), List.of(), Map.of()));
    attachOthersPolicies(program);
    applyFails(program, withManyTopics(GRAPH), "LimitExceeded");

    program.apply(GRAPH);

    assertThat(program.deployment.isDeployed(GRAPH)).isTrue();
  }

  @Test
  void apply_afterATopicThatCouldNotBeProvided_letsAlarmsPublish() {
    String alarms = PurchaseProgram.TOPIC + "alarms";
    ResourceGraph alarming =
        ProgramRecorder.record(
            PurchaseProgram.with(Map.of("purchase-events:alarmTopicArn", alarms)));
    RunningProgram program =
        new RunningProgram(new ResourceGraph(GRAPH.stack(), List.of(), Map.of()));
    applyFails(
        program,
        Altered.replacing(
            alarming,
            Altered.SUBSCRIPTION,
            "basket-events-subscription",
            "topic",
            "basket-events",
            "basket events"),
        "cannot provide what the program refers to: InvalidParameter: ");

    program.apply(alarming);

    SnsAsyncClient sns = program.cloud.client(SnsAsyncClient.class, root);
    assertThat(program.time.await(sns.getTopicAttributes(it -> it.topicArn(alarms))).attributes())
        .hasEntrySatisfying(
            "Policy", policy -> assertThat(policy).contains("cloudwatch.amazonaws.com"));
  }

  /** A managed policy of that name is there, in another path. */
  @Test
  void apply_afterABoundaryThatCouldNotBeProvided_leavesTheUserWhatItMayLookAt() {
    RunningProgram program = new RunningProgram(withTopicAndBoundary("others-old", "pipes"));
    applyFails(
        program,
        withTopicAndBoundary("others-new", "team/pipes"),
        "cannot provide what the program refers to: EntityAlreadyExists: ");

    SnsAsyncClient sns = program.cloud.client(SnsAsyncClient.class, Deployment.user(GRAPH.stack()));
    String old = PurchaseProgram.TOPIC.replace("jane-", "others-old");
    assertThat(program.time.await(sns.getTopicAttributes(it -> it.topicArn(old))).attributes())
        .containsEntry("TopicArn", old);
  }

  @Test
  void apply_afterABoundaryThatCouldNotBeProvided_leavesTheDebugRuleItsLog() {
    RunningProgram program = new RunningProgram(debugged("jane", "pipes"));
    applyFails(program, debugged("ann", "team/pipes"), "EntityAlreadyExists: ");

    program.publish("basket-events", PurchaseProgram.example("basket-updated-event"));

    assertThat(program.hops(Step.TARGET_DELIVER, Outcome.PASSED))
        .extracting(Hop::peer)
        .anyMatch(peer -> peer.contains(":log-group:/jane/"));
  }

  private static ResourceGraph debugged(String username, String boundary) {
    return ProgramRecorder.record(
        PurchaseProgram.with(
            Map.of(
                "purchase-events:username",
                username,
                "purchase-events:debugRule",
                "true",
                "purchase-events:debugLogPolicy",
                "events-to-logs",
                "purchase-events:permissionsBoundary",
                "arn:aws:iam::" + Program.EXAMPLE_ACCOUNT + ":policy/" + boundary)));
  }

  private static ResourceGraph withTopicAndBoundary(String topic, String boundary) {
    return ProgramRecorder.record(
        PurchaseProgram.with(
            Map.of(
                "purchase-events:basketTopicArn",
                PurchaseProgram.TOPIC.replace("jane-", topic),
                "purchase-events:permissionsBoundary",
                "arn:aws:iam::" + Program.EXAMPLE_ACCOUNT + ":policy/" + boundary)));
  }

  /** The usual slips: AWS has the answer for them, and so has the local service. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          aws:pipes/pipe:Pipe, basket-events, roleArn, jane-slip, at 'roleArn' failed to satisfy constraint: Member must be the ARN of a role
          aws:pipes/pipe:Pipe, basket-events, roleArn, arn:aws:iam::536697261635:role/${username}-pipe, at 'roleArn' failed to satisfy constraint: Member must be the ARN of a role
          aws:cloudwatch/eventRule:EventRule, purchase-events-rule, roleArn, jane-slip, does not build RoleArn of PutRule
          aws:sns/topicSubscription:TopicSubscription, basket-events-subscription, topic, jane-slip, Invalid parameter: TopicArn
          """)
  void apply_anotherTextWhereAnArnIsWanted_isToldByItsService(
      String type, String name, String input, String text, String words) {
    ResourceGraph slip =
        GRAPH.altered(
            GRAPH.named(type, name).urn(),
            inputs -> {
              inputs.put(input, text);
              return inputs;
            });

    assertThatThrownBy(() -> new RunningProgram(slip))
        .hasMessageContaining("::" + name + " could not be created")
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          jane-slip, at 'policyArn' failed to satisfy constraint: Member must have length greater than or equal to 20
          arn:aws:iam::536697261635:policy/${username}-pipe, ARN arn:aws:iam::536697261635:policy/${username}-pipe is not valid.
          """)
  void apply_anotherTextThanTheArnOfAPolicy_isToldByItsService(String text, String words) {
    GraphResource slip =
        GraphResources.asked(
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "slip",
            Map.of("role", "jane-basket-events-pipe", "policyArn", text));

    assertThatThrownBy(() -> new RunningProgram(with(GRAPH, List.of(slip))))
        .hasMessageContaining("::slip could not be created")
        .hasMessageContaining(words);
  }

  /** AWS attaches ten policies to a user; the program needs the two that these leave. */
  private void attachOthersPolicies(RunningProgram program) {
    IamAsyncClient iam = program.cloud.client(IamAsyncClient.class, root);
    for (int i = 0; i < 8; i++) {
      String name = "other" + i;
      String arn =
          program
              .time
              .await(iam.createPolicy(it -> it.policyName(name).policyDocument(MAY_LIST_ROLES)))
              .policy()
              .arn();
      program.time.await(iam.attachUserPolicy(it -> it.userName("jane").policyArn(arn)));
    }
  }

  /** With subscriptions to so many topics of others that to name them takes a policy more. */
  private static ResourceGraph withManyTopics(ResourceGraph graph) {
    List<GraphResource> subscriptions = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String topic = PurchaseProgram.TOPIC.replace("jane", "others") + "q".repeat(60) + i;
      subscriptions.add(
          GraphResources.asked(
              Altered.SUBSCRIPTION,
              String.valueOf(i),
              Map.of("topic", topic, "protocol", "sqs", "endpoint", "unused")));
    }
    return with(graph, subscriptions);
  }

  private static ResourceGraph with(ResourceGraph graph, List<GraphResource> more) {
    List<GraphResource> resources = new ArrayList<>(graph.resources());
    resources.addAll(more);
    return new ResourceGraph(graph.stack(), resources, Map.of());
  }
}
