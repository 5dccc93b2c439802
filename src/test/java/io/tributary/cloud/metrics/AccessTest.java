package io.tributary.cloud.metrics;

import static io.tributary.cloud.metrics.CloudWatchFixture.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.cloud.iam.Principal;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/** What CloudWatch tells IAM of a request, as the conditions of a user's policy see it. */
class AccessTest {

  private final CloudWatchFixture aws = new CloudWatchFixture();

  private CloudWatchAsyncClient userWhoMay(String action, String condition) {
    IamAsyncClient iam = aws.cloud.client(IamAsyncClient.class, aws.root);
    aws.time.await(iam.createUser(it -> it.userName("jane")));
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Action":"cloudwatch:%s","Resource":"*","Condition":%s}]}
        """
            .formatted(action, condition);
    aws.time.await(
        iam.putUserPolicy(it -> it.userName("jane").policyName("p").policyDocument(policy)));
    return aws.cloud.client(
        CloudWatchAsyncClient.class, new Principal.User("aws", CloudWatchFixture.ACCOUNT, "jane"));
  }

  @Test
  void untagging_isDecidedByTheKeysThatItRemoves() {
    aws.putAlarm(it -> it.tags(tag("team"), tag("cost")));
    CloudWatchAsyncClient jane =
        userWhoMay("UntagResource", "{\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":\"team\"}}");
    String arn = aws.alarm("a").alarmArn();

    aws.time.await(jane.untagResource(it -> it.resourceARN(arn).tagKeys("team")));
    Throwable refusal =
        catchThrowable(
            () -> aws.time.await(jane.untagResource(it -> it.resourceARN(arn).tagKeys("cost"))));

    assertThat(code(refusal)).isEqualTo("AccessDenied");
    assertThat(aws.time.await(aws.cloudWatch.listTagsForResource(it -> it.resourceARN(arn))).tags())
        .containsExactly(tag("cost"));
  }

  @Test
  void anAlarm_withActionsThatArePartlyAllowed_isDenied() {
    CloudWatchAsyncClient jane =
        userWhoMay(
            "PutMetricAlarm",
            "{\"ForAllValues:StringLike\":{\"cloudwatch:AlarmActions\":\"*:pager-*\"}}");

    aws.putAlarm(jane, it -> it.alarmActions(topic("pager-1")).okActions(topic("pager-2")));
    aws.putAlarm(jane, it -> {});

    assertThat(deniedTo(jane, it -> it.alarmActions(topic("pager-1"), topic("x")))).isTrue();
    assertThat(deniedTo(jane, it -> it.okActions(topic("x")))).isTrue();
    assertThat(deniedTo(jane, it -> it.insufficientDataActions(topic("x")))).isTrue();
  }

  @Test
  void anAlarm_withoutAnyOfTheActionsAskedFor_isDenied() {
    CloudWatchAsyncClient jane =
        userWhoMay(
            "PutMetricAlarm",
            "{\"ForAnyValue:StringLike\":{\"cloudwatch:AlarmActions\":\"*:pager-*\"}}");

    aws.putAlarm(jane, it -> it.alarmActions(topic("x")).okActions(topic("pager-1")));

    assertThat(deniedTo(jane, it -> it.alarmActions(topic("x")))).isTrue();
    assertThat(deniedTo(jane, it -> {})).isTrue();
  }

  /** Without actions the key is absent, not an empty list. */
  @Test
  void anAlarm_withoutActions_hasNoAlarmActions() {
    CloudWatchAsyncClient jane =
        userWhoMay("PutMetricAlarm", "{\"Null\":{\"cloudwatch:AlarmActions\":\"true\"}}");

    aws.putAlarm(jane, it -> {});

    assertThat(deniedTo(jane, it -> it.alarmActions(topic("x")))).isTrue();
  }

  private boolean deniedTo(
      CloudWatchAsyncClient user, Consumer<PutMetricAlarmRequest.Builder> how) {
    Throwable refusal = catchThrowable(() -> aws.putAlarm(user, how));
    return refusal != null && code(refusal).equals("AccessDenied");
  }

  private static String topic(String name) {
    return "arn:aws:sns:eu-west-1:" + CloudWatchFixture.ACCOUNT + ":" + name;
  }

  private static Tag tag(String key) {
    return Tag.builder().key(key).value("1").build();
  }
}
