package io.tributary.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.POLICY;

import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.IamService;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class AccessTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:orders";

  private final SqsFixture cloud = new SqsFixture();
  private final String url = cloud.create("orders");
  private final Caller alice = Caller.of(new Principal.User("aws", SqsFixture.ACCOUNT, "alice"));
  private final SqsAsyncClient sqs = cloud.service.client(alice);
  private final software.amazon.awssdk.services.iam.IamAsyncClient iam =
      new IamService(cloud.time, cloud.account, cloud.iam).client(cloud.root);

  AccessTest() {
    cloud.call(iam.createUser(r -> r.userName("alice")));
  }

  @Test
  void everyOperationIsDeniedToWhoMayDoNothing() {
    Map<String, CompletableFuture<?>> calls = new TreeMap<>();
    calls.put("createqueue", sqs.createQueue(r -> r.queueName("new")));
    calls.put("deletequeue", sqs.deleteQueue(r -> r.queueUrl(url)));
    calls.put("getqueueurl", sqs.getQueueUrl(r -> r.queueName("orders")));
    calls.put("listqueues", sqs.listQueues(r -> {}));
    calls.put("listdeadlettersourcequeues", sqs.listDeadLetterSourceQueues(r -> r.queueUrl(url)));
    calls.put(
        "startmessagemovetask", sqs.startMessageMoveTask(r -> r.sourceArn(cloud.arn("orders"))));
    calls.put(
        "listmessagemovetasks", sqs.listMessageMoveTasks(r -> r.sourceArn(cloud.arn("orders"))));
    String task = new MoveTaskHandle("x", cloud.arn("orders")).text();
    calls.put("cancelmessagemovetask", sqs.cancelMessageMoveTask(r -> r.taskHandle(task)));
    calls.put("getqueueattributes", sqs.getQueueAttributes(r -> r.queueUrl(url)));
    calls.put("setqueueattributes", sqs.setQueueAttributes(r -> r.queueUrl(url)));
    calls.put("purgequeue", sqs.purgeQueue(r -> r.queueUrl(url)));
    calls.put("tagqueue", sqs.tagQueue(r -> r.queueUrl(url)));
    calls.put("untagqueue", sqs.untagQueue(r -> r.queueUrl(url)));
    calls.put("listqueuetags", sqs.listQueueTags(r -> r.queueUrl(url)));
    calls.put("sendmessage", sqs.sendMessage(r -> r.queueUrl(url).messageBody("x")));
    calls.put("receivemessage", sqs.receiveMessage(r -> r.queueUrl(url)));
    calls.put("deletemessage", sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle("x")));
    calls.put("changemessagevisibility", sqs.changeMessageVisibility(r -> r.queueUrl(url)));

    calls.forEach(
        (action, call) -> {
          SqsException failure = denied(call);
          assertThat(failure.awsErrorDetails().errorMessage())
              .startsWith(
                  "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: sqs:"
                      + action
                      + " on resource: arn:aws:sqs:eu-west-1:123456789012:");
          assertThat(AccessDenied.behind(failure)).isPresent();
        });
  }

  private SqsException denied(CompletableFuture<?> call) {
    SqsException failure = cloud.failure(call);
    assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(failure.statusCode()).isEqualTo(403);
    return failure;
  }

  @Test
  void batchesAreAuthorisedAsTheSingleAction() {
    assertThat(cloud.message(sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("a")))))
        .contains("sqs:sendmessage on");
    assertThat(cloud.message(sqs.deleteMessageBatch(r -> r.queueUrl(url))))
        .contains("sqs:deletemessage on");
    assertThat(cloud.message(sqs.changeMessageVisibilityBatch(r -> r.queueUrl(url))))
        .contains("sqs:changemessagevisibility on");
  }

  @Test
  void anIdentityPolicyAllowsWhatItNames() {
    allowAlice("sqs:SendMessage");

    cloud.call(sqs.sendMessage(r -> r.queueUrl(url).messageBody("hello")));
    assertThat(cloud.code(sqs.receiveMessage(r -> r.queueUrl(url)))).isEqualTo("AccessDenied");
    assertThat(cloud.receiveOne(url).attributes().get(MessageSystemAttributeName.SENDER_ID))
        .startsWith("AIDA");
  }

  @Test
  void aQueuePolicyAdmitsOnlyTheTopicThatItNames() {
    allowTopic();

    sendFor(TOPIC);
    assertThat(deniedFor(TOPIC + "-forged").cause().name()).startsWith("NO_");
    assertThat(cloud.bodies(url)).containsExactly("for " + TOPIC);
  }

  private CompletableFuture<?> setPolicyFor(String action) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*",
         "Action":["sqs:PurgeQueue","%s"],"Resource":"%s"}}"""
            .formatted(action, cloud.arn("orders"));
    return cloud.sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(POLICY, policy)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqs:SendMessageBatch", "sqs:SendMesage", "sns:Publish"})
  void setAttributes_policyWithAnActionThatSqsDoesNotHave_isRefusedInAwsWords(String action) {
    SqsException failure = cloud.failure(setPolicyFor(action));

    assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
    assertThat(failure.awsErrorDetails().errorMessage())
        .isEqualTo(
            "Value "
                + action
                + " for parameter ActionName is invalid. Reason: Please refer to the appropriate"
                + " WSDL for a list of valid actions.");
    assertThat(cloud.attribute(url, POLICY)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqs:*", "*", "sqs:Send*", "SQS:SendMessage", "sqs:listqueues"})
  void setAttributes_policyWithAnActionOfSqsOrAPattern_isTaken(String action) {
    cloud.call(setPolicyFor(action));

    assertThat(cloud.attribute(url, POLICY)).contains(action);
  }

  private static final Principal EVE = new Principal.User("aws", "111122223333", "eve");

  /** What lets a user of another account do everything to a queue, as far as its policy can. */
  private SqsAsyncClient admittedEve() {
    cloud.set(
        url,
        POLICY,
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"111122223333\"},\"Action\":\"sqs:*\",\"Resource\":\"*\"}]}");
    return cloud.service.client(Caller.of(EVE));
  }

  @Test
  void aQueuePolicyLetsNoOtherAccountManageTheQueue() {
    SqsAsyncClient eve = admittedEve();
    cloud.createWithDeadLetterQueue("source", "orders", 1);
    String arn = cloud.arn("orders");
    String task = cloud.call(cloud.sqs.startMessageMoveTask(r -> r.sourceArn(arn))).taskHandle();
    Map<String, CompletableFuture<?>> calls = new TreeMap<>();
    calls.put("deletequeue", eve.deleteQueue(r -> r.queueUrl(url)));
    calls.put(
        "setqueueattributes",
        eve.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(POLICY, ""))));
    calls.put("tagqueue", eve.tagQueue(r -> r.queueUrl(url).tags(Map.of("a", "b"))));
    calls.put("untagqueue", eve.untagQueue(r -> r.queueUrl(url).tagKeys("a")));
    calls.put("listqueuetags", eve.listQueueTags(r -> r.queueUrl(url)));
    calls.put("startmessagemovetask", eve.startMessageMoveTask(r -> r.sourceArn(arn)));
    calls.put("listmessagemovetasks", eve.listMessageMoveTasks(r -> r.sourceArn(arn)));
    calls.put("cancelmessagemovetask", eve.cancelMessageMoveTask(r -> r.taskHandle(task)));

    calls.forEach(
        (action, call) -> {
          SqsException failure = denied(call);
          assertThat(failure.awsErrorDetails().errorMessage())
              .contains("is not authorized to perform: sqs:" + action + " on resource: " + arn)
              .endsWith("(a queue's policy cannot let another account do this)");
          assertThat(AccessDenied.behind(failure).flatMap(Decision::missingStatement)).isEmpty();
        });
  }

  @Test
  void aQueuePolicyLetsAnotherAccountUseTheQueue() {
    SqsAsyncClient eve = admittedEve();

    cloud.call(eve.sendMessage(r -> r.queueUrl(url).messageBody("hello")));
    assertThat(cloud.call(eve.receiveMessage(r -> r.queueUrl(url))).messages()).hasSize(1);
    cloud.call(eve.getQueueAttributes(r -> r.queueUrl(url)));
    cloud.call(eve.listDeadLetterSourceQueues(r -> r.queueUrl(url)));
    cloud.call(eve.purgeQueue(r -> r.queueUrl(url)));
  }

  @Test
  void takingTheQueuePolicyAwayTakesTheRightAway() {
    allowTopic();
    cloud.set(url, POLICY, "");

    deniedFor(TOPIC);
    assertThat(cloud.attribute(url, POLICY)).isNull();
  }

  @Test
  void aDeniedSendIsWrittenDownWithItsDecision() {
    deniedFor(TOPIC);

    assertThat(cloud.hops(Step.SQS_SEND))
        .extracting(Hop::trace, Hop::peer, Hop::outcome, Hop::payload)
        .containsExactly(tuple(7L, "sns.amazonaws.com", Outcome.DENIED, "for " + TOPIC));
    assertThat(cloud.hops(Step.SQS_SEND).get(0).decision().allowed()).isFalse();
  }

  @Test
  void aDeniedBatchIsWrittenDownEntryByEntry() {
    cloud.failure(sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("a"), entry("b"))));

    assertThat(cloud.hops(Step.SQS_SEND)).extracting(Hop::payload).containsExactly("a", "b");
  }

  @Test
  void aDeniedDeleteIsWrittenDownUnderTheMessagesTrace() {
    cloud.send(url, "hello");
    String handle = cloud.receiveOne(url).receiptHandle();
    cloud.failure(sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle)));

    assertThat(cloud.journal.route(1))
        .extracting(Hop::step, Hop::outcome)
        .endsWith(tuple(Step.SQS_DELETE, Outcome.DENIED));
  }

  @Test
  void aQueueThatIsNotThereIsReportedBeforeARightThatIsNot() {
    assertThat(cloud.code(sqs.sendMessage(r -> r.queueUrl(url + "x").messageBody("x"))))
        .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
  }

  @Test
  void consumersInsideTheCloudAreAuthorisedToo() {
    assertThat(denied(() -> cloud.service.receive(alice, cloud.arn("orders"), 1, null)))
        .isEqualTo("sqs:ReceiveMessage");
    assertThat(denied(() -> cloud.service.requireAttributes(alice, cloud.arn("orders"))))
        .isEqualTo("sqs:GetQueueAttributes");
    assertThat(denied(() -> cloud.service.delete(alice, cloud.arn("orders"), "x")))
        .isEqualTo("sqs:DeleteMessage");
  }

  private void allowAlice(String action) {
    cloud.call(
        iam.putUserPolicy(
            r ->
                r.userName("alice")
                    .policyName("allow")
                    .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                            + action
                            + "\",\"Resource\":\""
                            + cloud.arn("orders")
                            + "\"}]}")));
  }

  private void allowTopic() {
    cloud.set(
        url,
        POLICY,
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
            + "\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\""
            + cloud.arn("orders")
            + "\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\""
            + TOPIC
            + "\"}}}]}");
  }

  private void sendFor(String topic) {
    Caller sns = Caller.of(new Principal.Service("sns.amazonaws.com", topic, SqsFixture.ACCOUNT));
    cloud.service.send(sns, cloud.arn("orders"), new OutgoingMessage("for " + topic, 7));
  }

  private io.tributary.cloud.iam.Decision deniedFor(String topic) {
    return decision(() -> sendFor(topic));
  }

  private static String denied(Runnable call) {
    return decision(call).request().action();
  }

  private static io.tributary.cloud.iam.Decision decision(Runnable call) {
    SqsException failure =
        org.assertj.core.api.Assertions.catchThrowableOfType(SqsException.class, call::run);
    return AccessDenied.behind(failure).orElseThrow();
  }

  private static SendMessageBatchRequestEntry entry(String body) {
    return SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build();
  }
}
