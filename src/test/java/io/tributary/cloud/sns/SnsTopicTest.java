package io.tributary.cloud.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.Tag;

class SnsTopicTest {

  private final SnsFixture cloud = new SnsFixture();

  @Test
  void createTopic_givesItsArnAndAwsDefaults() {
    assertThat(cloud.topic).isEqualTo("arn:aws:sns:eu-west-1:536697261635:ann-basket-events");
    assertThat(attributes())
        .containsEntry("Owner", SnsFixture.ACCOUNT)
        .containsEntry("DisplayName", "")
        .containsEntry("SubscriptionsConfirmed", "0")
        .containsKeys("Policy", "EffectiveDeliveryPolicy");
    assertThat(attributes().get("Policy"))
        .contains("\"StringEquals\":{\"AWS:SourceOwner\":\"536697261635\"}", cloud.topic);
  }

  @Test
  void createTopic_nameOf256Characters_isTaken() {
    assertThat(cloud.done(cloud.sns.createTopic(r -> r.name("n".repeat(256)))).topicArn())
        .endsWith("n".repeat(256));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a.b"})
  void createTopic_badName_isRefused(String name) {
    assertThat(createError(name, Map.of())).isEqualTo("Invalid parameter: Topic Name");
  }

  @Test
  void createTopic_nameOf257Characters_isRefused() {
    assertThat(createError("n".repeat(257), Map.of())).isEqualTo("Invalid parameter: Topic Name");
  }

  @Test
  void createTopic_fifo_isRefusedSayingWhatIsSupported() {
    assertThat(createError("orders.fifo", Map.of())).contains("standard topics only");
    assertThat(createError("orders", Map.of("FifoTopic", "true"))).contains("standard topics only");
  }

  @Test
  void createTopic_again_returnsTheSameArn() {
    cloud.done(
        cloud.sns.createTopic(
            r -> r.name("t").attributes(Map.of("DisplayName", "T")).tags(tag("k", "v"))));

    assertThat(cloud.done(cloud.sns.createTopic(r -> r.name("t"))).topicArn()).endsWith(":t");
    assertThat(cloud.done(cloud.sns.createTopic(r -> r.name("t").tags(tag("k", "v")))).topicArn())
        .endsWith(":t");
  }

  @Test
  void createTopic_again_withDifferentAttributesOrTags_isRefused() {
    cloud.done(cloud.sns.createTopic(r -> r.name("t")));

    assertThat(createError("t", Map.of("DisplayName", "T")))
        .isEqualTo(
            "Invalid parameter: Attributes Reason: Topic already exists with different attributes");
    assertThat(
            cloud
                .error(cloud.sns.createTopic(r -> r.name("t").tags(tag("k", "v"))))
                .awsErrorDetails()
                .errorMessage())
        .isEqualTo("Invalid parameter: Tags Reason: Topic already exists with different tags");
  }

  @Test
  void createTopic_again_takesAnAttributeWithoutAValueForTheEmptyOne() {
    Map<String, String> attributes = Collections.singletonMap("DisplayName", null);
    cloud.done(cloud.sns.createTopic(r -> r.name("t").attributes(attributes)));

    assertThat(
            cloud.done(cloud.sns.createTopic(r -> r.name("t").attributes(attributes))).topicArn())
        .endsWith(":t");
  }

  @Test
  void createTopic_overTheQuota_isRefused() {
    SnsFixture one =
        new SnsFixture(new Account(SnsFixture.ACCOUNT, "eu-west-1").with(Quota.TOPICS, 1));

    AwsServiceException error = one.error(one.sns.createTopic(r -> r.name("second")));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("TopicLimitExceeded");
  }

  @Test
  void deleteTopic_takesItsSubscriptionsAlongAndMayBeRepeated() {
    cloud.subscribe("end", Map.of());

    cloud.done(cloud.sns.deleteTopic(r -> r.topicArn(cloud.topic)));
    cloud.done(cloud.sns.deleteTopic(r -> r.topicArn(cloud.topic)));

    assertThat(cloud.done(cloud.sns.listTopics()).topics()).isEmpty();
    assertThat(cloud.done(cloud.sns.listSubscriptions()).subscriptions()).isEmpty();
  }

  @Test
  void listTopics_pagesByAHundred() {
    IntStream.range(0, 100)
        .forEach(i -> cloud.done(cloud.sns.createTopic(r -> r.name("topic-" + i))));

    var first = cloud.done(cloud.sns.listTopics());
    var second = cloud.done(cloud.sns.listTopics(r -> r.nextToken(first.nextToken())));

    assertThat(first.topics()).hasSize(100);
    assertThat(second.topics()).hasSize(1);
    assertThat(second.nextToken()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1024", "1048576"})
  void maximumMessageSize_withinItsLimits_isTaken(String bytes) {
    set("MaximumMessageSize", bytes);

    assertThat(attributes()).containsEntry("MaximumMessageSize", bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "MaximumMessageSize,1023",
    "MaximumMessageSize,1048577",
    "SignatureVersion,3",
    "TracingConfig,Active",
    "KmsMasterKeyId,alias/aws/sns",
    "SQSSuccessFeedbackRoleArn,arn:of:role",
    "Fake,x"
  })
  void setTopicAttributes_badOrUnsupported_isRefused(String name, String value) {
    AwsServiceException error =
        cloud.error(
            cloud.sns.setTopicAttributes(
                r -> r.topicArn(cloud.topic).attributeName(name).attributeValue(value)));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameter");
  }

  @Test
  void setTopicAttributes_malformedPolicy_isRefused() {
    AwsServiceException error =
        cloud.error(
            cloud.sns.setTopicAttributes(
                r -> r.topicArn(cloud.topic).attributeName("Policy").attributeValue("{}")));

    assertThat(error.awsErrorDetails().errorMessage())
        .startsWith("Invalid parameter: Policy Error");
  }

  private AwsServiceException refusalOfPolicyFor(String action) {
    return cloud.error(cloud.sns.setTopicAttributes(r -> policyFor(r, action)));
  }

  private void policyFor(SetTopicAttributesRequest.Builder request, String action) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
         "Action":["sns:Publish","%s"],"Resource":"%s"}]}"""
            .formatted(action, cloud.topic);
    request.topicArn(cloud.topic).attributeName("Policy").attributeValue(policy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sns:CreateTopic", "sqs:SendMessage", "sns:Unsubscribe"})
  void setTopicAttributes_policyAboutWhatIsNoActionOnATopic_isRefusedInAwsWords(String action) {
    assertThat(refusalOfPolicyFor(action).awsErrorDetails().errorMessage())
        .isEqualTo("Invalid parameter: Policy statement action out of service scope!");
  }

  private static final String SINGLE =
      """
      {"Version":"2012-10-17","Statement":{"Sid":"own","Effect":"Allow","Principal":"*",
       "Action":"%s","Resource":"*"}}""";

  private void setSingleStatement(String action) {
    cloud.done(
        cloud.sns.setTopicAttributes(
            r ->
                r.topicArn(cloud.topic)
                    .attributeName("Policy")
                    .attributeValue(SINGLE.formatted(action))));
  }

  @Test
  void setTopicAttributes_policyOfOneStatementWithoutAList_isCheckedToo() {
    assertThat(catchThrowable(() -> setSingleStatement("sqs:SendMessage")))
        .hasMessageContaining("Policy statement action out of service scope!");
  }

  private void letFriendsPublish() {
    cloud.done(
        cloud.sns.addPermission(
            r ->
                r.topicArn(cloud.topic)
                    .label("friends")
                    .awsAccountIds("111111111111")
                    .actionNames("Publish")));
  }

  @Test
  void addPermission_toAPolicyOfOneStatementWithoutAList_keepsThat() {
    setSingleStatement("sns:Publish");

    letFriendsPublish();

    assertThat(attributes().get("Policy")).contains("\"own\"", "\"friends\"");
  }

  private static String policyOf(int statements, int principals) {
    return policyOf(
        IntStream.range(0, statements).mapToObj(i -> "\"Sid\":\"s" + i + "\",").toList(),
        principals);
  }

  /** A policy with a statement for each of these Sids, each with its comma or empty for none. */
  private static String policyOf(List<String> sids, int principals) {
    String statement =
        "\"Effect\":\"Allow\",\"Principal\":{\"AWS\":["
            + listed("\"111122223333\"", principals)
            + "]},\"Action\":\"sns:Publish\",\"Resource\":\"*\"}";
    return sids.stream()
        .map(sid -> "{" + sid + statement)
        .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
  }

  private static final String SID = "\"Sid\":\"own\",";

  private static String listed(String element, int count) {
    return String.join(",", Collections.nCopies(count, element));
  }

  private static String policyOfBytes(int bytes) {
    String policy = policyOf(1, 1).replace("{\"Version\"", "{\"Id\":\"ä%s\",\"Version\"");
    int others = policy.getBytes(StandardCharsets.UTF_8).length - "%s".length();
    return policy.formatted("x".repeat(bytes - others));
  }

  private CompletableFuture<SetTopicAttributesResponse> setPolicy(String policy) {
    return cloud.sns.setTopicAttributes(
        r -> r.topicArn(cloud.topic).attributeName("Policy").attributeValue(policy));
  }

  static List<String> policiesOfMostSize() {
    return List.of(policyOf(100, 1), policyOf(1, 200), policyOfBytes(30_720));
  }

  @ParameterizedTest
  @MethodSource("policiesOfMostSize")
  void setTopicAttributes_policyWithinTheQuotas_isTaken(String policy) {
    cloud.done(setPolicy(policy));

    assertThat(attributes()).containsEntry("Policy", policy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"Sid\":\"\","})
  void setTopicAttributes_twoStatementsWithoutSid_isRefused(String sid) {
    AwsServiceException error = cloud.error(setPolicy(policyOf(List.of(sid, "", SID), 1)));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameter");
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid parameter: Every policy statement must have a unique ID");
  }

  static List<String> policiesOfAtMostOneWithoutSid() {
    return List.of(policyOf(List.of(""), 1), policyOf(List.of("", SID), 1));
  }

  @ParameterizedTest
  @MethodSource("policiesOfAtMostOneWithoutSid")
  void setTopicAttributes_oneStatementWithoutSid_isTaken(String policy) {
    cloud.done(setPolicy(policy));

    assertThat(attributes()).containsEntry("Policy", policy);
  }

  static List<Arguments> policiesTooLarge() {
    return List.of(
        Arguments.of(policyOf(101, 1), "101 statements, and may have 100"),
        Arguments.of(policyOf(1, 201), "201 principals in a statement, and may have 200"),
        Arguments.of(policyOfBytes(30_721), "30721 bytes, and may have 30720"));
  }

  @ParameterizedTest
  @MethodSource("policiesTooLarge")
  void setTopicAttributes_policyOverAQuota_isRefused(String policy, String problem) {
    AwsServiceException error = cloud.error(setPolicy(policy));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameter");
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid parameter: Policy Error: the policy has " + problem);
  }

  @Test
  void addPermission_toAPolicyOf100Statements_isRefusedAndLeavesThePolicy() {
    String full = policyOf(100, 1);
    cloud.done(setPolicy(full));

    assertThat(catchThrowable(this::letFriendsPublish)).hasMessageContaining("101 statements");

    assertThat(attributes()).containsEntry("Policy", full);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SNS:Subscribe", "sns:listtagsforresource", "sns:*", "sns:Get?opic*"})
  void setTopicAttributes_policyAboutActionsOnATopic_isTaken(String action) {
    cloud.done(cloud.sns.setTopicAttributes(r -> policyFor(r, action)));

    assertThat(attributes().get("Policy")).contains(action);
  }

  @Test
  void addPermission_lastsUntilItIsRemoved() {
    String before = attributes().get("Policy");
    letFriendsPublish();
    assertThat(attributes().get("Policy"))
        .contains(
            "{\"Sid\":\"friends\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "[\"arn:aws:iam::111111111111:root\"]},\"Action\":[\"SNS:Publish\"],\"Resource\":\""
                + cloud.topic
                + "\"}");

    cloud.done(cloud.sns.removePermission(r -> r.topicArn(cloud.topic).label("friends")));

    assertThat(attributes()).containsEntry("Policy", before);
  }

  @Test
  void removePermission_lastStatement_leavesAPolicyThatGrantsNothing() {
    Caller friend = Caller.of(new Principal.Root("aws", "111111111111"));
    cloud.done(
        cloud.sns.removePermission(r -> r.topicArn(cloud.topic).label("__default_statement_ID")));
    letFriendsPublish();
    assertThat(publish(friend)).isCompleted();

    cloud.done(cloud.sns.removePermission(r -> r.topicArn(cloud.topic).label("friends")));

    assertThat(publish(friend)).isCompletedExceptionally();
    assertThat(publish(Caller.of(SnsFixture.ROOT))).isCompleted();
    assertThat(attributes().get("Policy")).endsWith("\"Statement\":[]}");
  }

  @Test
  void removePermission_lastStatement_leavesAPolicyThatTakesStatements() {
    String label = "__default_statement_ID";
    cloud.done(cloud.sns.removePermission(r -> r.topicArn(cloud.topic).label(label)));
    cloud.done(cloud.sns.removePermission(r -> r.topicArn(cloud.topic).label(label)));
    cloud.done(
        cloud.sns.setTopicAttributes(
            r -> r.topicArn(cloud.topic).attributeName("DisplayName").attributeValue("new")));

    letFriendsPublish();

    assertThat(attributes()).containsEntry("DisplayName", "new");
    assertThat(attributes().get("Policy")).contains("\"friends\"").doesNotContain(label);
  }

  private CompletableFuture<PublishResponse> publish(Caller caller) {
    return cloud.service.client(caller).publish(r -> r.topicArn(cloud.topic).message("m"));
  }

  @ParameterizedTest
  @NullAndEmptySource
  void removePermission_withoutALabel_isRefusedAndLeavesThePolicy(String label) {
    cloud.done(cloud.sns.setTopicAttributes(r -> policyFor(r, "sns:Subscribe")));
    String before = attributes().get("Policy");

    Throwable refusal =
        catchThrowable(
            () ->
                cloud.done(cloud.sns.removePermission(r -> r.topicArn(cloud.topic).label(label))));

    assertThat(attributes()).containsEntry("Policy", before);
    assertThat(refusal).hasMessageContaining("Invalid parameter: Label");
  }

  @Test
  void addPermission_actionThatIsNoneOfATopic_isRefusedInAwsWords() {
    AwsServiceException error =
        cloud.error(
            cloud.sns.addPermission(
                r ->
                    r.topicArn(cloud.topic)
                        .label("l")
                        .awsAccountIds("111111111111")
                        .actionNames("SetSubscriptionAttributes")));

    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid parameter: Policy statement action out of service scope!");
  }

  @Test
  void getTopicAttributes_unknownTopic_isNotFound() {
    AwsServiceException error =
        cloud.error(cloud.sns.getTopicAttributes(r -> r.topicArn(cloud.topic + "-no")));

    assertThat(error.statusCode()).isEqualTo(404);
  }

  @Test
  void tags_areKeptChangedAndRemoved() {
    cloud.done(
        cloud.sns.tagResource(
            r -> r.resourceArn(cloud.topic).tags(tag("k1", "v1"), tag("k2", "v2"))));
    cloud.done(cloud.sns.tagResource(r -> r.resourceArn(cloud.topic).tags(tag("k2", "v2b"))));
    cloud.done(cloud.sns.untagResource(r -> r.resourceArn(cloud.topic).tagKeys("k1")));

    assertThat(cloud.done(cloud.sns.listTagsForResource(r -> r.resourceArn(cloud.topic))).tags())
        .containsExactly(tag("k2", "v2b"));
  }

  @Test
  void tags_equalKeys_areRefusedInAwsWords() {
    assertThat(tagError(List.of(tag("k", "1"), tag("k", "2"))))
        .isEqualTo("Invalid parameter: Duplicated keys are not allowed.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:k", "AWS:k", "Aws:"})
  void tags_reservedByAws_areRefused(String key) {
    assertThat(tagError(List.of(tag(key, "v"))))
        .isEqualTo(
            "Invalid parameter: Tags Reason: a key must not begin with aws:, in any case of"
                + " letters, got "
                + key);
  }

  @Test
  void tags_fiftyAreTakenAndFiftyOneNot() {
    List<Tag> tags = IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toList();
    cloud.done(cloud.sns.tagResource(r -> r.resourceArn(cloud.topic).tags(tags.subList(0, 50))));

    assertThat(tagError(tags.subList(50, 51))).contains("tag quota");
  }

  private String tagError(List<Tag> tags) {
    return cloud
        .error(cloud.sns.tagResource(r -> r.resourceArn(cloud.topic).tags(tags)))
        .awsErrorDetails()
        .errorMessage();
  }

  private Map<String, String> attributes() {
    return cloud.done(cloud.sns.getTopicAttributes(r -> r.topicArn(cloud.topic))).attributes();
  }

  private void set(String name, String value) {
    cloud.done(
        cloud.sns.setTopicAttributes(
            r -> r.topicArn(cloud.topic).attributeName(name).attributeValue(value)));
  }

  private String createError(String name, Map<String, String> attributes) {
    return cloud
        .error(cloud.sns.createTopic(r -> r.name(name).attributes(attributes)))
        .awsErrorDetails()
        .errorMessage();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void createTopic_withAnEmptyListOfTags_asksForNoTagging() {
    Principal ann = new Principal.User("aws", SnsFixture.ACCOUNT, "ann");
    LocalCloud all = new LocalCloud(cloud.time, new Account(SnsFixture.ACCOUNT, "eu-west-1"));
    IamAsyncClient iam = all.client(IamAsyncClient.class, SnsFixture.ROOT);
    cloud.done(iam.createUser(r -> r.userName("ann")));
    cloud.done(
        iam.putUserPolicy(
            r ->
                r.userName("ann")
                    .policyName("create")
                    .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sns:CreateTopic\",\"Resource\":\"*\"}}")));
    SnsAsyncClient anns = all.client(SnsAsyncClient.class, ann);

    cloud.done(anns.createTopic(r -> r.name("t").tags(List.of())));

    assertThat(
            cloud
                .error(anns.createTopic(r -> r.name("t").tags(tag("k", "v"))))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("AuthorizationError");
  }
}
