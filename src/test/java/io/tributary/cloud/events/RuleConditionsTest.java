package io.tributary.cloud.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What a user may do to rules by their patterns and the account that they were made in. */
class RuleConditionsTest {

  private static final String OTHER_ACCOUNT = "111111111111";

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

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "detail.service; {\"detail\":{\"service\":%s}}",
        "detail.eventTypeCode; {\"detail\":{\"eventTypeCode\":%s}}",
        "detail.userIdentity.principalId; {\"detail\":{\"userIdentity\":{\"principalId\":%s}}}",
        "detail.userIdentity.principalId; {\"detail.userIdentity.principalId\":%s}"
      })
  void putRule_mayBeAllowedForWhatThePatternWantsWithinTheDetail(String field, String pattern) {
    EventBridgeAsyncClient ann = annIf("{\"StringEquals\":{\"events:%s\":\"a\"}}".formatted(field));
    put(ann, pattern.formatted("[\"a\"]"));

    for (String others : List.of("[\"b\"]", "[{\"prefix\":\"a\"}]")) {
      assertThatThrownBy(() -> put(ann, pattern.formatted(others)))
          .satisfies(e -> assertThat(EventsFixture.codeOf(e)).isEqualTo("AccessDeniedException"));
    }
  }

  @Test
  void operationsOnARule_areToldTheAccountThatMadeIt() {
    EventBridgeAsyncClient ann =
        annIf("{\"StringEquals\":{\"events:creatorAccount\":\"" + EventsFixture.ACCOUNT + "\"}}");
    // PutRule is called twice: for a rule that is new, and for one that is there.
    fixture.time.await(onTheRule().get("PutRule").apply(ann));

    onTheRule().values().forEach(call -> fixture.time.await(call.apply(ann)));

    assertThat(fixture.time.await(fixture.events.listRules(b -> b.eventBusName("bus"))).rules())
        .isEmpty();
  }

  @Test
  void whoMakesARuleOrABusWithTags_tagsWhatItsAccountMade() {
    EventBridgeAsyncClient ann =
        fixture.ann(
            "[{\"Effect\":\"Allow\",\"Action\":\"events:*\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"events:TagResource\",\"Resource\":\"*\",\"Condition\":{\"StringNotEquals\":{\"events:creatorAccount\":\"%s\"}}}]"
                .formatted(EventsFixture.ACCOUNT));
    Tag tag = Tag.builder().key("team").value("shop").build();

    fixture.time.await(ann.createEventBus(b -> b.name("tagged").tags(tag)));
    fixture.time.await(
        ann.putRule(b -> b.name("rule").eventPattern("{\"source\":[\"a\"]}").tags(tag)));

    assertThat(
            fixture
                .time
                .await(
                    fixture.events.listTagsForResource(
                        b -> b.resourceARN(EventsFixture.RULE_ARN.replace("bus/", ""))))
                .tags())
        .containsExactly(tag);
  }

  @Test
  void aRuleThatAnotherAccountMade_isItsOwn() {
    EventBridgeAsyncClient ann =
        annIf("{\"StringEquals\":{\"events:creatorAccount\":\"" + EventsFixture.ACCOUNT + "\"}}");
    EventBridgeAsyncClient other =
        fixture.service.client(Caller.of(new Principal.User("aws", OTHER_ACCOUNT, "bob")));
    putBusPolicy("Allow", "{\"AWS\":\"" + OTHER_ACCOUNT + "\"}", "PutRule");

    fixture.time.await(onTheRule().get("PutRule").apply(other));

    onTheRule()
        .forEach(
            (action, call) ->
                assertThatThrownBy(() -> fixture.time.await(call.apply(ann)))
                    .as(action)
                    .satisfies(
                        e ->
                            assertThat(EventsFixture.codeOf(e))
                                .isEqualTo("AccessDeniedException")));
    assertThat(
            fixture
                .time
                .await(fixture.events.describeRule(b -> b.name("rule").eventBusName("bus")))
                .createdBy())
        .isEqualTo(OTHER_ACCOUNT);
  }

  /** Puts the policy of the bus, of one statement on its rules. */
  private void putBusPolicy(String effect, String principal, String... actions) {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"%s\",\"Principal\":%s,\"Action\":[\"events:%s\"],\"Resource\":\"%s\"}}"
            .formatted(
                effect,
                principal,
                String.join("\",\"events:", actions),
                EventsFixture.RULE_ARN.replace("bus/rule", "bus/*"));
    fixture.time.await(fixture.events.putPermission(b -> b.eventBusName("bus").policy(policy)));
  }

  private static Target queue() {
    return Target.builder().id("t").arn(EventsFixture.QUEUE).build();
  }

  /** Every operation on the rule, by the action that it asks for; to be called on it in turn. */
  private static Map<String, Function<EventBridgeAsyncClient, CompletableFuture<?>>> onTheRule() {
    String bus = EventsFixture.BUS_ARN;
    String rule = EventsFixture.RULE_ARN;
    Tag tag = Tag.builder().key("team").value("shop").build();
    Map<String, Function<EventBridgeAsyncClient, CompletableFuture<?>>> calls =
        new LinkedHashMap<>();
    calls.put(
        "PutRule",
        by ->
            by.putRule(b -> b.name("rule").eventBusName(bus).eventPattern("{\"source\":[\"a\"]}")));
    calls.put("DescribeRule", by -> by.describeRule(b -> b.name("rule").eventBusName(bus)));
    calls.put("DisableRule", by -> by.disableRule(b -> b.name("rule").eventBusName(bus)));
    calls.put("EnableRule", by -> by.enableRule(b -> b.name("rule").eventBusName(bus)));
    calls.put("TagResource", by -> by.tagResource(b -> b.resourceARN(rule).tags(tag)));
    calls.put("ListTagsForResource", by -> by.listTagsForResource(b -> b.resourceARN(rule)));
    calls.put("UntagResource", by -> by.untagResource(b -> b.resourceARN(rule).tagKeys("team")));
    calls.put(
        "PutTargets", by -> by.putTargets(b -> b.rule("rule").eventBusName(bus).targets(queue())));
    calls.put(
        "ListTargetsByRule", by -> by.listTargetsByRule(b -> b.rule("rule").eventBusName(bus)));
    calls.put(
        "RemoveTargets", by -> by.removeTargets(b -> b.rule("rule").eventBusName(bus).ids("t")));
    calls.put("DeleteRule", by -> by.deleteRule(b -> b.name("rule").eventBusName(bus)));
    return calls;
  }

  @Test
  void aDenyOfTheBussPolicy_keepsAUserFromEveryOperationOnARule() {
    fixture.rule("{\"source\":[\"shop\"]}");
    EventBridgeAsyncClient ann = annIf("{}");
    putBusPolicy("Deny", "\"*\"", onTheRule().keySet().toArray(String[]::new));

    onTheRule()
        .forEach(
            (action, call) ->
                assertThatThrownBy(() -> fixture.time.await(call.apply(ann)))
                    .as(action)
                    .hasMessageContaining("with an explicit deny in a resource-based policy"));
  }

  @Test
  void aUserThatTheBussPolicyNames_mayDoToRulesWhatItSays() {
    EventBridgeAsyncClient ann =
        fixture.ann("{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}");
    String annsArn = "arn:aws:iam::" + EventsFixture.ACCOUNT + ":user/ann";
    putBusPolicy("Allow", "{\"AWS\":\"" + annsArn + "\"}", "PutRule", "PutTargets");

    fixture.time.await(onTheRule().get("PutRule").apply(ann));
    fixture.time.await(onTheRule().get("PutTargets").apply(ann));

    assertThatThrownBy(() -> fixture.time.await(onTheRule().get("RemoveTargets").apply(ann)))
        .satisfies(e -> assertThat(EventsFixture.codeOf(e)).isEqualTo("AccessDeniedException"));
  }

  @Test
  void anotherAccount_mayDoToRulesWhatTheBussPolicySays() {
    EventBridgeAsyncClient other =
        fixture.service.client(Caller.of(new Principal.User("aws", OTHER_ACCOUNT, "bob")));
    assertThatThrownBy(() -> fixture.time.await(onTheRule().get("PutRule").apply(other)))
        .satisfies(e -> assertThat(EventsFixture.codeOf(e)).isEqualTo("AccessDeniedException"));

    putBusPolicy(
        "Allow",
        "{\"AWS\":\"" + OTHER_ACCOUNT + "\"}",
        onTheRule().keySet().toArray(String[]::new));

    onTheRule().values().forEach(call -> fixture.time.await(call.apply(other)));
  }

  @Test
  void thePolicyOfTheDefaultBus_countsForItsRules() {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"events:PutRule\",\"Resource\":\"*\"}}";
    fixture.time.await(fixture.events.putPermission(b -> b.policy(policy)));

    assertThatThrownBy(
            () ->
                fixture.time.await(
                    fixture.events.putRule(
                        b -> b.name("rule").eventPattern("{\"source\":[\"a\"]}"))))
        .hasMessageContaining("with an explicit deny in a resource-based policy");
    fixture.rule("{\"source\":[\"a\"]}");
  }
}
