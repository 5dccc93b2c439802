package io.tributary.cloud.logs;

import static io.tributary.cloud.logs.LogsFixture.ARN;
import static io.tributary.cloud.logs.LogsFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

class LogGroupsTest {

  private final LogsFixture fixture = new LogsFixture();
  private final CloudWatchLogsAsyncClient logs = fixture.logs;

  private void assertFails(Supplier<CompletableFuture<?>> call, String code, String message) {
    assertThatThrownBy(() -> fixture.call(call.get()))
        .satisfies(e -> assertThat(LogsFixture.codeOf(e)).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private void deliverAs(String service, String stream, String message) {
    fixture.service.deliver(LogsFixture.serviceCaller(service), ARN + ":*", stream, message);
  }

  private void putPolicy(String name, String effect, String service, String... actions) {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\""
            + effect
            + "\",\"Principal\":{\"Service\":\""
            + service
            + "\"},\"Action\":[\""
            + String.join("\",\"", actions)
            + "\"],\"Resource\":\""
            + ARN
            + ":*\"}]}";
    fixture.call(logs.putResourcePolicy(b -> b.policyName(name).policyDocument(policy)));
  }

  @Test
  void describeLogGroups_showsBothArns() {
    LogGroup group =
        fixture.call(logs.describeLogGroups(b -> b.logGroupNamePrefix("/ann"))).logGroups().get(0);

    assertThat(group.arn()).isEqualTo(ARN + ":*");
    assertThat(group.logGroupArn()).isEqualTo(ARN);
    assertThat(group.retentionInDays()).isNull();
  }

  @Test
  void describeLogGroups_takesAPatternAnywhereInTheName_byCase() {
    fixture.call(logs.createLogGroup(b -> b.logGroupName("/bob/other")));

    assertThat(byPattern("other")).extracting(LogGroup::logGroupName).containsExactly("/bob/other");
    assertThat(byPattern("OTHER")).isEmpty();
  }

  @Test
  void describeLogGroups_byPattern_tellsOnlyNameArnAndCreation() {
    fixture.call(logs.putRetentionPolicy(b -> b.logGroupName(GROUP).retentionInDays(1)));

    assertThat(byPattern(GROUP))
        .containsExactly(
            LogGroup.builder()
                .logGroupName(GROUP)
                .arn(ARN + ":*")
                .creationTime(fixture.time.millis())
                .build());
  }

  private List<LogGroup> byPattern(String pattern) {
    return fixture.call(logs.describeLogGroups(b -> b.logGroupNamePattern(pattern))).logGroups();
  }

  @Test
  void createLogGroup_twice_isRefused() {
    assertFails(
        () -> logs.createLogGroup(b -> b.logGroupName(GROUP)),
        "ResourceAlreadyExistsException",
        "The specified log group already exists");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "aws/x", "a:b"})
  void createLogGroup_withABadName_isRefused(String name) {
    assertFails(
        () -> logs.createLogGroup(b -> b.logGroupName(name)),
        "InvalidParameterException",
        "at 'logGroupName'");
  }

  @Test
  void nameOfAGroup_mayHave512Characters() {
    fixture.call(logs.createLogGroup(b -> b.logGroupName("n".repeat(512))));

    assertFails(
        () -> logs.createLogGroup(b -> b.logGroupName("n".repeat(513))),
        "InvalidParameterException",
        "at 'logGroupName'");
  }

  @Test
  void createLogGroup_withAKey_isRefusedRatherThanIgnored() {
    assertFails(
        () -> logs.createLogGroup(b -> b.logGroupName("x").kmsKeyId("k")),
        "InvalidParameterException",
        "does not build kmsKeyId of CreateLogGroup");
  }

  @Test
  void deleteLogGroup_removesItOnce() {
    fixture.call(logs.deleteLogGroup(b -> b.logGroupName(GROUP)));

    assertFails(
        () -> logs.deleteLogGroup(b -> b.logGroupName(GROUP)),
        "ResourceNotFoundException",
        "The specified log group does not exist.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 15, 3_654})
  void retention_outsideAwsList_isRefused(int days) {
    assertFails(
        () -> logs.putRetentionPolicy(b -> b.logGroupName(GROUP).retentionInDays(days)),
        "InvalidParameterException",
        "[1, 3, 5, 7, 14,");
  }

  @Test
  void retention_isShownUntilItIsDeleted() {
    fixture.call(logs.putRetentionPolicy(b -> b.logGroupName(GROUP).retentionInDays(14)));
    assertThat(fixture.call(logs.describeLogGroups(b -> {})).logGroups().get(0).retentionInDays())
        .isEqualTo(14);

    fixture.call(logs.deleteRetentionPolicy(b -> b.logGroupName(GROUP)));
    assertThat(fixture.call(logs.describeLogGroups(b -> {})).logGroups().get(0).retentionInDays())
        .isNull();
  }

  @Test
  void deleteLogStream_takesItsEventsAlong() {
    fixture.put("a");

    fixture.call(logs.deleteLogStream(b -> b.logGroupName(GROUP).logStreamName("one")));

    assertThat(fixture.messages()).isEmpty();
    assertThat(fixture.call(logs.describeLogGroups(b -> {})).logGroups().get(0).storedBytes())
        .isZero();
  }

  @Test
  void describeLogStreams_ordersByLastEventTime() {
    fixture.call(logs.createLogStream(b -> b.logGroupName(GROUP).logStreamName("empty")));
    fixture.put("a");

    assertThat(
            fixture
                .call(
                    logs.describeLogStreams(
                        b ->
                            b.logGroupIdentifier(ARN)
                                .orderBy(OrderBy.LAST_EVENT_TIME)
                                .descending(true)))
                .logStreams())
        .extracting(LogStream::logStreamName)
        .containsExactly("one", "empty");
  }

  @Test
  void describeLogStreams_byAnOrderThatIsNone_isRefused() {
    assertFails(
        () -> logs.describeLogStreams(b -> b.logGroupName(GROUP).orderBy("lasteventtime")),
        "InvalidParameterException",
        "'lasteventtime' at 'orderBy'");
  }

  @Test
  void tags_areKeptByTheGroupsArn() {
    fixture.call(logs.tagResource(b -> b.resourceArn(ARN).tags(Map.of("a", "1", "b", "2"))));
    fixture.call(logs.untagResource(b -> b.resourceArn(ARN).tagKeys("a")));

    assertThat(fixture.call(logs.listTagsForResource(b -> b.resourceArn(ARN))).tags())
        .containsExactly(Map.entry("b", "2"));
  }

  private static Map<String, String> tags(int count) {
    return IntStream.rangeClosed(1, count)
        .boxed()
        .collect(Collectors.toMap(i -> "k" + i, i -> "v"));
  }

  @Test
  void fiftyTags_areTheMostOfAGroup() {
    fixture.call(logs.tagResource(b -> b.resourceArn(ARN).tags(tags(50))));
    fixture.call(logs.tagResource(b -> b.resourceArn(ARN).tags(tags(1))));

    assertFails(
        () -> logs.tagResource(b -> b.resourceArn(ARN).tags(Map.of("more", "v"))),
        "TooManyTagsException",
        "this would make 51");
    assertThat(fixture.call(logs.listTagsForResource(b -> b.resourceArn(ARN))).tags())
        .hasSize(50)
        .doesNotContainKey("more");
  }

  @Test
  void createLogGroup_withMoreThan50Tags_isAnInvalidParameter() {
    assertFails(
        () -> logs.createLogGroup(b -> b.logGroupName("tagged").tags(tags(51))),
        "InvalidParameterException",
        "");
  }

  @Test
  void aTagThatIsAwssOwn_isRefused() {
    Map<String, String> own = Map.of("aws:team", "orders");

    assertFails(
        () -> logs.tagResource(b -> b.resourceArn(ARN).tags(own)),
        "InvalidParameterException",
        "not begin with aws:");
    assertFails(
        () -> logs.createLogGroup(b -> b.logGroupName("tagged").tags(own)),
        "InvalidParameterException",
        "aws:team");
  }

  @Test
  void eleventhResourcePolicy_isRefusedWhileReplacingIsNot() {
    for (int i = 1; i <= 10; i++) {
      putPolicy("p" + i, "Allow", "events.amazonaws.com", "logs:PutLogEvents");
    }
    putPolicy("p10", "Allow", "events.amazonaws.com", "logs:PutLogEvents");

    assertThatThrownBy(() -> putPolicy("p11", "Allow", "events.amazonaws.com", "logs:PutLogEvents"))
        .satisfies(e -> assertThat(LogsFixture.codeOf(e)).isEqualTo("LimitExceededException"));
  }

  @Test
  void aPageOfResourcePolicies_hasUpTo50() {
    fixture.call(logs.describeResourcePolicies(b -> b.limit(50)));

    assertFails(
        () -> logs.describeResourcePolicies(b -> b.limit(51)),
        "InvalidParameterException",
        "at 'limit'");
  }

  @Test
  void resourcePolicies_areListedAndDeleted() {
    putPolicy("p", "Allow", "events.amazonaws.com", "logs:PutLogEvents");
    assertThat(fixture.call(logs.describeResourcePolicies(b -> {})).resourcePolicies())
        .extracting(policy -> policy.policyName())
        .containsExactly("p");

    fixture.call(logs.deleteResourcePolicy(b -> b.policyName("p")));
    assertFails(
        () -> logs.deleteResourcePolicy(b -> b.policyName("p")),
        "ResourceNotFoundException",
        "Policy with name [p] does not exist");
  }

  @Test
  void service_withoutAPolicy_mayNotWrite() {
    assertThatThrownBy(() -> deliverAs("events.amazonaws.com", "s", "m"))
        .isInstanceOf(CloudWatchLogsException.class)
        .satisfies(e -> assertThat(AccessDenied.behind(e)).isPresent())
        .hasMessageContaining("logs:PutLogEvents on resource: " + ARN + ":log-stream:s");
  }

  @Test
  void rule_needsToCreateItsStreamToo() {
    putPolicy("e", "Allow", "events.amazonaws.com", "logs:PutLogEvents");
    putPolicy("d", "Allow", "delivery.logs.amazonaws.com", "logs:PutLogEvents");

    assertThatThrownBy(() -> deliverAs("events.amazonaws.com", "s", "m"))
        .hasMessageContaining("logs:CreateLogStream");
    deliverAs("events.amazonaws.com", "one", "m");
    assertThat(fixture.messages()).containsExactly("m");
  }

  @Test
  void rule_needsTheLogDeliveryServiceToBeAllowedAsWell() {
    putPolicy("e", "Allow", "events.amazonaws.com", "logs:CreateLogStream", "logs:PutLogEvents");

    assertThatThrownBy(() -> deliverAs("events.amazonaws.com", "s", "m"))
        .hasMessageContaining("delivery.logs.amazonaws.com is not authorized")
        .hasMessageContaining("logs:PutLogEvents");
  }

  @Test
  void rule_isTheSourceOfWritingButNotOfCreatingTheStream() {
    String ofRule =
        ",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"" + LogsFixture.RULE + "\"}}";
    putDocument("put", allowWriters("logs:PutLogEvents", ofRule));
    putDocument("create", allowWriters("logs:CreateLogStream", ofRule));
    assertThatThrownBy(() -> deliverAs("events.amazonaws.com", "s", "m"))
        .hasMessageContaining("logs:CreateLogStream");

    putDocument("create", allowWriters("logs:CreateLogStream", ""));
    deliverAs("events.amazonaws.com", "s", "m");
    assertThat(fixture.messages()).containsExactly("m");
  }

  private static String allowWriters(String action, String condition) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"*",
         "Principal":{"Service":["events.amazonaws.com","delivery.logs.amazonaws.com"]}%s}]}"""
        .formatted(action, condition);
  }

  private void putDocument(String name, String document) {
    fixture.call(logs.putResourcePolicy(b -> b.policyName(name).policyDocument(document)));
  }

  @Test
  void service_isAllowedByAnyOneOfThePolicies() {
    putPolicy("a", "Allow", "other.amazonaws.com", "logs:*");
    putPolicy("b", "Allow", "other2.amazonaws.com", "logs:CreateLogStream", "logs:PutLogEvents");

    deliverAs("other2.amazonaws.com", "s", "m");

    assertThat(fixture.messages()).containsExactly("m");
  }

  @Test
  void service_isDeniedByAnyOneOfThePolicies() {
    putPolicy("a", "Allow", "events.amazonaws.com", "logs:*");
    putPolicy("b", "Deny", "events.amazonaws.com", "logs:PutLogEvents");

    assertThatThrownBy(() -> deliverAs("events.amazonaws.com", "s", "m"))
        .hasMessageContaining("with an explicit deny in a resource-based policy");
  }

  @Test
  void logDelivery_isLetInByThePolicyThatAwsAdds() {
    deliverAs("delivery.logs.amazonaws.com", "s", "m");

    assertThat(fixture.messages()).containsExactly("m");
  }

  @Test
  void logDelivery_isStoppedByADenyOfTheAccount() {
    putPolicy("b", "Deny", "delivery.logs.amazonaws.com", "logs:PutLogEvents");

    assertThatThrownBy(() -> deliverAs("delivery.logs.amazonaws.com", "s", "m"))
        .satisfies(e -> assertThat(AccessDenied.behind(e)).isPresent());
  }

  @Test
  void delivery_toAMissingGroup_isNotFound() {
    Caller delivery = LogsFixture.serviceCaller("delivery.logs.amazonaws.com");
    String missing = ARN + "-missing";

    assertThatThrownBy(() -> fixture.service.deliver(delivery, missing, "s", "m"))
        .satisfies(e -> assertThat(LogsFixture.codeOf(e)).isEqualTo("ResourceNotFoundException"));
  }

  @Test
  void callerWithoutPermission_isDenied() {
    CloudWatchLogsAsyncClient ann =
        fixture.service.client(Caller.of(new Principal.User("aws", LogsFixture.ACCOUNT, "ann")));

    assertFails(
        () -> ann.filterLogEvents(b -> b.logGroupName(GROUP)),
        "AccessDeniedException",
        "is not authorized to perform: logs:FilterLogEvents on resource: " + ARN + ":log-stream:");
  }
}
