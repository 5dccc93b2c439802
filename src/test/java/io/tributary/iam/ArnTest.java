package io.tributary.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sns:eu-west-1:536697261635:jane-basket-events",
        "arn:aws-cn:events:cn-north-1:536697261635:event-bus/jane-domain-events",
        "arn:aws:iam::536697261635:user/jane",
        "arn:aws:logs:eu-west-1:536697261635:log-group:/jane/basket-events"
      })
  void parse_andBackToText_isTheSame(String text) {
    assertThat(Arn.parse(text)).hasValueSatisfying(arn -> assertThat(arn).hasToString(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jane-basket-events",
        "arn:aws:sns:eu-west-1:53669726163:eleven-digits",
        "arn:aws:sns:eu-west-1:536697261635:",
        "arn:aws:sns:eu-west-1:536697261635:two words",
        "arn:gcp:sns:eu-west-1:536697261635:topic"
      })
  void parse_ofWhatIsNoArn_isEmpty(String text) {
    assertThat(Arn.parse(text)).isEmpty();
  }

  @Test
  void name_leavesTheTypeOut() {
    assertThat(
            Arn.parse("arn:aws:events:eu-west-1:536697261635:event-bus/jane").orElseThrow().name())
        .isEqualTo("jane");
  }
}
