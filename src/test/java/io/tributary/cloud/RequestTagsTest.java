package io.tributary.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * What SQS, SNS, EventBridge and CloudWatch Logs tell IAM of the tags that a request sets or
 * removes.
 */
class RequestTagsTest {

  private static final Account ACCOUNT = new Account("536697261635", "eu-west-1");
  private static final Principal ROOT = new Principal.Root("aws", ACCOUNT.id());
  private static final Principal JANE = new Principal.User("aws", ACCOUNT.id(), "jane");

  private static final String TOPIC = ACCOUNT.arn("sns", "topic");
  private static final String BUS = ACCOUNT.arn("events", "event-bus/bus");
  private static final String GROUP = ACCOUNT.arn("logs", "log-group:group");

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1);
  private final LocalCloud cloud = new LocalCloud(time, ACCOUNT);

  /** Clients of jane, and the URL of the queue that is there. */
  private record Janes(
      SqsAsyncClient sqs,
      String url,
      SnsAsyncClient sns,
      EventBridgeAsyncClient events,
      CloudWatchLogsAsyncClient logs) {}

  /** A call about one tag: its value where it is set, its key where it is removed. */
  private interface Call {
    CompletableFuture<?> with(Janes clients, String tag);
  }

  private Janes janes;

  @BeforeEach
  void create() {
    String url =
        time.await(cloud.client(SqsAsyncClient.class, ROOT).createQueue(r -> r.queueName("queue")))
            .queueUrl();
    time.await(cloud.client(SnsAsyncClient.class, ROOT).createTopic(r -> r.name("topic")));
    time.await(cloud.client(EventBridgeAsyncClient.class, ROOT).createEventBus(r -> r.name("bus")));
    time.await(
        cloud
            .client(CloudWatchLogsAsyncClient.class, ROOT)
            .createLogGroup(r -> r.logGroupName("group")));
    time.await(cloud.client(IamAsyncClient.class, ROOT).createUser(r -> r.userName("jane")));
    janes =
        new Janes(
            cloud.client(SqsAsyncClient.class, JANE),
            url,
            cloud.client(SnsAsyncClient.class, JANE),
            cloud.client(EventBridgeAsyncClient.class, JANE),
            cloud.client(CloudWatchLogsAsyncClient.class, JANE));
  }

  /** Jane may do anything, but not this action on either condition. */
  private void forbid(String action, String condition, String other) {
    String deny = ",{\"Effect\":\"Deny\",\"Action\":\"%s\",\"Resource\":\"*\",\"Condition\":%s}";
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
            + "\"Resource\":\"*\"}"
            + deny.formatted(action, condition)
            + deny.formatted(action, other)
            + "]}";
    time.await(
        cloud
            .client(IamAsyncClient.class, ROOT)
            .putUserPolicy(r -> r.userName("jane").policyName("p").policyDocument(policy)));
  }

  private void assertDenied(String action, CompletableFuture<?> call) {
    Throwable failure = catchThrowable(() -> time.await(call));
    assertThat(AccessDenied.behind(failure.getCause()))
        .hasValueSatisfying(denial -> assertThat(denial.request().action()).isEqualTo(action));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource
  void tagsThatARequestSets_areTold(String action, String operation, Call call) {
    forbid(
        action,
        "{\"StringNotEquals\":{\"aws:RequestTag/team\":\"orders\"}}",
        "{\"ForAllValues:StringNotEquals\":{\"aws:TagKeys\":\"team\"}}");

    assertDenied(action, call.with(janes, "stock"));
    time.await(call.with(janes, "orders"));
  }

  static Stream<Arguments> tagsThatARequestSets_areTold() {
    Call createQueue =
        (jane, team) -> jane.sqs().createQueue(r -> r.queueName("new").tags(Map.of("team", team)));
    Call tagQueue =
        (jane, team) -> jane.sqs().tagQueue(r -> r.queueUrl(jane.url()).tags(Map.of("team", team)));
    Call createTopic =
        (jane, team) -> jane.sns().createTopic(r -> r.name("new").tags(topicTag(team)));
    Call tagTopic =
        (jane, team) -> jane.sns().tagResource(r -> r.resourceArn(TOPIC).tags(topicTag(team)));
    Call createBus =
        (jane, team) -> jane.events().createEventBus(r -> r.name("new").tags(busTag(team)));
    Call putRule =
        (jane, team) ->
            jane.events()
                .putRule(
                    r -> r.name("new").eventPattern("{\"source\":[\"shop\"]}").tags(busTag(team)));
    Call tagBus =
        (jane, team) -> jane.events().tagResource(r -> r.resourceARN(BUS).tags(busTag(team)));
    Call createGroup =
        (jane, team) ->
            jane.logs().createLogGroup(r -> r.logGroupName("new").tags(Map.of("team", team)));
    Call tagGroup =
        (jane, team) ->
            jane.logs().tagResource(r -> r.resourceArn(GROUP).tags(Map.of("team", team)));
    return Stream.of(
        arguments("sqs:CreateQueue", "CreateQueue", createQueue),
        arguments("sqs:TagQueue", "CreateQueue", createQueue),
        arguments("sqs:TagQueue", "TagQueue", tagQueue),
        arguments("sns:CreateTopic", "CreateTopic", createTopic),
        arguments("sns:TagResource", "CreateTopic", createTopic),
        arguments("sns:TagResource", "TagResource", tagTopic),
        arguments("events:CreateEventBus", "CreateEventBus", createBus),
        arguments("events:TagResource", "CreateEventBus", createBus),
        arguments("events:PutRule", "PutRule", putRule),
        arguments("events:TagResource", "PutRule", putRule),
        arguments("events:TagResource", "TagResource", tagBus),
        arguments("logs:CreateLogGroup", "CreateLogGroup", createGroup),
        arguments("logs:TagResource", "CreateLogGroup", createGroup),
        arguments("logs:TagResource", "TagResource", tagGroup));
  }

  private static software.amazon.awssdk.services.sns.model.Tag topicTag(String team) {
    return software.amazon.awssdk.services.sns.model.Tag.builder().key("team").value(team).build();
  }

  private static Tag busTag(String team) {
    return Tag.builder().key("team").value(team).build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void tagsThatARequestRemoves_areToldByTheirKeys(String action, Call call) {
    forbid(
        action,
        "{\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":\"cost\"}}",
        "{\"Null\":{\"aws:TagKeys\":\"true\"}}");

    assertDenied(action, call.with(janes, "cost"));
    time.await(call.with(janes, "team"));
  }

  static Stream<Arguments> tagsThatARequestRemoves_areToldByTheirKeys() {
    Call untagQueue =
        (jane, key) -> jane.sqs().untagQueue(r -> r.queueUrl(jane.url()).tagKeys(key));
    Call untagTopic =
        (jane, key) -> jane.sns().untagResource(r -> r.resourceArn(TOPIC).tagKeys(key));
    Call untagBus =
        (jane, key) -> jane.events().untagResource(r -> r.resourceARN(BUS).tagKeys(key));
    Call untagGroup =
        (jane, key) -> jane.logs().untagResource(r -> r.resourceArn(GROUP).tagKeys(key));
    return Stream.of(
        arguments("sqs:UntagQueue", untagQueue),
        arguments("sns:UntagResource", untagTopic),
        arguments("events:UntagResource", untagBus),
        arguments("logs:UntagResource", untagGroup));
  }
}
