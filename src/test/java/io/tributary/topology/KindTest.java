package io.tributary.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {

  @ParameterizedTest
  @CsvSource({
    "TOPIC, a, arn:aws:sns:eu-west-1:536697261635:a",
    "QUEUE, a.fifo, arn:aws-cn:sqs:cn-north-1:536697261635:a.fifo",
    "PIPE, a, arn:aws:pipes:eu-west-1:536697261635:pipe/a",
    "BUS, a, arn:aws:events:eu-west-1:536697261635:event-bus/a",
    "BUS, aws.partner/example.com/a, arn:aws:events:eu-west-1::event-bus/aws.partner/example.com/a",
    "RULE, a, arn:aws:events:eu-west-1:536697261635:rule/a",
    "RULE, a, arn:aws:events:eu-west-1:536697261635:rule/bus/a",
    "LOG_GROUP, /jane/a, arn:aws:logs:eu-west-1:536697261635:log-group:/jane/a",
    "LOG_GROUP, /jane/a, arn:aws:logs:eu-west-1:536697261635:log-group:/jane/a:*",
    "OTHER, function:a, arn:aws:lambda:eu-west-1:536697261635:function:a",
    "OTHER, https://example.com/a, https://example.com/a"
  })
  void of_anArn_isItsServicesKind_withTheNameInIt(Kind kind, String name, String arn) {
    assertThat(Kind.of(arn)).isEqualTo(kind);
    assertThat(kind.name(arn)).isEqualTo(name);
  }
}
