package io.tributary.cloud.sns;

import static io.tributary.cloud.sns.SnsFixture.attribute;
import static io.tributary.cloud.sns.SnsFixture.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.sqs.SendOnlyQueues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;

class SnsPublishTest {

  private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");

  private final SnsFixture cloud = new SnsFixture();

  @Test
  void publish_rawDelivery_sendsTheMessageToTheLetterAsSns() {
    cloud.subscribe("raw", RAW);

    cloud.publish(r -> r.message("{ \"price\": 1.50 }").subject("lost with raw delivery"));

    SendOnlyQueues.Attempt sent = cloud.queues.taken().get(0);
    assertThat(sent.message().body()).isEqualTo("{ \"price\": 1.50 }");
    assertThat(sent.queueArn()).isEqualTo(queue("raw"));
    assertThat(sent.caller())
        .isEqualTo(
            Caller.of(new Principal.Service("sns.amazonaws.com", cloud.topic, SnsFixture.ACCOUNT)));
  }

  @Test
  void publish_rawDelivery_turnsMessageAttributesIntoThoseOfSqs() {
    cloud.subscribe("raw", RAW);

    cloud.publish(
        r ->
            r.message("m")
                .messageAttributes(
                    Map.of(
                        "store",
                        MessageAttributeValue.builder()
                            .dataType("Binary")
                            .binaryValue(SdkBytes.fromByteArray(new byte[] {2, 3, 4}))
                            .build())));

    assertThat(cloud.queues.only().attributes().get("store").binaryValue().asByteArray())
        .containsExactly(2, 3, 4);
    assertThat(cloud.queues.only().attributes().get("store").dataType()).isEqualTo("Binary");
  }

  @Test
  void publish_enveloped_sendsAwsEnvelopeInAwsOrder() {
    String subscription = cloud.subscribe("enveloped", Map.of());
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    attributes.put("n", attribute("Number", "99.12"));
    attributes.put(
        "b",
        MessageAttributeValue.builder()
            .dataType("Binary")
            .binaryValue(SdkBytes.fromByteArray(new byte[] {2, 3, 4}))
            .build());

    String id =
        cloud.publish(r -> r.message("say \"hi\"").subject("s").messageAttributes(attributes));

    assertThat(
            cloud.queues.only().body().replaceAll("(\"Signature\" : )\"[A-Za-z0-9+/=]+\"", "$1S"))
        .isEqualTo(
            """
            {
              "Type" : "Notification",
              "MessageId" : "%s",
              "TopicArn" : "%s",
              "Subject" : "s",
              "Message" : "say \\"hi\\"",
              "Timestamp" : "2025-01-15T12:09:36.000Z",
              "SignatureVersion" : "1",
              "Signature" : S,
              "SigningCertURL" : "https://sns.eu-west-1.localhost/SimpleNotificationService-local.pem",
              "UnsubscribeURL" : "https://sns.eu-west-1.localhost/?Action=Unsubscribe&SubscriptionArn=%s",
              "MessageAttributes" : {
                "n" : {"Type":"Number","Value":"99.12"},
                "b" : {"Type":"Binary","Value":"AgME"}
              }
            }"""
                .formatted(id, cloud.topic, subscription));
    assertThat(cloud.queues.only().attributes()).isEmpty();
  }

  @Test
  void publish_enveloped_leavesOutSubjectAndAttributesWhenThereAreNone() {
    cloud.subscribe("enveloped", Map.of());

    cloud.publish(r -> r.message("m"));

    assertThat(cloud.queues.only().body()).doesNotContain("Subject", "MessageAttributes");
  }

  @Test
  void publish_answersBeforeItDelivers() {
    cloud.subscribe("raw", RAW);

    assertThat(cloud.sns.publish(r -> r.topicArn(cloud.topic).message("m"))).isCompleted();

    assertThat(cloud.queues.attempts()).isEmpty();
  }

  @Test
  void publish_messageStructureJson_sendsThePartForSqs() {
    cloud.subscribe("raw", RAW);

    cloud.publish(
        r ->
            r.messageStructure("json")
                .message("{\"default\":\"for all\",\"sqs\":\"{\\\"for\\\": \\\"sqs\\\"}\"}"));

    assertThat(cloud.queues.only().body()).isEqualTo("{\"for\": \"sqs\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"string", "String", "text", ""})
  void publish_messageStructureOtherThanJson_isPlainText(String structure) {
    cloud.subscribe("raw", RAW);
    Map<String, MessageAttributeValue> attributes = Map.of("a", attribute("String", "x"));

    cloud.publish(
        r -> r.messageStructure(structure).message("hello").messageAttributes(attributes));

    assertThat(cloud.queues.only().body()).isEqualTo("hello");
    assertThat(cloud.queues.only().attributes()).containsOnlyKeys("a");
  }

  @Test
  void publishBatch_messageStructureOtherThanJson_isPlainText() {
    cloud.subscribe("raw", RAW);
    PublishBatchRequestEntry plain =
        entry("1", "hello")
            .copy(
                it ->
                    it.messageStructure("string")
                        .messageAttributes(Map.of("a", attribute("String", "x"))));

    cloud.done(
        cloud.sns.publishBatch(r -> r.topicArn(cloud.topic).publishBatchRequestEntries(plain)));
    cloud.time.runReady();

    assertThat(cloud.queues.only().body()).isEqualTo("hello");
    assertThat(cloud.queues.only().attributes()).containsOnlyKeys("a");
  }

  @Test
  void publish_messageStructureJson_fallsBackToDefault() {
    cloud.subscribe("raw", RAW);

    cloud.publish(r -> r.messageStructure("json").message("{\"default\":\"for all\"}"));

    assertThat(cloud.queues.only().body()).isEqualTo("for all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"default\":\"a\",\"default\":\"b\"} | b",
        "{\"default\":\"a\",\"sqs\":\"x\",\"sqs\":\"y\"} | y",
        "{\"default\":\"a\",\"other\":1,\"other\":2} | a"
      })
  void publish_messageStructureJson_ofARepeatedName_takesTheLast(String message, String body) {
    cloud.subscribe("raw", RAW);

    cloud.publish(r -> r.messageStructure("json").message(message));

    assertThat(cloud.queues.only().body()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sqs\":\"x\"} | No default entry in JSON message body",
        "{\"default\":1} | No default entry in JSON message body",
        "{ | JSON message body failed to parse",
        "[\"default\"] | JSON message body failed to parse"
      })
  void publish_badMessageStructure_isRefusedInAwsWords(String message, String problem) {
    AwsServiceException error =
        cloud.error(
            cloud.sns.publish(
                r -> r.topicArn(cloud.topic).messageStructure("json").message(message)));

    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid parameter: Message Structure - " + problem);
  }

  @Test
  void publish_messageGroupIdAndTraceHeader_travelOn() {
    cloud.subscribe("raw", RAW);

    cloud.publish(
        r ->
            r.message("m")
                .messageGroupId("g")
                .overrideConfiguration(c -> c.putHeader("x-amzn-trace-id", "Root=1-2-3")));

    assertThat(cloud.queues.only().messageGroupId()).isEqualTo("g");
    assertThat(cloud.queues.only().traceHeader()).isEqualTo("Root=1-2-3");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 262_144})
  void publish_upToTheMaximumMessageSize_isTaken(int bytes) {
    assertThat(cloud.publish(r -> r.message("x".repeat(bytes)))).hasSize(36);
  }

  @Test
  void publish_overTheMaximumMessageSize_isTooLong() {
    AwsServiceException error =
        cloud.error(cloud.sns.publish(r -> r.topicArn(cloud.topic).message("x".repeat(262_145))));

    assertThat(error.statusCode()).isEqualTo(400);
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid parameter: Message too long");
  }

  @Test
  void publish_attributesCountAsSize() {
    AwsServiceException error =
        cloud.error(
            cloud.sns.publish(
                r ->
                    r.topicArn(cloud.topic)
                        .message("x".repeat(262_144))
                        .messageAttributes(Map.of("a", attribute("String", "b")))));

    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid parameter: Message too long");
  }

  @Test
  void publish_topicWithALargerMaximum_takesALargerMessage() {
    cloud.done(
        cloud.sns.setTopicAttributes(
            r ->
                r.topicArn(cloud.topic)
                    .attributeName("MaximumMessageSize")
                    .attributeValue("1048576")));

    assertThat(cloud.publish(r -> r.message("x".repeat(1_048_576)))).hasSize(36);
  }

  @Test
  void publish_emptyMessage_isRefused() {
    AwsServiceException error =
        cloud.error(cloud.sns.publish(r -> r.topicArn(cloud.topic).message("")));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameter");
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid parameter: Empty message");
  }

  @Test
  void publish_subjectOf99Characters_isTaken() {
    assertThat(cloud.publish(r -> r.message("m").subject("ü".repeat(99)))).hasSize(36);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines", "tab\t"})
  void publish_badSubject_isRefused(String subject) {
    assertThat(subjectError(subject)).isEqualTo("Invalid parameter: Subject");
  }

  @Test
  void publish_subjectOf100Characters_isRefused() {
    assertThat(subjectError("x".repeat(100))).isEqualTo("Invalid parameter: Subject");
  }

  private String subjectError(String subject) {
    return cloud
        .error(cloud.sns.publish(r -> r.topicArn(cloud.topic).message("m").subject(subject)))
        .awsErrorDetails()
        .errorMessage();
  }

  @Test
  void publish_unknownTopic_isNotFound() {
    AwsServiceException error =
        cloud.error(cloud.sns.publish(r -> r.topicArn(cloud.topic + "-no").message("m")));

    assertThat(error.statusCode()).isEqualTo(404);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("NotFound");
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Topic does not exist");
  }

  @Test
  void publish_malformedTopicArn_isRefusedInAwsWords() {
    assertThat(
            cloud
                .error(cloud.sns.publish(r -> r.topicArn("no:arn").message("m")))
                .awsErrorDetails()
                .errorMessage())
        .isEqualTo(
            "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 2");
  }

  @Test
  void publish_byTargetArn_reachesTheTopic() {
    cloud.subscribe("raw", RAW);

    cloud.done(cloud.sns.publish(r -> r.targetArn(cloud.topic).message("m")));
    cloud.time.runReady();

    assertThat(cloud.queues.only().body()).isEqualTo("m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a | String | `` | The message attribute 'a' must contain non-empty message attribute value"
            + " for message attribute type 'String'.",
        "a | Strings | x | The message attribute 'a' has an invalid message attribute type, the set"
            + " of supported type prefixes is Binary, Number, and String.",
        "a | String. | x | The message attribute 'a' has an invalid message attribute type, the set"
            + " of supported type prefixes is Binary, Number, and String.",
        "a | Number. | 1 | The message attribute 'a' has an invalid message attribute type, the set"
            + " of supported type prefixes is Binary, Number, and String.",
        "a | Binary | x | The message attribute 'a' with type 'Binary' must use field 'Binary'.",
        "a^ | String | x | Invalid non-alphanumeric character '#x5E' was found in the message"
            + " attribute name. Can only include alphanumeric characters, hyphens, underscores, or"
            + " dots.",
        ".a | String | x | Invalid message attribute name starting with character '.' was found.",
        "a. | String | x | Invalid message attribute name ending with character '.' was found.",
        "a..b | String | x | Message attribute name can not have successive '.' character."
      })
  void publish_badMessageAttribute_isRefusedInAwsWords(
      String name, String type, String value, String problem) {
    AwsServiceException error =
        cloud.error(
            cloud.sns.publish(
                r ->
                    r.topicArn(cloud.topic)
                        .message("m")
                        .messageAttributes(Map.of(name, attribute(type, value)))));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ParameterValueInvalid");
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"String.prefixed", "String.  prefixed."})
  void publish_attributeOfATypeWithALabel_isTakenAndArrivesRaw(String type) {
    cloud.subscribe("raw", RAW);

    cloud.done(
        cloud.sns.publish(
            r ->
                r.topicArn(cloud.topic)
                    .message("m")
                    .messageAttributes(Map.of("a", attribute(type, "x")))));
    cloud.time.runReady();

    assertThat(cloud.queues.only().attributes().get("a").dataType()).isEqualTo(type);
  }

  @Test
  void publish_attributeNameOf256Characters_isTaken() {
    assertThat(publishNamed("n".repeat(256))).isNull();
  }

  @Test
  void publish_attributeNameOf257Characters_isRefused() {
    assertThat(publishNamed("n".repeat(257)))
        .isEqualTo("Length of message attribute name must be less than 256 bytes.");
  }

  @Test
  void publish_attributeNameReservedByAws_isRefused() {
    assertThat(publishNamed("AWS.mine")).contains("AWS.mine", "reserved");
  }

  private String publishNamed(String name) {
    var answer =
        cloud.sns.publish(
            r ->
                r.topicArn(cloud.topic)
                    .message("m")
                    .messageAttributes(Map.of(name, attribute("String", "x"))));
    return answer.isCompletedExceptionally()
        ? cloud.error(answer).awsErrorDetails().errorMessage()
        : null;
  }

  @Test
  void publish_byAUserWithoutPermission_isDeniedAndWrittenDown() {
    SnsAsyncClient user =
        cloud.service.client(Caller.of(new Principal.User("aws", SnsFixture.ACCOUNT, "nobody")));

    AwsServiceException error =
        cloud.error(user.publish(r -> r.topicArn(cloud.topic).message("m")));

    assertThat(error.statusCode()).isEqualTo(403);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AuthorizationError");
    assertThat(error.awsErrorDetails().errorMessage())
        .startsWith(
            "User: arn:aws:iam::536697261635:user/nobody is not authorized to perform:"
                + " SNS:Publish on resource: "
                + cloud.topic);
    Hop hop = cloud.journal.hops().findFirst().orElseThrow();
    assertThat(hop.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(hop.decision().request().action()).isEqualTo("sns:Publish");
    assertThat(hop.payload()).isEqualTo("m");
  }

  @Test
  void publish_byAUserWhomTheTopicPolicyAllows_isTaken() {
    cloud.done(
        cloud.sns.setTopicAttributes(
            r ->
                r.topicArn(cloud.topic)
                    .attributeName("Policy")
                    .attributeValue(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                        "Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish",
                        "Resource":"%s"}]}"""
                            .formatted(cloud.topic))));
    Principal rule =
        new Principal.Service("events.amazonaws.com", "arn:of:rule", SnsFixture.ACCOUNT);

    assertThat(
            cloud
                .service
                .client(Caller.of(rule))
                .publish(r -> r.topicArn(cloud.topic).message("m")))
        .isCompleted();
  }

  @Test
  void publish_isWrittenDownWithPublisherMessageAndId() {
    String id = cloud.publish(r -> r.message("m"));

    Hop hop = cloud.journal.hops().findFirst().orElseThrow();
    assertThat(hop.step()).isEqualTo(Step.SNS_PUBLISH);
    assertThat(hop.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(List.of(hop.resource(), hop.peer(), hop.id(), hop.payload()))
        .containsExactly(cloud.topic, SnsFixture.ROOT.arn(), id, "m");
  }

  @Test
  void publishBatch_takesTheGoodEntriesAndNamesTheBadOnes() {
    cloud.subscribe("raw", RAW);

    PublishBatchResponse answer =
        cloud.done(
            cloud.sns.publishBatch(
                r ->
                    r.topicArn(cloud.topic)
                        .publishBatchRequestEntries(entry("1", "m1"), entry("2", ""))));
    cloud.time.runReady();

    assertThat(answer.successful()).extracting(PublishBatchResultEntry::id).containsExactly("1");
    assertThat(answer.failed())
        .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::message)
        .containsExactly(tuple("2", "Invalid parameter: Empty message"));
    assertThat(cloud.queues.only().body()).isEqualTo("m1");
  }

  @Test
  void publishBatch_ofTen_isTakenInOrder() {
    cloud.subscribe("raw", RAW);

    cloud.done(
        cloud.sns.publishBatch(r -> r.topicArn(cloud.topic).publishBatchRequestEntries(many(10))));
    cloud.time.runReady();

    assertThat(cloud.queues.taken())
        .extracting(sent -> sent.message().body())
        .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
  }

  @Test
  void publishBatch_ofEleven_isRefused() {
    assertThat(batchError(many(11))).isEqualTo("TooManyEntriesInBatchRequest");
  }

  @Test
  void publishBatch_ofNone_isRefused() {
    assertThat(batchError(List.of())).isEqualTo("EmptyBatchRequest");
  }

  @Test
  void publishBatch_withEqualIds_isRefused() {
    assertThat(batchError(List.of(entry("1", "m"), entry("1", "m"))))
        .isEqualTo("BatchEntryIdsNotDistinct");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a b"})
  void publishBatch_withABadId_isRefused(String id) {
    assertThat(batchError(List.of(entry(id, "m")))).isEqualTo("InvalidBatchEntryId");
  }

  @Test
  void publishBatch_longerThanTheLimitInAll_isRefused() {
    assertThat(
            batchError(List.of(entry("1", "x".repeat(131_072)), entry("2", "x".repeat(131_073)))))
        .isEqualTo("BatchRequestTooLong");
  }

  @Test
  void publishBatch_byAUserWithoutPermission_isDeniedBeforeItsEntriesAreChecked() {
    SnsAsyncClient user =
        cloud.service.client(Caller.of(new Principal.User("aws", SnsFixture.ACCOUNT, "nobody")));

    AwsServiceException error =
        cloud.error(
            user.publishBatch(
                r ->
                    r.topicArn(cloud.topic)
                        .publishBatchRequestEntries(entry("a b", "m1"), entry("a b", "m2"))));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AuthorizationError");
    assertThat(cloud.journal.hops())
        .extracting(
            Hop::step,
            Hop::outcome,
            Hop::resource,
            Hop::payload,
            hop -> hop.decision().request().action())
        .containsExactly(
            tuple(Step.SNS_PUBLISH, Outcome.DENIED, cloud.topic, "m1", "sns:Publish"),
            tuple(Step.SNS_PUBLISH, Outcome.DENIED, cloud.topic, "m2", "sns:Publish"));
  }

  @Test
  void publishBatch_toAnUnknownTopic_isNotFoundBeforeItsEntriesAreChecked() {
    AwsServiceException error =
        cloud.error(cloud.sns.publishBatch(r -> r.topicArn(cloud.topic + "-no")));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("NotFound");
  }

  private String batchError(List<PublishBatchRequestEntry> entries) {
    return cloud
        .error(
            cloud.sns.publishBatch(
                r -> r.topicArn(cloud.topic).publishBatchRequestEntries(entries)))
        .awsErrorDetails()
        .errorCode();
  }

  private static List<PublishBatchRequestEntry> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> entry("id" + i, "m" + i)).toList();
  }

  private static PublishBatchRequestEntry entry(String id, String message) {
    return PublishBatchRequestEntry.builder().id(id).message(message).build();
  }
}
