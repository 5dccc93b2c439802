package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.resource.ProviderCall;
import io.tributary.local.resource.ProviderCall.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnNamesTest {

  private final OwnNames names = new OwnNames("pr-0", "pr-*");

  private Optional<String> granted(String resource, Kind kind) {
    return names
        .scope(new ProviderCall("a:B", resource, kind, Map.of()))
        .map(OwnNames.Scope::resource);
  }

  @ParameterizedTest
  @CsvSource({
    "sqs:eu-west-1:123456789012:pr-0-orders, sqs:eu-west-1:123456789012:pr-*-*",
    "logs:eu-west-1:123456789012:log-group:/pr-0/x, logs:eu-west-1:123456789012:log-group:/pr-*/*",
    "events:eu-west-1:123456789012:rule/pr-0-bus/pr-0-x, events:eu-west-1:123456789012:rule/pr-*-bus/pr-*-*",
    "events:eu-west-1:123456789012:rule/shop/pr-0-x, events:eu-west-1:123456789012:rule/shop/pr-*-*",
    "iam::123456789012:role/pr-0-team/pr-0-x, iam::123456789012:role/pr-*-team/pr-*-*",
  })
  void aNameOfTheUsername_isWidenedToThoseOfAll_andSoIsTheBusOrPathBeforeIt(
      String resource, String widened) {
    assertThat(granted("arn:aws:" + resource, Kind.WRITE)).contains("arn:aws:" + widened);
  }

  @Test
  void anothersName_isGrantedAsItIsWhereItIsUsedOnly() {
    String others = "arn:aws:sns:eu-west-1:123456789012:shared";

    assertThat(granted(others, Kind.USE)).contains(others);
    assertThat(granted(others, Kind.WRITE)).isEmpty();
  }
}
