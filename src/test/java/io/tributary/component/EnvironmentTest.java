package io.tributary.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.iam.Arn;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

  @ParameterizedTest
  @CsvSource({
    "536697261635, jane-orders, true",
    "536697261635, janes-orders, false",
    "536697261635, orders, false",
    "123456789012, jane-orders, false"
  })
  void owns_whatHasTheUsersPrefixInTheAccount(String account, String name, boolean own) {
    var environment = new Environment("aws", "eu-west-1", "536697261635", "jane", Map.of());
    var topic = new Arn("aws", "sns", "eu-west-1", account, name);

    assertThat(environment.owns(topic)).isEqualTo(own);
  }
}
