package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.iam.Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies in which one element after the other is written differently. */
class AdmissionTest {

  private static final String ACCOUNT = "536697261635";
  private static final String TOPICS = "arn:aws:sns:eu-west-1:" + ACCOUNT + ":";
  private static final String BASKETS = TOPICS + "jane-basket-events";
  private static final Principal TOPIC =
      new Principal.Service("sns.amazonaws.com", BASKETS, ACCOUNT);
  private static final String SENDS = "'Action':'sqs:SendMessage'";
  private static final String SNS = "'Principal':{'Service':'sns.amazonaws.com'}";

  private static boolean admits(String... elements) {
    String statement = "{'Effect':'Allow'," + String.join(",", elements) + "}";
    return Admission.of(("{'Statement':[" + statement + "]}").replace('\'', '"')).admits(TOPIC);
  }

  private static String source(String operator, String pattern) {
    return "'Condition':{'%s':{'aws:SourceArn':'%s'}}".formatted(operator, pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqs:SendMessage",
        "SQS:sendmessage",
        "sqs:Send*",
        "sqs:SendMessag?",
        "sqs:*",
        "*"
      })
  void anActionThatCoversSends_admits(String action) {
    assertThat(admits("'Action':['sqs:ReceiveMessage','" + action + "']", SNS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqs:ReceiveMessage", "sqs:Delete*", "sns:*", "sqs:SendMessage2"})
  void anotherAction_doesNot(String action) {
    assertThat(admits("'Action':'" + action + "'", SNS)).isFalse();
  }

  @Test
  void allActionsButSome_mayCoverSendsAndAdmit() {
    assertThat(admits("'NotAction':'sqs:ReceiveMessage'", SNS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':'*'",
        "'Principal':{'AWS':'*'}",
        "'Principal':{'Service':['events.amazonaws.com','sns.amazonaws.com']}",
        "'NotPrincipal':{'AWS':'111122223333'}"
      })
  void aPrincipalThatMayBeTheService_admits(String principal) {
    assertThat(admits(SENDS, principal)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':{'Service':'events.amazonaws.com'}",
        "'Principal':{'AWS':'arn:aws:iam::536697261635:root'}"
      })
  void anotherPrincipal_doesNot(String principal) {
    assertThat(admits(SENDS, principal)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ArnEquals, jane-basket-events",
    "ArnLike, jane-*",
    "StringLike, *-basket-event?",
    "StringEquals, ${aws:username}-basket-events"
  })
  void aPatternThatTheSourceMatches_admits(String operator, String topic) {
    assertThat(admits(SENDS, SNS, source(operator, TOPICS + topic))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"ArnEquals, jane-basket", "ArnLike, joe-*", "stringlike, *-basket-events-2"})
  void aPatternThatItDoesNotMatch_doesNot(String operator, String topic) {
    assertThat(admits(SENDS, SNS, source(operator, TOPICS + topic))).isFalse();
  }

  @Test
  void anOperatorOfWhichNothingIsKnown_admits() {
    assertThat(admits(SENDS, SNS, source("ArnNotLike", TOPICS + "joe-*"))).isTrue();
  }

  @Test
  void aSecondConditionThatItDoesNotMatch_doesNotAdmit() {
    String both =
        "'Condition':{'ArnLike':{'aws:SourceArn':'%s'},'StringLike':{'AWS:sourcearn':'%s'}}";
    assertThat(admits(SENDS, SNS, both.formatted(BASKETS, TOPICS + "joe-*"))).isFalse();
  }

  @Test
  void aDenial_admitsNobody() {
    String denial = "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\"}";
    assertThat(Admission.of("{\"Statement\":" + denial + "}").admits(TOPIC)).isFalse();
  }
}
