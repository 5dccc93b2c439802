package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.iam.Arn;
import io.tributary.iam.LogPolicies;
import io.tributary.iam.PipePolicies;
import io.tributary.iam.QueuePolicies;
import io.tributary.iam.TopicPolicies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyWordsTest {

  private static final Arn QUEUE = arn("sqs", "jane-orders");
  private static final Arn TOPIC = arn("sns", "jane-orders");
  private static final Arn RULE = arn("events", "rule/jane-bus/jane-orders");
  private static final Arn PIPE = arn("pipes", "pipe/jane-orders");
  private static final Arn BUS = arn("events", "event-bus/jane-bus");

  private static Arn arn(String service, String resource) {
    return new Arn("aws", service, "eu-west-1", "111122223333", resource);
  }

  private static List<String> words(String policy, Arn here) {
    try {
      List<String> words = new ArrayList<>();
      JsonNode element = Json.MAPPER.readTree(policy).path("Statement");
      for (JsonNode statement : element.isArray() ? element : List.of(element)) {
        words.add(PolicyWords.of(statement, here.toString()));
      }
      return words;
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void aQueueThatATopicFeeds() {
    assertThat(words(QueuePolicies.allowOnly(QueuePolicies.Sender.topic(TOPIC), QUEUE), QUEUE))
        .containsExactly(
            "SNS may send here, only for topic jane-orders",
            "Nobody may do anything here by plain HTTP");
  }

  @Test
  void aQueueThatARuleFeeds() {
    assertThat(words(QueuePolicies.allowOnly(QueuePolicies.Sender.rule(RULE), QUEUE), QUEUE))
        .first()
        .isEqualTo("EventBridge may send here, only for rule jane-orders");
  }

  @Test
  void allActionsOfSeveralServicesAreToldOnce() {
    assertThat(
            words(
                """
                {"Statement": {"Effect": "Allow", "Action": ["sqs:*", "sns:*"],
                 "Resource": ["arn:aws:sqs:*:*:jane-*", "arn:aws:sns:*:*:jane-*"]}}
                """,
                QUEUE))
        .containsExactly("Who has this policy may do anything on queue jane-* and topic jane-*");
  }

  @Test
  void aTopicForTlsOnly() {
    assertThat(words(TopicPolicies.tlsOnly(TOPIC), TOPIC))
        .containsExactly("Nobody may publish here by plain HTTP");
  }

  @Test
  void aPipesRole() {
    assertThat(words(PipePolicies.trust(PIPE), PIPE))
        .containsExactly("EventBridge Pipes may assume this role, only for pipe jane-orders");
    assertThat(words(PipePolicies.queueToBus(QUEUE, BUS), PIPE))
        .containsExactly(
            "Who has this policy may receive, delete messages and read the attributes on queue"
                + " jane-orders",
            "Who has this policy may put events on bus jane-bus");
  }

  @Test
  void aLogGroupThatARuleWritesTo() {
    assertThat(words(LogPolicies.allowRule(RULE, arn("logs", "log-group:/jane/x")), QUEUE))
        .last()
        .isEqualTo(
            "EventBridge and CloudWatch Logs' delivery may write log events on log group /jane/x,"
                + " only for rule jane-orders");
  }

  @Test
  void whatHasNoWordsOfItsOwn_isToldByItsName() {
    String statement =
        """
        {"Statement": [{"Effect": "Deny", "Principal": {"AWS": ["arn:aws:iam::111122223333:root",
          "arn:aws:iam::111122223333:role/jane-worker"]}, "NotAction": "sqs:SendMessage",
          "NotResource": "*", "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": 300},
          "StringEquals": {"aws:SourceAccount": ["1", "2"]}}}]}
        """;
    assertThat(words(statement, QUEUE))
        .containsExactly(
            "Account 111122223333 and role jane-worker may not do anything but send on anything"
                + " but anything if aws:MultiFactorAuthAge NumericLessThan 300 and on behalf"
                + " of account 1 or 2");
  }

  @Test
  void aDenialWithConditions_isToldOfWhatItDenies() {
    assertThat(words(denial("'*'", "'ArnEquals': {'aws:SourceArn': '" + TOPIC + "'}"), QUEUE))
        .containsExactly("Nobody may send here for topic jane-orders");
    assertThat(words(denial("'*'", "'StringNotEquals': {'aws:SourceAccount': '1'}"), QUEUE))
        .containsExactly("Nobody may send here if aws:SourceAccount StringNotEquals 1");
    assertThat(
            words(
                denial(
                    "{'AWS': 'arn:aws:iam::111122223333:role/worker'}",
                    "'StringEquals': {'aws:SourceAccount': '1'}"),
                QUEUE))
        .containsExactly("Role worker may not send here on behalf of account 1");
  }

  @Test
  void whatIsAllowedByPlainHttpAlone_isToldAsOnlyThat() {
    String statement =
        denial("'*'", "'Bool': {'aws:SecureTransport': 'false'}").replace("Deny", "Allow");
    assertThat(words(statement, QUEUE)).containsExactly("Anyone may send here, only by plain HTTP");
  }

  private static String denial(String principal, String condition) {
    return """
    {"Statement": {"Effect": "Deny", "Principal": %s, "Action": "sqs:SendMessage",
     "Resource": "%s", "Condition": {%s}}}
    """
        .formatted(principal, QUEUE, condition)
        .replace('\'', '"');
  }

  @Test
  void whatDecidedARequest_tellsItsCallerAndBeginsWithWhatWasAskedFor() {
    String deployer =
        """
        {"Effect": "Allow",
         "Action": ["cloudwatch:SetAlarmState", "events:PutEvents", "logs:PutLogEvents",
           "pipes:StopPipe", "sns:GetTopicAttributes", "sns:Publish", "sqs:SendMessage"],
         "Resource": ["arn:aws:sqs:*:*:jane-*", "arn:aws:sns:*:*:jane-*"]}
        """;
    Principal jane = new Principal.User("aws", "111122223333", "jane");

    assertThat(
            PolicyWords.of(
                deployer, new AccessRequest(Caller.of(jane), "sns:Publish", TOPIC.toString())))
        .isEqualTo("User jane may publish and 6 more on topic jane-* and queue jane-*");
  }

  @Test
  void ofAListOfSix_allIsTold() {
    assertThat(words(receivingFrom(6), QUEUE))
        .first()
        .asString()
        .contains("and account 000000000006 may");
  }

  @Test
  void ofALongerList_theRestIsCounted() {
    assertThat(words(receivingFrom(7), QUEUE))
        .containsExactly("Account 000000000001 and 6 more may receive here");
  }

  private static String receivingFrom(int accounts) {
    String principals =
        IntStream.rangeClosed(1, accounts)
            .mapToObj("\"%012d\""::formatted)
            .collect(Collectors.joining(","));
    return """
    {"Statement": {"Effect": "Allow", "Principal": {"AWS": [%s]}, "Action": "sqs:ReceiveMessage",
     "Resource": "%s"}}
    """
        .formatted(principals, QUEUE);
  }
}
