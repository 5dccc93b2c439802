package io.tributary.cloud.sns;

import static io.tributary.cloud.sns.SnsFixture.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.Subscription;

class SnsSubscriptionTest {

  private static final String POLICY = "{\"shop\":[\"a\"]}";

  private final SnsFixture cloud = new SnsFixture();

  @Test
  void subscribe_queue_isConfirmedAtOnce() {
    String arn = cloud.subscribe("end", Map.of("RawMessageDelivery", "true"));

    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("SubscriptionArn", arn);
    expected.put("TopicArn", cloud.topic);
    expected.put("Protocol", "sqs");
    expected.put("Endpoint", queue("end"));
    expected.put("Owner", SnsFixture.ACCOUNT);
    expected.put("SubscriptionPrincipal", SnsFixture.ROOT.arn());
    expected.put("ConfirmationWasAuthenticated", "true");
    expected.put("PendingConfirmation", "false");
    expected.put("RawMessageDelivery", "true");
    assertThat(attributes(arn)).containsExactlyEntriesOf(expected);
    assertThat(arn).startsWith(cloud.topic + ":");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqs | https://sqs.eu-west-1.amazonaws.com/536697261635/q | SQS endpoint ARN",
        "sqs | arn:aws:sqs:eu-west-1:111111111111:q | Endpoint Reason: only queues of this region and"
            + " account are built here, arn:aws:sqs:eu-west-1:536697261635:*, not"
            + " arn:aws:sqs:eu-west-1:111111111111:q",
        "sqs | arn:aws:sqs:us-east-1:536697261635:q.fifo | Endpoint Reason: only queues of this"
            + " region and account are built here, arn:aws:sqs:eu-west-1:536697261635:*, not"
            + " arn:aws:sqs:us-east-1:536697261635:q.fifo",
        "sqs | arn:aws:sqs:eu-west-1:1:q | SQS endpoint ARN",
        "sqs | arn:aws:sqs:eu-west-1:536697261635:a/b | SQS endpoint ARN",
        "sqs | arn:aws:sqs:eu-west-1:536697261635:q.fifo | Invalid parameter: Endpoint Reason: FIFO"
            + " SQS Queues can not be subscribed to standard SNS topics",
        "morse | arn:aws:sqs:eu-west-1:536697261635:q | Amazon SNS does not support this protocol"
            + " string: morse",
        "lambda | arn:aws:lambda:eu-west-1:536697261635:function:f | Protocol Reason: the local cloud"
            + " delivers to the protocol sqs only, not to lambda"
      })
  void subscribe_badEndpoint_isRefused(String protocol, String endpoint, String problem) {
    AwsServiceException error =
        cloud.error(
            cloud.sns.subscribe(
                r -> r.topicArn(cloud.topic).protocol(protocol).endpoint(endpoint)));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameter");
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Invalid parameter: " + problem);
  }

  @Test
  void subscribe_again_withTheSameFewerOrNoAttributes_returnsTheSameArn() {
    Map<String, String> all = Map.of("RawMessageDelivery", "true", "FilterPolicy", POLICY);
    String arn = cloud.subscribe("end", all);

    assertThat(cloud.subscribe("end", all)).isEqualTo(arn);
    assertThat(cloud.subscribe("end", Map.of("FilterPolicy", POLICY))).isEqualTo(arn);
    assertThat(cloud.subscribe("end", Map.of())).isEqualTo(arn);
  }

  @Test
  void subscribe_again_withDifferentAttributes_isRefused() {
    cloud.subscribe("end", Map.of("RawMessageDelivery", "true"));

    assertThat(subscribeError(Map.of("RawMessageDelivery", "false")))
        .isEqualTo(
            "Invalid parameter: Attributes Reason: Subscription already exists with different"
                + " attributes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RawMessageDelivery | maybe | RawMessageDelivery: Invalid value [maybe]. Must be true or"
            + " false.",
        "FilterPolicyScope | Random | FilterPolicyScope: Invalid value [Random]. Please use either"
            + " MessageBody or MessageAttributes",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"fake\"} | RedrivePolicy: deadLetterTargetArn is"
            + " an invalid arn",
        "Fake | x | AttributeName"
      })
  void attributes_badValue_isRefusedInAwsWordsBySubscribeAndSet(
      String name, String value, String problem) {
    String arn = cloud.subscribe("other", Map.of());

    assertThat(subscribeError(Map.of(name, value)))
        .isEqualTo("Invalid parameter: Attributes Reason: " + problem);
    assertThat(setError(arn, name, value)).isEqualTo("Invalid parameter: " + problem);
  }

  @Test
  void setAttributes_policyThatIsNotJson_isRefusedInAwsWords() {
    String arn = cloud.subscribe("end", Map.of());
    String parser =
        "failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to"
            + " start field name\n"
            + " at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line:"
            + " 1, column: 2]";

    assertThat(setError(arn, "FilterPolicy", "{invalidjson}"))
        .isEqualTo("Invalid parameter: FilterPolicy: " + parser);
    assertThat(setError(arn, "RedrivePolicy", "{invalidjson}"))
        .isEqualTo("Invalid parameter: RedrivePolicy: " + parser);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "}", "{}"})
  void setAttributes_textBehindTheRedrivePolicy_isRefused(String text) {
    String arn = cloud.subscribe("end", Map.of());
    String policy = "{\"deadLetterTargetArn\":\"" + SnsFixture.queue("dlq") + "\"}";

    assertThat(setError(arn, "RedrivePolicy", policy + " " + text))
        .startsWith("Invalid parameter: RedrivePolicy: failed to parse JSON. ");
    set(arn, "RedrivePolicy", policy + " \n");
  }

  @Test
  void filterPolicyScope_showsOnlyOnceAPolicyIsSet() {
    String arn = cloud.subscribe("end", Map.of());
    set(arn, "FilterPolicyScope", "MessageBody");
    assertThat(attributes(arn)).doesNotContainKey("FilterPolicyScope");

    set(arn, "FilterPolicy", POLICY);

    assertThat(attributes(arn))
        .containsEntry("FilterPolicyScope", "MessageBody")
        .containsEntry("FilterPolicy", POLICY);
  }

  @Test
  void filterPolicy_setEmpty_isRemoved() {
    String arn = cloud.subscribe("end", Map.of("FilterPolicy", POLICY));

    set(arn, "FilterPolicy", "");

    assertThat(attributes(arn)).doesNotContainKeys("FilterPolicy", "FilterPolicyScope");
  }

  @Test
  void filterPolicyScope_backToAttributesUnderANestedPolicy_isRefused() {
    String arn =
        cloud.subscribe(
            "end",
            Map.of("FilterPolicy", "{\"a\":{\"b\":[1]}}", "FilterPolicyScope", "MessageBody"));

    assertThat(setError(arn, "FilterPolicyScope", "MessageAttributes"))
        .isEqualTo(
            "Invalid parameter: Filter policy scope MessageAttributes does not support nested filter"
                + " policy");
  }

  @Test
  void filterPolicies_upToTheQuotaOfATopic_areTakenAndNotMore() {
    SnsFixture small =
        new SnsFixture(
            new Account(SnsFixture.ACCOUNT, "eu-west-1").with(Quota.FILTER_POLICIES_PER_TOPIC, 1));
    String first = small.subscribe("one", Map.of("FilterPolicy", POLICY));
    String second = small.subscribe("two", Map.of());

    AwsServiceException error =
        small.error(
            small.sns.setSubscriptionAttributes(
                r ->
                    r.subscriptionArn(second)
                        .attributeName("FilterPolicy")
                        .attributeValue(POLICY)));
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("FilterPolicyLimitExceeded");

    small.done(small.sns.unsubscribe(r -> r.subscriptionArn(first)));
    small.done(
        small.sns.setSubscriptionAttributes(
            r -> r.subscriptionArn(second).attributeName("FilterPolicy").attributeValue(POLICY)));
  }

  @Test
  void subscription_thatIsNotThere_isNotFoundButCanBeUnsubscribed() {
    String none = cloud.topic + ":none";

    AwsServiceException error =
        cloud.error(cloud.sns.getSubscriptionAttributes(r -> r.subscriptionArn(none)));

    assertThat(error.statusCode()).isEqualTo(404);
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Subscription does not exist");
    cloud.done(cloud.sns.unsubscribe(r -> r.subscriptionArn(none)));
  }

  @Test
  void unsubscribe_theArnOfATopic_isRefused() {
    String arn = cloud.subscribe("end", Map.of());

    AwsServiceException error =
        cloud.error(cloud.sns.unsubscribe(r -> r.subscriptionArn(cloud.topic)));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameter");
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid parameter: SubscriptionId");
    assertThat(attributes(arn)).containsEntry("SubscriptionArn", arn);
  }

  /** What is told to a user without any permission. */
  private String deniedToNobody(Function<SnsAsyncClient, CompletableFuture<?>> call) {
    Principal nobody = new Principal.User("aws", SnsFixture.ACCOUNT, "nobody");
    SnsAsyncClient sns = cloud.service.client(Caller.of(nobody));
    return cloud.error(call.apply(sns)).awsErrorDetails().errorMessage();
  }

  @ParameterizedTest
  @CsvSource({":none, ''", "'', ''", ":none:more, :none:more"})
  void subscription_thatIsNotThere_isAuthorisedOnTheTopicThatItsArnNames(
      String suffix, String authorised) {
    assertThat(deniedToNobody(sns -> sns.unsubscribe(r -> r.subscriptionArn(cloud.topic + suffix))))
        .contains("perform: SNS:Unsubscribe on resource: " + cloud.topic + authorised + " ");
  }

  @Test
  void subscribe_byAUserWithoutPermission_isDenied() {
    assertThat(
            deniedToNobody(
                sns ->
                    sns.subscribe(
                        r -> r.topicArn(cloud.topic).protocol("sqs").endpoint(queue("end")))))
        .contains("is not authorized to perform: SNS:Subscribe on resource: " + cloud.topic);
  }

  @ParameterizedTest
  @CsvSource({
    "sns:Protocol, sqs, true",
    "sns:Protocol, https, false",
    "sns:Endpoint, arn:aws:sqs:eu-west-1:536697261635:end, true",
    "sns:Endpoint, arn:aws:sqs:eu-west-1:536697261635:other, false"
  })
  void subscribe_underAConditionOnWhatIsSubscribed_isAllowedForThatOnly(
      String key, String value, boolean allowed) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
         "Action":"sns:Subscribe","Resource":"%s","Condition":{"StringNotEquals":{"%s":"%s"}}}]}"""
            .formatted(cloud.topic, key, value);
    cloud.done(
        cloud.sns.setTopicAttributes(
            r -> r.topicArn(cloud.topic).attributeName("Policy").attributeValue(policy)));

    Throwable refusal = catchThrowable(() -> cloud.subscribe("end", Map.of()));

    assertThat(refusal == null).isEqualTo(allowed);
  }

  @Test
  void listSubscriptions_pagesByAHundred() {
    for (int i = 0; i < 101; i++) {
      cloud.subscribe("q" + i, Map.of());
    }

    var first = cloud.done(cloud.sns.listSubscriptionsByTopic(r -> r.topicArn(cloud.topic)));
    var second =
        cloud.done(
            cloud.sns.listSubscriptionsByTopic(
                r -> r.topicArn(cloud.topic).nextToken(first.nextToken())));

    assertThat(first.subscriptions()).hasSize(100);
    assertThat(second.subscriptions()).hasSize(1);
    assertThat(second.nextToken()).isNull();
    assertThat(first.subscriptions())
        .extracting(Subscription::subscriptionArn)
        .doesNotContain(second.subscriptions().get(0).subscriptionArn());
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "YXJu"})
  void listSubscriptionsByTopic_tokenOfNoPageOfIt_isRefused(String token) {
    AwsServiceException error =
        cloud.error(
            cloud.sns.listSubscriptionsByTopic(r -> r.topicArn(cloud.topic).nextToken(token)));

    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Invalid parameter: NextToken");
  }

  @Test
  void listSubscriptionsByTopic_leavesOutThoseOfOtherTopics() {
    String other = cloud.done(cloud.sns.createTopic(r -> r.name("ann-basket-events-2"))).topicArn();
    cloud.subscribe("end", Map.of());

    assertThat(
            cloud.done(cloud.sns.listSubscriptionsByTopic(r -> r.topicArn(other))).subscriptions())
        .isEmpty();
    assertThat(cloud.done(cloud.sns.listSubscriptions()).subscriptions()).hasSize(1);
  }

  private Map<String, String> attributes(String arn) {
    return cloud
        .done(cloud.sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)))
        .attributes();
  }

  private void set(String arn, String name, String value) {
    cloud.done(
        cloud.sns.setSubscriptionAttributes(
            r -> r.subscriptionArn(arn).attributeName(name).attributeValue(value)));
  }

  private String setError(String arn, String name, String value) {
    return cloud
        .error(
            cloud.sns.setSubscriptionAttributes(
                r -> r.subscriptionArn(arn).attributeName(name).attributeValue(value)))
        .awsErrorDetails()
        .errorMessage();
  }

  private String subscribeError(Map<String, String> attributes) {
    return cloud
        .error(
            cloud.sns.subscribe(
                r ->
                    r.topicArn(cloud.topic)
                        .protocol("sqs")
                        .endpoint(queue("end"))
                        .attributes(attributes)))
        .awsErrorDetails()
        .errorMessage();
  }
}
