package io.tributary.cloud.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What a user may do to rules by their patterns and the account that they were made in. */
class RuleConditionsTest {

  private final EventsFixture fixture = new EventsFixture();

  private EventBridgeAsyncClient annIf(String condition) {
    return fixture.ann(
        "{\"Effect\":\"Allow\",\"Action\":\"events:*\",\"Resource\":\"*\",\"Condition\":"
            + condition
            + "}");
  }

  private void put(EventBridgeAsyncClient by, String pattern) {
    fixture.time.await(by.putRule(b -> b.name("rule").eventBusName("bus").eventPattern(pattern)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "detail-type"})
  void putRule_mayBeAllowedForThePatternsExactValues(String field) {
    EventBridgeAsyncClient ann =
        annIf(
            "{\"ForAllValues:StringEquals\":{\"events:%1$s\":[\"a\",\"b\"]},\"Null\":{\"events:%1$s\":\"false\"}}"
                .formatted(field));
    put(ann, "{\"%s\":[\"a\",\"b\"]}".formatted(field));

    List<String> others =
        List.of(
            "{\"%s\":[\"a\",\"c\"]}",
            "{\"%s\":[{\"prefix\":\"a\"}]}", "{\"%s\":[\"a\",{\"prefix\":\"c\"}]}");
    for (String other : others) {
      assertThatThrownBy(() -> put(ann, other.formatted(field)))
          .satisfies(e -> assertThat(EventsFixture.codeOf(e)).isEqualTo("AccessDeniedException"));
    }
  }

  @Test
  void operationsOnRulesAndTargets_areToldTheAccountOfTheRule() {
    fixture.rule("{\"source\":[\"shop\"]}");
    EventBridgeAsyncClient ann =
        annIf("{\"StringEquals\":{\"events:creatorAccount\":\"" + EventsFixture.ACCOUNT + "\"}}");
    Target target = Target.builder().id("t").arn(EventsFixture.QUEUE).build();

    fixture.time.await(ann.describeRule(b -> b.name("rule").eventBusName("bus")));
    fixture.time.await(ann.putTargets(b -> b.rule("rule").eventBusName("bus").targets(target)));
    fixture.time.await(ann.removeTargets(b -> b.rule("rule").eventBusName("bus").ids("t")));
    fixture.time.await(ann.deleteRule(b -> b.name("rule").eventBusName("bus")));

    assertThat(fixture.time.await(fixture.events.listRules(b -> b.eventBusName("bus"))).rules())
        .isEmpty();
  }
}
