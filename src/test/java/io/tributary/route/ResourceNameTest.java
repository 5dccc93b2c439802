package io.tributary.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceNameTest {

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:eu-west-1:536697261635:jane-basket-events, queue jane-basket-events",
    "arn:aws:sns:eu-west-1:536697261635:jane-basket-events, topic jane-basket-events",
    "arn:aws:sns:eu-west-1:536697261635:jane-basket-events:0a1b, topic jane-basket-events",
    "arn:aws:pipes:eu-west-1:536697261635:pipe/jane-pipe, pipe jane-pipe",
    "arn:aws:logs:eu-west-1:536697261635:log-group:/jane/events, log group /jane/events",
    "arn:aws:logs:eu-west-1:536697261635:log-group:/jane/events:*, log group /jane/events",
    "arn:aws:events:eu-west-1:536697261635:event-bus/jane-bus, bus jane-bus",
    "arn:aws:events:eu-west-1:536697261635:rule/jane-rule, rule jane-rule",
    "arn:aws:events:eu-west-1:536697261635:rule/jane-bus/jane-rule, rule jane-rule",
    "arn:aws:events:eu-west-1:536697261635:archive/all, events archive/all",
    "arn:aws:iam::536697261635:user/jane, user jane",
    "arn:aws:iam::536697261635:user/team/jane, user jane",
    "arn:aws:iam::536697261635:role/jane-pipe, role jane-pipe",
    "arn:aws:iam::536697261635:root, root",
    "arn:aws:sts::536697261635:assumed-role/jane-pipe/session, role jane-pipe",
    "arn:aws:sts::536697261635:federated-user/jane, federated-user jane",
    "arn:aws:cloudwatch:eu-west-1:536697261635:alarm:jane-dlq-not-empty, alarm jane-dlq-not-empty",
    "arn:aws:cloudwatch:eu-west-1:536697261635:alarm:jane:odd/one, alarm jane:odd/one",
    "arn:aws:cloudwatch::536697261635:dashboard/jane-events, dashboard jane-events",
    "arn:aws:lambda:eu-west-1:536697261635:function:f, lambda function:f",
    "sns.amazonaws.com, sns.amazonaws.com"
  })
  void anArn_isNamedAsAPersonCallsIt(String arn, String name) {
    assertThat(ResourceName.of(arn)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ":::::", "arn:aws:sts::1:", "arn:aws:sts::1:odd", "arn:aws:sts::1:assumed-role",
        "arn:aws:sts::1:/", "arn:aws:events:::", "arn:aws:iam::1:/", "arn:aws:sns:::", "arn:aws:sts"
      })
  void anOddArn_isNamedSomehow(String arn) {
    assertThatCode(() -> ResourceName.of(arn)).doesNotThrowAnyException();
  }
}
