package io.tributary.cloud.events;

import static io.tributary.cloud.events.EventsFixture.BUS_ARN;
import static io.tributary.cloud.events.EventsFixture.QUEUE;
import static io.tributary.cloud.events.EventsFixture.RULE_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Condition;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

class EventsApiTest {

  private static final String PATTERN = "{\"source\":[\"shop\"]}";

  private final EventsFixture fixture = new EventsFixture();
  private final EventBridgeAsyncClient events = fixture.events;

  private <T> T call(CompletableFuture<T> answer) {
    return fixture.time.await(answer);
  }

  private static void assertFails(ThrowingCallable call, String code, String message) {
    assertThatThrownBy(call)
        .satisfies(e -> assertThat(EventsFixture.codeOf(e)).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private void assertFails(Supplier<CompletableFuture<?>> call, String code, String message) {
    assertFails((ThrowingCallable) () -> call(call.get()), code, message);
  }

  private void putRule(String name) {
    call(events.putRule(b -> b.name(name).eventBusName("bus").eventPattern(PATTERN)));
  }

  private void putTargets(Target... targets) {
    call(events.putTargets(b -> b.rule("rule").eventBusName("bus").targets(targets)));
  }

  private static Target target(String id) {
    return Target.builder().id(id).arn(QUEUE).build();
  }

  @Test
  void defaultBus_isThere() {
    assertThat(call(events.describeEventBus(b -> {})).arn())
        .isEqualTo("arn:aws:events:eu-west-1:536697261635:event-bus/default");
  }

  @Test
  void createEventBus_twice_isRefused() {
    assertFails(
        () -> events.createEventBus(b -> b.name("bus")),
        "ResourceAlreadyExistsException",
        "Event bus bus already exists.");
  }

  @Test
  void createEventBus_withAPartnersName_isToldThatACustomOneHasNoSlash() {
    assertFails(
        () -> events.createEventBus(b -> b.name("aws.partner/shop")),
        "ValidationException",
        "Value 'aws.partner/shop' at 'name' failed to satisfy constraint: Member must have no '/'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "ä"})
  void createEventBus_withABadName_isRefused(String name) {
    assertFails(() -> events.createEventBus(b -> b.name(name)), "ValidationException", "at 'name'");
  }

  @Test
  void nameOfABus_mayHave256Characters() {
    call(events.createEventBus(b -> b.name("n".repeat(256))));

    assertFails(
        () -> events.createEventBus(b -> b.name("n".repeat(257))),
        "ValidationException",
        "at 'name'");
  }

  @Test
  void descriptionOfABus_mayHave512Characters() {
    call(events.createEventBus(b -> b.name("longest").description("d".repeat(512))));

    assertFails(
        () -> events.createEventBus(b -> b.name("longer").description("d".repeat(513))),
        "ValidationException",
        "at 'description'");
  }

  @Test
  void quotaOfBuses_countsTheDefaultBus() {
    Account small = new Account(EventsFixture.ACCOUNT, "eu-west-1").with(Quota.EVENT_BUSES, 3);
    EventsFixture limited = new EventsFixture(small);

    limited.time.await(limited.events.createEventBus(b -> b.name("third")));

    assertFails(
        () -> limited.time.await(limited.events.createEventBus(b -> b.name("fourth"))),
        "LimitExceededException",
        "3 event buses");
  }

  @Test
  void deleteEventBus_removesItAndIsNoErrorTwice() {
    call(events.deleteEventBus(b -> b.name("bus")));
    call(events.deleteEventBus(b -> b.name("bus")));

    assertFails(
        () -> events.describeEventBus(b -> b.name("bus")),
        "ResourceNotFoundException",
        "Event bus bus does not exist.");
  }

  @Test
  void deleteEventBus_thatHasRules_isRefused() {
    putRule("rule");

    assertFails(() -> events.deleteEventBus(b -> b.name("bus")), "ValidationException", "rule");
  }

  @Test
  void deleteEventBus_ofTheDefaultBus_isRefused() {
    assertFails(
        () -> events.deleteEventBus(b -> b.name("default")),
        "ValidationException",
        "Cannot delete event bus default.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "arn:aws:events:eu-west-1:536697261635:event-bus/default"})
  void deleteEventBus_byAnythingButAName_isRefused(String name) {
    assertFails(() -> events.deleteEventBus(b -> b.name(name)), "ValidationException", "at 'name'");

    assertThat(call(events.describeEventBus(b -> {})).name()).isEqualTo("default");
  }

  @Test
  void listEventBuses_goesPageByPage() {
    call(events.createEventBus(b -> b.name("another")));
    List<String> names = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      ListEventBusesResponse page = call(events.listEventBuses(b -> b.limit(1).nextToken(from)));
      page.eventBuses().stream().map(EventBus::name).forEach(names::add);
      token = page.nextToken();
    } while (token != null);

    assertThat(names).containsExactly("another", "bus", "default");
  }

  @Test
  void putPermission_ofAWholePolicy_isShownAndRemoved() {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
            + "\"Action\":\"events:PutEvents\",\"Resource\":\""
            + BUS_ARN
            + "\"}]}";
    call(events.putPermission(b -> b.eventBusName("bus").policy(policy)));
    assertThat(call(events.describeEventBus(b -> b.name("bus"))).policy()).isEqualTo(policy);

    call(events.removePermission(b -> b.eventBusName("bus").removeAllPermissions(true)));
    assertThat(call(events.describeEventBus(b -> b.name("bus"))).policy()).isNull();
  }

  @Test
  void putPermission_ofAStatement_replacesTheOneOfTheSameId() {
    for (String account : List.of("111111111111", "222222222222")) {
      call(
          events.putPermission(
              b ->
                  b.eventBusName("bus")
                      .statementId("one")
                      .action("events:PutEvents")
                      .principal(account)));
    }

    assertThat(call(events.describeEventBus(b -> b.name("bus"))).policy())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"one\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::222222222222:root\"},"
                + "\"Action\":\"events:PutEvents\",\"Resource\":\""
                + BUS_ARN
                + "\"}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", BUS_ARN})
  void permissions_ofABusThatIsNotNamed_areRefused(String bus) {
    assertFails(
        () -> events.putPermission(b -> b.eventBusName(bus).policy("{}")),
        "ValidationException",
        "at 'eventBusName'");
    assertFails(
        () -> events.removePermission(b -> b.eventBusName(bus).removeAllPermissions(true)),
        "ValidationException",
        "at 'eventBusName'");
  }

  @Test
  void aBusOrRuleWithoutAName_isRefusedAsMissing() {
    String missing = "Value null at 'name' failed to satisfy constraint: Member must not be null";
    assertFails(() -> events.createEventBus(b -> {}), "ValidationException", missing);
    assertFails(
        () -> events.putRule(b -> b.eventPattern("{\"source\":[\"shop\"]}")),
        "ValidationException",
        missing);
  }

  @Test
  void putPermission_withAConditionThatLacksAPart_isRefusedAtThatPart() {
    assertConditionRefused(c -> c.key("aws:PrincipalOrgID").value("o-1"), "condition.type");
    assertConditionRefused(c -> c.type("StringEquals").value("o-1"), "condition.key");
    assertConditionRefused(
        c -> c.type("StringEquals").key("aws:PrincipalOrgID"), "condition.value");
  }

  private void assertConditionRefused(Consumer<Condition.Builder> condition, String field) {
    assertFails(
        () ->
            events.putPermission(
                b ->
                    b.eventBusName("bus")
                        .statementId("one")
                        .action("events:PutEvents")
                        .principal("*")
                        .condition(condition)),
        "ValidationException",
        "at '" + field + "' failed to satisfy constraint: Member must not be null");
  }

  @Test
  void putPermission_ofAWholePolicyAndACondition_isRefusedAndChangesNothing() {
    assertFails(
        () ->
            events.putPermission(
                b ->
                    b.eventBusName("bus")
                        .policy(allowAll())
                        .condition(
                            c -> c.type("StringEquals").key("aws:PrincipalOrgID").value("o-1"))),
        "ValidationException",
        "Policy excludes Action, Principal, StatementId and Condition");

    assertThat(call(events.describeEventBus(b -> b.name("bus"))).policy()).isNull();
  }

  private static String allowAll() {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"events:PutEvents\",\"Resource\":\""
        + BUS_ARN
        + "\"}]}";
  }

  @Test
  void removePermission_ofAStatementIdThatIsNone_leavesTheStatementWithoutASid() {
    call(events.putPermission(b -> b.eventBusName("bus").policy(allowAll())));

    assertFails(
        () -> events.removePermission(b -> b.eventBusName("bus").statementId("")),
        "ValidationException",
        "at 'statementId'");

    assertThat(call(events.describeEventBus(b -> b.name("bus"))).policy()).isEqualTo(allowAll());
  }

  @Test
  void removePermission_ofAnUnknownStatement_isRefused() {
    assertFails(
        () -> events.removePermission(b -> b.eventBusName("bus").statementId("none")),
        "ResourceNotFoundException",
        "EventBus does not have a policy.");
  }

  @Test
  void putRule_givesTheArnOfACustomAndOfTheDefaultBus() {
    assertThat(
            call(events.putRule(b -> b.name("rule").eventBusName(BUS_ARN).eventPattern(PATTERN)))
                .ruleArn())
        .isEqualTo(RULE_ARN);
    assertThat(call(events.putRule(b -> b.name("rule").eventPattern(PATTERN))).ruleArn())
        .isEqualTo("arn:aws:events:eu-west-1:536697261635:rule/rule");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "ä",
        "arn:aws:events:eu-west-1:1:event-bus/bus",
        "arn:aws:sqs:eu-west-1:536697261635:bus"
      })
  void rules_ofWhatCanBeNeitherNameNorArnOfABus_areRefused(String bus) {
    List<Supplier<CompletableFuture<?>>> calls =
        List.of(
            () -> events.putRule(b -> b.name("r").eventBusName(bus).eventPattern(PATTERN)),
            () -> events.describeRule(b -> b.name("r").eventBusName(bus)),
            () -> events.deleteRule(b -> b.name("r").eventBusName(bus)),
            () -> events.enableRule(b -> b.name("r").eventBusName(bus)),
            () -> events.disableRule(b -> b.name("r").eventBusName(bus)),
            () -> events.listRules(b -> b.eventBusName(bus)),
            () -> events.listRuleNamesByTarget(b -> b.targetArn(QUEUE).eventBusName(bus)),
            () -> events.putTargets(b -> b.rule("r").eventBusName(bus).targets(target("one"))),
            () -> events.removeTargets(b -> b.rule("r").eventBusName(bus).ids("one")),
            () -> events.listTargetsByRule(b -> b.rule("r").eventBusName(bus)));

    for (Supplier<CompletableFuture<?>> call : calls) {
      assertFails(call, "ValidationException", "'" + bus + "' at 'eventBusName'");
    }
    assertFails(
        () -> events.describeEventBus(b -> b.name(bus)), "ValidationException", "at 'name'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "arn:aws:events:eu-west-1:536697261635:event-bus/"})
  void rulesOfAPartnersBus_whichHasSlashesInItsName_areNotFound(String before) {
    assertFails(
        () -> events.listRules(b -> b.eventBusName(before + "aws.partner/shop.example/orders")),
        "ResourceNotFoundException",
        "Event bus aws.partner/shop.example/orders does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "arn:aws:events:eu-west-1:536697261635:event-bus/"})
  void aRuleOfAPartnersBus_isAskedForWithTheWholeNameOfTheBus(String before) {
    EventBridgeAsyncClient nobody =
        fixture.service.client(
            Caller.of(new Principal.User("aws", EventsFixture.ACCOUNT, "nobody")));

    assertFails(
        () ->
            nobody.describeRule(
                b -> b.name("r").eventBusName(before + "aws.partner/shop.example/orders")),
        "AccessDeniedException",
        ":rule/aws.partner/shop.example/orders/r because");
  }

  @Test
  void nameOrArnOfABus_mayHave1600Characters() {
    assertFails(
        () -> events.listRules(b -> b.eventBusName("n".repeat(1_600))),
        "ResourceNotFoundException",
        "does not exist");
    assertFails(
        () -> events.listRules(b -> b.eventBusName("n".repeat(1_601))),
        "ValidationException",
        "at 'eventBusName'");
  }

  @Test
  void putRule_again_resetsWhatIsLeftOutAndKeepsTheTargets() {
    call(
        events.putRule(
            b ->
                b.name("rule")
                    .eventBusName("bus")
                    .eventPattern("{\"source\":[\"old\"]}")
                    .description("old")
                    .state(RuleState.DISABLED)));
    putTargets(target("one"));

    putRule("rule");

    DescribeRuleResponse rule = call(events.describeRule(b -> b.name("rule").eventBusName("bus")));
    assertThat(rule.description()).isNull();
    assertThat(rule.state()).isEqualTo(RuleState.ENABLED);
    assertThat(rule.eventPattern()).isEqualTo(PATTERN);
    fixture.put("{}");
    assertThat(fixture.bodies()).hasSize(1);
  }

  @Test
  void putRule_withABadPattern_isRefusedInTheMatchersWords() {
    assertFails(
        () -> events.putRule(b -> b.name("rule").eventPattern("{\"source\":\"shop\"}")),
        "InvalidEventPatternException",
        "Event pattern is not valid. Reason: ");
  }

  @Test
  void putRule_withoutAPattern_isRefused() {
    assertFails(
        () -> events.putRule(b -> b.name("rule")),
        "ValidationException",
        "Parameter(s) EventPattern or ScheduleExpression must be specified.");
  }

  @Test
  void putRule_withASchedule_isRefusedAsNotBuilt() {
    assertFails(
        () -> events.putRule(b -> b.name("rule").scheduleExpression("rate(1 minute)")),
        "ValidationException",
        "does not build ScheduleExpression of PutRule");
  }

  @Test
  void pattern_mayHave2048CharactersByDefault() {
    String longest = "{\"source\":[\"" + "s".repeat(2_048 - 15) + "\"]}";
    assertThat(longest).hasSize(2_048);
    call(events.putRule(b -> b.name("rule").eventPattern(longest)));

    assertFails(
        () -> events.putRule(b -> b.name("rule").eventPattern(longest + " ")),
        "LimitExceededException",
        "2049 characters");
  }

  @Test
  void rulesOfABus_areLimitedByTheQuotaAndMayBeReplaced() {
    EventsFixture limited =
        new EventsFixture(
            new Account(EventsFixture.ACCOUNT, "eu-west-1").with(Quota.RULES_PER_BUS, 1));
    limited.rule(PATTERN).rule(PATTERN);

    assertFails(
        () ->
            limited.time.await(
                limited.events.putRule(
                    b -> b.name("two").eventBusName("bus").eventPattern(PATTERN))),
        "LimitExceededException",
        "1 rules on event bus bus");
  }

  @Test
  void putRule_onAnUnknownBus_isRefused() {
    assertFails(
        () -> events.putRule(b -> b.name("r").eventBusName("none").eventPattern(PATTERN)),
        "ResourceNotFoundException",
        "Event bus none does not exist.");
  }

  @Test
  void describeRule_thatDoesNotExist_isRefused() {
    assertFails(
        () -> events.describeRule(b -> b.name("none").eventBusName("bus")),
        "ResourceNotFoundException",
        "Rule none does not exist on EventBus bus.");
  }

  @Test
  void deleteRule_withTargets_isRefusedUntilTheyAreRemoved() {
    putRule("rule");
    putTargets(target("one"));
    assertFails(
        () -> events.deleteRule(b -> b.name("rule").eventBusName("bus")),
        "ValidationException",
        "Rule can't be deleted since it has targets.");

    call(events.removeTargets(b -> b.rule("rule").eventBusName("bus").ids("one")));
    call(events.deleteRule(b -> b.name("rule").eventBusName("bus")));

    assertThat(call(events.listRules(b -> b.eventBusName("bus"))).rules()).isEmpty();
    fixture.put("{}");
    assertThat(fixture.bodies()).isEmpty();
  }

  @Test
  void listRules_takesAPrefix() {
    putRule("a-1");
    putRule("b-1");

    assertThat(call(events.listRules(b -> b.eventBusName("bus").namePrefix("b"))).rules())
        .extracting(rule -> rule.name())
        .containsExactly("b-1");
  }

  @Test
  void listRuleNamesByTarget_findsTheRulesOfAQueue() {
    putRule("rule");
    putRule("other");
    putTargets(target("one"));

    assertThat(
            call(events.listRuleNamesByTarget(b -> b.eventBusName("bus").targetArn(QUEUE)))
                .ruleNames())
        .containsExactly("rule");
  }

  @Test
  void fiveTargets_areTheMostOfARule() {
    putRule("rule");
    putTargets(target("1"), target("2"), target("3"), target("4"), target("5"));
    putTargets(target("5"));

    assertFails(
        (ThrowingCallable) () -> putTargets(target("6")), "LimitExceededException", "5 targets");
  }

  @Test
  void putTargets_ofTheSameId_replacesTheTarget() {
    putRule("rule");
    putTargets(target("one"));
    putTargets(target("one").toBuilder().input("{}").build());

    assertThat(call(events.listTargetsByRule(b -> b.rule("rule").eventBusName("bus"))).targets())
        .extracting(Target::input)
        .containsExactly("{}");
  }

  @Test
  void putTargets_withOneBadTarget_addsNone() {
    putRule("rule");

    assertFails(
        (ThrowingCallable) () -> putTargets(target("good"), target("bad id")),
        "ValidationException",
        "'targets.member.id'");

    assertThat(call(events.listTargetsByRule(b -> b.rule("rule").eventBusName("bus"))).targets())
        .isEmpty();
  }

  /** So AWS words it: github.com/aws-cloudformation/custom-resource-helper issue 61. */
  @Test
  void nameOfARule_mayHave64Characters() {
    putRule("r".repeat(64));

    assertFails(
        (ThrowingCallable) () -> putRule("r".repeat(65)),
        "ValidationException",
        "at 'name' failed to satisfy constraint: Member must have length less than or equal to 64");
    assertFails(
        (ThrowingCallable) () -> putRule("a rule"),
        "ValidationException",
        "Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
  }

  @Test
  void idOfATarget_mayHave64Characters() {
    putRule("rule");
    putTargets(target("i".repeat(64)));

    assertFails(
        (ThrowingCallable) () -> putTargets(target("i".repeat(65))),
        "ValidationException",
        "Member must have length less than or equal to 64");
  }

  @Test
  void targetOfAnotherService_isRefusedWithWhatIsBuilt() {
    putRule("rule");
    Target lambda =
        Target.builder().id("l").arn("arn:aws:lambda:eu-west-1:536697261635:function:f").build();

    assertFails(
        (ThrowingCallable) () -> putTargets(lambda),
        "ValidationException",
        "it delivers to standard SQS queues and CloudWatch log groups");
  }

  @Test
  void roleOfATarget_isRefusedRatherThanIgnored() {
    putRule("rule");

    assertFails(
        (ThrowingCallable)
            () -> putTargets(target("t").toBuilder().roleArn("arn:aws:iam::1:role/r").build()),
        "ValidationException",
        "does not build RoleArn of target t");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 186})
  void retryAttempts_outside0To185_areRefused(int attempts) {
    putRule("rule");
    putTargets(retrying(0, 60), retrying(185, 86_400));

    assertFails(
        (ThrowingCallable) () -> putTargets(retrying(attempts, 60)),
        "ValidationException",
        "maximumRetryAttempts");
  }

  @ParameterizedTest
  @ValueSource(ints = {59, 86_401})
  void eventAge_outside60To86400_isRefused(int age) {
    putRule("rule");

    assertFails(
        (ThrowingCallable) () -> putTargets(retrying(0, age)),
        "ValidationException",
        "maximumEventAgeInSeconds");
  }

  private static Target retrying(int attempts, int age) {
    return target("t" + age).toBuilder()
        .retryPolicy(r -> r.maximumRetryAttempts(attempts).maximumEventAgeInSeconds(age))
        .build();
  }

  @Test
  void deadLetterQueueThatIsFifo_isRefused() {
    putRule("rule");

    assertFails(
        (ThrowingCallable)
            () ->
                putTargets(
                    target("t").toBuilder().deadLetterConfig(d -> d.arn(QUEUE + ".fifo")).build()),
        "ValidationException",
        "must name a standard SQS queue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no such", "no/such"})
  void deadLetterQueueOfANameThatNoQueueHas_isRefused(String name) {
    putRule("rule");
    String arn = QUEUE.substring(0, QUEUE.lastIndexOf(':') + 1) + name;

    assertFails(
        (ThrowingCallable)
            () -> putTargets(target("t").toBuilder().deadLetterConfig(d -> d.arn(arn)).build()),
        "ValidationException",
        "must name a standard SQS queue of the same account and region, not " + arn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqs:eu-west-1:%s:no/such", "logs:eu-west-1:%s:log-group:no such"})
  void targetOfANameThatNoQueueAndNoLogGroupHas_isRefused(String resource) {
    putRule("rule");
    String arn = "arn:aws:" + resource.formatted(QUEUE.split(":")[4]);

    assertFails(
        (ThrowingCallable) () -> putTargets(target("t").toBuilder().arn(arn).build()),
        "ValidationException",
        "does not deliver to " + arn);
  }

  @Test
  void removeTargets_reportsUnknownIdsOneByOne() {
    putRule("rule");
    putTargets(target("one"));

    RemoveTargetsResponse response =
        call(events.removeTargets(b -> b.rule("rule").eventBusName("bus").ids("one", "none")));

    assertThat(response.failedEntries())
        .extracting(entry -> entry.targetId())
        .containsExactly("none");
  }

  @Test
  void testEventPattern_saysWhetherTheEventMatches() {
    String event =
        "{\"id\":\"1\",\"account\":\"1\",\"source\":\"shop\",\"time\":\"2025-01-01T00:00:00Z\","
            + "\"region\":\"r\",\"resources\":[],\"detail-type\":\"t\"}";

    assertThat(call(events.testEventPattern(b -> b.eventPattern(PATTERN).event(event))).result())
        .isTrue();
    assertThat(
            call(events.testEventPattern(
                    b -> b.eventPattern("{\"source\":[\"other\"]}").event(event)))
                .result())
        .isFalse();
  }

  @Test
  void testEventPattern_ofAnIncompleteEvent_isRefused() {
    assertFails(
        () -> events.testEventPattern(b -> b.eventPattern(PATTERN).event("{}")),
        "ValidationException",
        "Parameter Event is not valid.");
  }

  @Test
  void tags_ofBusesAndRules_areKept() {
    putRule("rule");
    for (String arn : List.of(BUS_ARN, RULE_ARN)) {
      call(
          events.tagResource(
              b -> b.resourceARN(arn).tags(tag("b", "2"), tag("a", "1"), tag("gone", ""))));
      call(events.untagResource(b -> b.resourceARN(arn).tagKeys("gone")));

      assertThat(call(events.listTagsForResource(b -> b.resourceARN(arn))).tags())
          .containsExactly(tag("a", "1"), tag("b", "2"));
    }
  }

  @Test
  void tags_outsideAwssLimits_areRefused() {
    for (Tag bad : List.of(tag("", "v"), tag("k".repeat(129), "v"), tag("k", "v".repeat(257)))) {
      assertFails(
          () -> events.tagResource(b -> b.resourceARN(BUS_ARN).tags(bad)),
          "ValidationException",
          "tags.member.");
    }
    assertFails(
        () -> events.tagResource(b -> b.resourceARN(BUS_ARN).tags(tag("aws:team", "v"))),
        "ValidationException",
        "not begin with aws:");
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void callerWithoutPermission_isDeniedWithTheRulesArn() {
    EventBridgeAsyncClient ann =
        fixture.service.client(Caller.of(new Principal.User("aws", EventsFixture.ACCOUNT, "ann")));

    assertFails(
        () -> ann.putRule(b -> b.name("rule").eventBusName("bus").eventPattern(PATTERN)),
        "AccessDeniedException",
        "is not authorized to perform: events:PutRule on resource: " + RULE_ARN);
  }

  private static String allow(String action, String resource, String condition) {
    return "{\"Effect\":\"Allow\",\"Action\":\"events:"
        + action
        + "\",\"Resource\":\""
        + resource
        + "\""
        + condition
        + "}";
  }

  @Test
  void putEvents_mayBeAllowedForASourceOnly() {
    String condition = ",\"Condition\":{\"StringEquals\":{\"events:source\":\"shop\"}}";
    EventBridgeAsyncClient ann = fixture.ann(allow("PutEvents", BUS_ARN, condition));
    call(ann.putEvents(b -> b.entries(EventsFixture.entry("{}").build())));

    assertFails(
        () -> ann.putEvents(b -> b.entries(EventsFixture.entry("{}").source("other").build())),
        "AccessDeniedException",
        "events:PutEvents");
  }

  @Test
  void putTargets_mayBeAllowedForATargetOnly() {
    putRule("rule");
    String condition =
        ",\"Condition\":{\"ForAllValues:ArnEquals\":{\"events:TargetArn\":\"" + QUEUE + "\"}}";
    EventBridgeAsyncClient ann = fixture.ann(allow("PutTargets", RULE_ARN, condition));
    call(ann.putTargets(b -> b.rule("rule").eventBusName("bus").targets(target("t"))));

    Target other = target("t").toBuilder().arn(QUEUE + "-other").build();
    assertFails(
        () -> ann.putTargets(b -> b.rule("rule").eventBusName("bus").targets(other)),
        "AccessDeniedException",
        "events:PutTargets");
  }

  @Test
  void putRule_withTags_needsThePermissionToTag() {
    EventBridgeAsyncClient ann = fixture.ann(allow("PutRule", RULE_ARN, ""));
    call(ann.putRule(b -> b.name("rule").eventBusName("bus").eventPattern(PATTERN)));

    assertFails(
        () ->
            ann.putRule(
                b -> b.name("rule").eventBusName("bus").eventPattern(PATTERN).tags(tag("a", "1"))),
        "AccessDeniedException",
        "events:TagResource on resource: " + RULE_ARN);
  }

  @Test
  void putPermission_ofABadPrincipal_isRefused() {
    assertFails(
        () ->
            events.putPermission(
                b ->
                    b.eventBusName("bus")
                        .statementId("s")
                        .action("events:PutEvents")
                        .principal("ann")),
        "ValidationException",
        "at 'principal'");
  }

  @Test
  void operationThatIsNotBuilt_saysSo() {
    assertThatThrownBy(() -> events.createArchive(b -> {}))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
