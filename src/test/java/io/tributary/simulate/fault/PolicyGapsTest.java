package io.tributary.simulate.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Decision.Cause;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.GraphResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which denials a policy that is away answers for. */
class PolicyGapsTest {

  private static final String ACCOUNT = "536697261635";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:" + ACCOUNT + ":orders";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:" + ACCOUNT + ":orders";
  private static final Principal PIPE =
      new Principal.RoleSession("aws", ACCOUNT, "orders-pipe", "orders");
  private static final Principal SNS = new Principal.Service("sns.amazonaws.com", TOPIC, ACCOUNT);

  private static final GraphResource OF_THE_ROLE =
      policy("aws:iam/rolePolicy:RolePolicy", "role", "orders-pipe");
  private static final GraphResource OF_THE_QUEUE =
      policy(
          "aws:sqs/queuePolicy:QueuePolicy",
          "queueUrl",
          "https://sqs.eu-west-1.amazonaws.com/" + ACCOUNT + "/orders");
  private static final GraphResource OF_THE_TOPIC =
      policy("aws:sns/topicPolicy:TopicPolicy", "arn", TOPIC);

  private static GraphResource policy(String type, String input, String value) {
    return new GraphResource(
        "urn:" + type,
        type,
        "policy",
        null,
        true,
        Set.of(),
        Map.of(),
        Set.of(),
        Map.of(input, value),
        Map.of(),
        Set.of(),
        false);
  }

  private static Decision denied(Principal who, String action, String resource) {
    return denied(who, action, resource, null);
  }

  private static Decision denied(Principal who, String action, String resource, String statement) {
    AccessRequest request = new AccessRequest(Caller.of(who), action, resource);
    return new Decision(
        false, request, Cause.NO_IDENTITY_POLICY_ALLOWS, null, statement, List.of(), null);
  }

  @Test
  void aRolesPolicy_answersForWhatItsSessionsAreDenied() {
    assertThat(PolicyGaps.decides(OF_THE_ROLE, denied(PIPE, "sqs:DeleteMessage", QUEUE))).isTrue();
  }

  @Test
  void aRolesPolicy_doesNotAnswerForAnotherPrincipal() {
    assertThat(PolicyGaps.decides(OF_THE_ROLE, denied(SNS, "sqs:SendMessage", QUEUE))).isFalse();
  }

  @Test
  void aRolesPolicy_doesNotAnswerForAStatementThatDenies() {
    Decision denied = denied(PIPE, "sqs:DeleteMessage", QUEUE, "{\"Effect\":\"Deny\"}");

    assertThat(PolicyGaps.decides(OF_THE_ROLE, denied)).isFalse();
  }

  @Test
  void aQueuesPolicy_answersForWhatIsAskedOfTheQueue() {
    assertThat(PolicyGaps.decides(OF_THE_QUEUE, denied(SNS, "sqs:SendMessage", QUEUE))).isTrue();
  }

  @Test
  void aQueuesPolicy_doesNotAnswerForAnotherQueue() {
    Decision denied = denied(SNS, "sqs:SendMessage", QUEUE + "-dlq");

    assertThat(PolicyGaps.decides(OF_THE_QUEUE, denied)).isFalse();
  }

  @Test
  void aQueuesPolicy_doesNotAnswerForATopicOfItsName() {
    assertThat(PolicyGaps.decides(OF_THE_QUEUE, denied(PIPE, "sns:Publish", TOPIC))).isFalse();
  }

  @Test
  void aTopicsPolicy_answersForWhatIsAskedOfTheTopicAlone() {
    assertThat(PolicyGaps.decides(OF_THE_TOPIC, denied(PIPE, "sns:Publish", TOPIC))).isTrue();
    assertThat(PolicyGaps.decides(OF_THE_TOPIC, denied(PIPE, "sns:Publish", TOPIC + "2")))
        .isFalse();
  }

  @Test
  void theLogsPolicy_answersForWhatIsAskedOfLogs() {
    GraphResource ofLogs =
        policy("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyName", "logs");

    assertThat(PolicyGaps.decides(ofLogs, denied(SNS, "logs:PutLogEvents", "arn"))).isTrue();
    assertThat(PolicyGaps.decides(ofLogs, denied(SNS, "sqs:SendMessage", QUEUE))).isFalse();
  }
}
