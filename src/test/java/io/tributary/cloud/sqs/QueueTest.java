package io.tributary.cloud.sqs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.*;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Step;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

class QueueTest {

  private static final String URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

  private final SqsFixture cloud = new SqsFixture();

  @Test
  void theUrlIsAwsOwnUnlessAnEndpointIsSet() {
    assertThat(cloud.create("orders")).isEqualTo(URL);
    cloud.service.endpoint(URI.create("http://localhost:4566"));

    assertThat(cloud.call(cloud.sqs.getQueueUrl(r -> r.queueName("orders"))).queueUrl())
        .isEqualTo("http://localhost:4566/123456789012/orders");
  }

  @Test
  void aNewQueueHasAwsDefaults() {
    cloud.create("orders");
    long now = cloud.time.millis() / 1_000;

    assertThat(all(URL))
        .containsOnly(
            Map.entry(QUEUE_ARN, "arn:aws:sqs:eu-west-1:123456789012:orders"),
            Map.entry(APPROXIMATE_NUMBER_OF_MESSAGES, "0"),
            Map.entry(APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"),
            Map.entry(APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "0"),
            Map.entry(CREATED_TIMESTAMP, Long.toString(now)),
            Map.entry(LAST_MODIFIED_TIMESTAMP, Long.toString(now)),
            Map.entry(VISIBILITY_TIMEOUT, "30"),
            Map.entry(DELAY_SECONDS, "0"),
            Map.entry(MAXIMUM_MESSAGE_SIZE, "1048576"),
            Map.entry(MESSAGE_RETENTION_PERIOD, "345600"),
            Map.entry(RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "0"),
            Map.entry(SQS_MANAGED_SSE_ENABLED, "true"));
  }

  @ParameterizedTest
  @CsvSource({
    "VisibilityTimeout, 0, 43200, -1, 43201",
    "DelaySeconds, 0, 900, -1, 901",
    "MaximumMessageSize, 1024, 1048576, 1023, 1048577",
    "MessageRetentionPeriod, 60, 1209600, 59, 1209601",
    "ReceiveMessageWaitTimeSeconds, 0, 20, -1, 21",
    "KmsDataKeyReusePeriodSeconds, 60, 86400, 59, 86401"
  })
  void numbersKeepToTheirRanges(
      String name, String least, String most, String tooLittle, String tooMuch) {
    QueueAttributeName attribute = QueueAttributeName.fromValue(name);
    cloud.create("orders");

    for (String fits : List.of(least, most)) {
      cloud.set(URL, attribute, fits);
      assertThat(cloud.attribute(URL, attribute)).isEqualTo(fits);
    }
    for (String wrong : List.of(tooLittle, tooMuch, "many", "1.5", "")) {
      assertThat(cloud.message(set(attribute, wrong)))
          .isEqualTo("Invalid value for the parameter " + name + ".");
      assertThat(cloud.code(set(attribute, wrong))).isEqualTo("InvalidAttributeValue");
    }
    assertThat(cloud.attribute(URL, attribute)).isEqualTo(most);
  }

  @Test
  void aRefusedChangeChangesNothing() {
    cloud.create("orders");
    Map<QueueAttributeName, String> changes = new LinkedHashMap<>();
    changes.put(DELAY_SECONDS, "5");
    changes.put(VISIBILITY_TIMEOUT, "43201");

    cloud.failure(cloud.sqs.setQueueAttributes(r -> r.queueUrl(URL).attributes(changes)));

    assertThat(cloud.attribute(URL, DELAY_SECONDS)).isEqualTo("0");
  }

  @Test
  void aChangeMovesTheLastModifiedTimestamp() {
    cloud.create("orders");
    cloud.pass(10);
    cloud.set(URL, DELAY_SECONDS, "5");

    long created = Long.parseLong(cloud.attribute(URL, CREATED_TIMESTAMP));
    assertThat(cloud.attribute(URL, LAST_MODIFIED_TIMESTAMP))
        .isEqualTo(Long.toString(created + 10));
  }

  @Test
  void unknownAttributesAreRefused() {
    cloud.create("orders");

    assertThat(
            cloud.message(
                cloud.sqs.setQueueAttributes(
                    r -> r.queueUrl(URL).attributesWithStrings(Map.of("Colour", "red")))))
        .isEqualTo("Unknown Attribute Colour.");
    assertThat(
            cloud.code(
                cloud.sqs.getQueueAttributes(
                    r -> r.queueUrl(URL).attributeNamesWithStrings("Colour"))))
        .isEqualTo("InvalidAttributeName");
    assertThat(cloud.code(set(QUEUE_ARN, "arn"))).isEqualTo("InvalidAttributeName");
  }

  @Test
  void withoutNamesNoAttributesAreAnswered() {
    cloud.create("orders");

    assertThat(cloud.call(cloud.sqs.getQueueAttributes(r -> r.queueUrl(URL))).hasAttributes())
        .isFalse();
  }

  @Test
  void fifoQueuesAndCustomerKeysAreRefusedAsNotBuilt() {
    assertThat(cloud.message(create("orders.fifo", Map.of()))).contains("no FIFO queues");
    assertThat(cloud.message(create("orders", Map.of(FIFO_QUEUE, "true"))))
        .contains("no FIFO queues");
    assertThat(cloud.message(create("orders", Map.of(KMS_MASTER_KEY_ID, "alias/aws/sqs"))))
        .contains("no KMS keys");
  }

  @Test
  void sseCanBeTurnedOff() {
    cloud.create("orders", Map.of(SQS_MANAGED_SSE_ENABLED, "false"));

    assertThat(cloud.attribute(URL, SQS_MANAGED_SSE_ENABLED)).isEqualTo("false");
    assertThat(cloud.code(set(SQS_MANAGED_SSE_ENABLED, "yes"))).isEqualTo("InvalidAttributeValue");
  }

  @Test
  void aMalformedPolicyIsRefused() {
    cloud.create("orders");

    assertThat(cloud.message(set(POLICY, "{")))
        .startsWith("Invalid value for the parameter Policy.");
  }

  private static String policy(int statements, int actions, int principals) {
    String statement =
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":["
            + listed(principals, "\"1111222233%02d\"")
            + "]},\"Action\":["
            + listed(actions, "\"sqs:Get%d*\"")
            + "],\"Resource\":\"*\"}";
    return "{\"Version\":\"2012-10-17\",\"Statement\":["
        + listed(statements, statement.replace("%", "%%"))
        + "]}";
  }

  private static String listed(int count, String element) {
    return IntStream.range(0, count).mapToObj(element::formatted).collect(joining(","));
  }

  private static String ofBytes(int bytes) {
    String policy = policy(1, 1, 1).replace("{\"Version\"", "{\"Id\":\"ä%s\",\"Version\"");
    int others = policy.getBytes(StandardCharsets.UTF_8).length - "%s".length();
    return policy.formatted("x".repeat(bytes - others));
  }

  static List<Arguments> policiesOfMostSize() {
    return List.of(
        Arguments.of(policy(20, 1, 1)),
        Arguments.of(policy(1, 7, 1)),
        Arguments.of(policy(1, 1, 50)),
        Arguments.of(ofBytes(8_192)));
  }

  @ParameterizedTest
  @MethodSource("policiesOfMostSize")
  void aPolicyWithinTheQuotasIsTaken(String policy) {
    cloud.create("orders", Map.of(POLICY, policy));
    cloud.set(URL, POLICY, policy);

    assertThat(cloud.attribute(URL, POLICY)).isEqualTo(policy);
  }

  static List<Arguments> policiesTooLarge() {
    return List.of(
        Arguments.of(
            policy(21, 1, 1),
            "21 statements were found in the submitted policy, max allowed is 20"),
        Arguments.of(
            policy(1, 8, 1),
            "8 actions were found in a statement from the submitted policy, max allowed is 7"),
        Arguments.of(
            policy(1, 1, 51),
            "51 principals were found in a statement from the submitted policy, max allowed is 50"),
        Arguments.of(ofBytes(8_193), "Submitted policy is over max allowed size."));
  }

  @ParameterizedTest
  @MethodSource("policiesTooLarge")
  void aPolicyOverAQuotaIsRefused(String policy, String problem) {
    cloud.create("orders");

    for (CompletableFuture<?> call :
        List.of(set(POLICY, policy), create("others", Map.of(POLICY, policy)))) {
      assertThat(cloud.code(call)).isEqualTo("OverLimit");
      assertThat(cloud.message(call)).isEqualTo(problem);
    }
    assertThat(cloud.attribute(URL, POLICY)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "dot.dot", "slash/slash", "ä"})
  void namesOfOtherCharactersAreRefused(String name) {
    assertThat(cloud.message(create(name, Map.of())))
        .isEqualTo(
            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
  }

  @Test
  void namesHaveUpTo80Characters() {
    cloud.create("n".repeat(80));

    assertThat(cloud.code(create("n".repeat(81), Map.of()))).isEqualTo("InvalidParameterValue");
  }

  @Test
  void creatingAQueueAgainAnswersItsUrlUnlessAnAttributeDiffers() {
    cloud.create("orders", Map.of(DELAY_SECONDS, "5"));

    assertThat(cloud.create("orders")).isEqualTo(URL);
    assertThat(cloud.create("orders", Map.of(DELAY_SECONDS, "5"))).isEqualTo(URL);
    assertThat(cloud.failure(create("orders", Map.of(DELAY_SECONDS, "6"))))
        .isInstanceOf(QueueNameExistsException.class)
        .extracting(e -> e.awsErrorDetails().errorMessage())
        .isEqualTo(
            "A queue already exists with the same name and a different value for attribute"
                + " DelaySeconds");
    assertThat(
            cloud.code(
                create(
                    "orders", Map.of(REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}"))))
        .isEqualTo("QueueAlreadyExists");
  }

  @Test
  void aDeletedQueueIsGoneAndItsNameBlockedForAMinute() {
    cloud.create("orders");
    cloud.call(cloud.sqs.deleteQueue(r -> r.queueUrl(URL)));

    assertThat(cloud.code(cloud.sqs.getQueueUrl(r -> r.queueName("orders"))))
        .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
    cloud.passMillis(59_999);
    assertThat(cloud.failure(create("orders", Map.of())))
        .isInstanceOf(QueueDeletedRecentlyException.class);
    cloud.passMillis(1);
    cloud.create("orders");
  }

  @Test
  void whatLayInADeletedQueueIsWrittenDownAsLost() {
    cloud.create("orders");
    cloud.send(URL, "hello");
    cloud.call(cloud.sqs.deleteQueue(r -> r.queueUrl(URL)));

    assertThat(cloud.hops(Step.SQS_PURGE))
        .extracting(Hop::reason)
        .containsExactly("the queue was deleted");
  }

  @Test
  void aQueueOfTheSameNameLaterDoesNotTakeOldHandles() {
    cloud.create("orders");
    cloud.send(URL, "hello");
    String handle = cloud.receiveOne(URL).receiptHandle();
    cloud.call(cloud.sqs.deleteQueue(r -> r.queueUrl(URL)));
    cloud.pass(60);
    cloud.create("orders");

    assertThat(cloud.code(cloud.sqs.deleteMessage(r -> r.queueUrl(URL).receiptHandle(handle))))
        .isEqualTo("ReceiptHandleIsInvalid");
  }

  @Test
  void aPurgeTakesAllMessages_andTheNextOneMustWaitAMinute() {
    cloud.create("orders");
    cloud.send(URL, "in flight");
    cloud.receiveOne(URL);
    cloud.send(URL, "visible");
    cloud.call(cloud.sqs.sendMessage(r -> r.queueUrl(URL).messageBody("delayed").delaySeconds(10)));
    cloud.call(cloud.sqs.purgeQueue(r -> r.queueUrl(URL)));

    assertThat(cloud.counts(URL)).containsExactly(0, 0, 0);
    assertThat(cloud.hops(Step.SQS_PURGE)).hasSize(3);
    cloud.passMillis(59_999);
    var tooSoon = cloud.failure(cloud.sqs.purgeQueue(r -> r.queueUrl(URL)));
    assertThat(tooSoon).isInstanceOf(PurgeQueueInProgressException.class);
    assertThat(tooSoon.statusCode()).isEqualTo(403);
    cloud.passMillis(1);
    cloud.call(cloud.sqs.purgeQueue(r -> r.queueUrl(URL)));
  }

  @Test
  void queuesAreListedByNameInPages() {
    List.of("b", "a-2", "a-1", "a-3").forEach(cloud::create);

    assertThat(names(cloud.call(cloud.sqs.listQueues(r -> {})).queueUrls()))
        .containsExactly("a-1", "a-2", "a-3", "b");
    var first = cloud.call(cloud.sqs.listQueues(r -> r.queueNamePrefix("a-").maxResults(2)));
    assertThat(names(first.queueUrls())).containsExactly("a-1", "a-2");
    var second =
        cloud.call(
            cloud.sqs.listQueues(
                r -> r.queueNamePrefix("a-").maxResults(2).nextToken(first.nextToken())));
    assertThat(names(second.queueUrls())).containsExactly("a-3");
    assertThat(second.nextToken()).isNull();
    assertThat(cloud.call(cloud.sqs.listQueues(r -> r.queueNamePrefix("c"))).hasQueueUrls())
        .isFalse();
  }

  @Test
  void aPageHasOneToAThousandQueues() {
    assertThat(cloud.code(cloud.sqs.listQueues(r -> r.maxResults(0))))
        .isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(cloud.sqs.listQueues(r -> r.maxResults(1_001))))
        .isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(cloud.sqs.listQueues(r -> r.maxResults(1_000).nextToken("?"))))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void aQueueOfAnotherAccountIsNotFound() {
    cloud.create("orders");

    assertThat(
            cloud.code(
                cloud.sqs.getQueueUrl(
                    r -> r.queueName("orders").queueOwnerAWSAccountId("210987654321"))))
        .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
  }

  @Test
  void tagsAreAddedChangedAndTakenAway() {
    cloud.call(
        cloud.sqs.createQueue(r -> r.queueName("orders").tags(Map.of("team", "a", "cost", "1"))));
    cloud.call(cloud.sqs.tagQueue(r -> r.queueUrl(URL).tags(Map.of("team", "b", "new", "x"))));
    cloud.call(cloud.sqs.untagQueue(r -> r.queueUrl(URL).tagKeys("cost", "absent")));

    assertThat(cloud.call(cloud.sqs.listQueueTags(r -> r.queueUrl(URL))).tags())
        .containsOnly(Map.entry("team", "b"), Map.entry("new", "x"));
  }

  @Test
  void aQueueHasUpToFiftyTags() {
    cloud.create("orders");
    Map<String, String> fifty = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      fifty.put("key" + i, "value");
    }
    cloud.call(cloud.sqs.tagQueue(r -> r.queueUrl(URL).tags(fifty)));

    assertThat(cloud.message(cloud.sqs.tagQueue(r -> r.queueUrl(URL).tags(Map.of("one", "more")))))
        .isEqualTo("Too many tags added for queue orders.");
  }

  @Test
  void tagKeysAndValuesHaveTheirLengths() {
    cloud.create("orders");

    cloud.call(tag("k".repeat(128), "v".repeat(256)));
    for (CompletableFuture<?> wrong :
        List.of(
            tag("k".repeat(129), "v"),
            tag("k", "v".repeat(257)),
            tag("", "v"),
            tag("aws:k", "v"),
            tag("AWS:k", "v"),
            tag("aWs:", "v"))) {
      assertThat(cloud.code(wrong)).isEqualTo("InvalidParameterValue");
    }
  }

  @Test
  void theInventoryShowsQueuesByNameWithTheirCounts() {
    cloud.create("dead");
    cloud.create("orders");
    cloud.set(URL, REDRIVE_POLICY, SqsFixture.redrivePolicy(cloud.arn("dead"), "3"));
    cloud.send(URL, "in flight");
    cloud.receiveOne(URL);
    cloud.send(URL, "visible");

    assertThat(cloud.service.inventory())
        .extracting(QueueView::name)
        .containsExactly("dead", "orders");
    assertThat(cloud.service.inventory().get(1))
        .isEqualTo(
            new QueueView(
                "orders", cloud.arn("orders"), URL, 1, 1, 0, cloud.arn("dead"), Map.of()));
  }

  @Test
  void peekingShowsTheOldestMessagesAndReceivesNone() {
    cloud.create("orders");
    cloud.send(URL, "in flight");
    cloud.receiveOne(URL);
    cloud.send(URL, "visible");
    cloud.send(URL, "more");

    assertThat(cloud.service.peek(cloud.arn("orders"), 2))
        .extracting(MessageView::body, MessageView::state, MessageView::receiveCount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("in flight", "IN_FLIGHT", 1),
            org.assertj.core.groups.Tuple.tuple("visible", "VISIBLE", 0));
    assertThat(cloud.counts(URL)).containsExactly(2, 1, 0);
  }

  private Map<QueueAttributeName, String> all(String url) {
    return cloud
        .call(cloud.sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(ALL)))
        .attributes();
  }

  private CompletableFuture<?> create(String name, Map<QueueAttributeName, String> attributes) {
    return cloud.sqs.createQueue(r -> r.queueName(name).attributes(attributes));
  }

  private CompletableFuture<?> set(QueueAttributeName attribute, String value) {
    return cloud.sqs.setQueueAttributes(r -> r.queueUrl(URL).attributes(Map.of(attribute, value)));
  }

  private CompletableFuture<?> tag(String key, String value) {
    return cloud.sqs.tagQueue(r -> r.queueUrl(URL).tags(Map.of(key, value)));
  }

  private static List<String> names(List<String> urls) {
    return urls.stream().map(url -> url.substring(url.lastIndexOf('/') + 1)).toList();
  }
}
