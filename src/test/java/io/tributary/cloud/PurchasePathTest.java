package io.tributary.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Random bodies from a topic over a queue, a pipe, a bus and a rule to another queue. */
class PurchasePathTest {

  private static final Account ACCOUNT = new Account("536697261635", "eu-west-1");
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"%s"},
       "Action":"sqs:SendMessage","Resource":"%s"}]}
      """;

  /** A cloud with the whole path in it, under virtual time. */
  private static final class Path {
    private final VirtualTime time;
    private final LocalCloud cloud;
    private final Principal root = new Principal.Root("aws", ACCOUNT.id());
    private final SqsAsyncClient sqs;
    private final SnsAsyncClient sns;

    Path(long seed) {
      time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), seed);
      cloud = new LocalCloud(time, ACCOUNT);
      sqs = cloud.client(SqsAsyncClient.class, root);
      sns = cloud.client(SnsAsyncClient.class, root);
      queue("orders", "sns.amazonaws.com");
      queue("purchases", "events.amazonaws.com");
      busAndRule();
      pipe();
      time.await(sns.createTopic(topic -> topic.name("orders")));
      time.await(
          sns.subscribe(
              subscribe ->
                  subscribe
                      .topicArn(ACCOUNT.arn("sns", "orders"))
                      .protocol("sqs")
                      .endpoint(ACCOUNT.arn("sqs", "orders"))
                      .attributes(Map.of("RawMessageDelivery", "true"))));
    }

    private void queue(String name, String service) {
      String policy = POLICY.formatted(service, ACCOUNT.arn("sqs", name));
      time.await(
          sqs.createQueue(
              queue ->
                  queue.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, policy))));
    }

    private void busAndRule() {
      EventBridgeAsyncClient events = cloud.client(EventBridgeAsyncClient.class, root);
      time.await(events.createEventBus(bus -> bus.name("domain")));
      time.await(
          events.putRule(
              rule ->
                  rule.name("all").eventBusName("domain").eventPattern("{\"source\":[\"shop\"]}")));
      time.await(
          events.putTargets(
              targets ->
                  targets
                      .rule("all")
                      .eventBusName("domain")
                      .targets(
                          Target.builder().id("q").arn(ACCOUNT.arn("sqs", "purchases")).build())));
    }

    private void pipe() {
      IamAsyncClient iam = cloud.client(IamAsyncClient.class, root);
      time.await(
          iam.createRole(
              role ->
                  role.roleName("pipe")
                      .assumeRolePolicyDocument(
                          """
                          {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                           "Principal":{"Service":"pipes.amazonaws.com"},
                           "Action":"sts:AssumeRole"}]}
                          """)));
      time.await(
          iam.putRolePolicy(
              policy ->
                  policy
                      .roleName("pipe")
                      .policyName("pipe")
                      .policyDocument(
                          """
                          {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[
                           "sqs:ReceiveMessage","sqs:DeleteMessage","sqs:GetQueueAttributes",
                           "events:PutEvents"],"Resource":"*"}]}
                          """)));
      time.await(
          cloud
              .client(PipesAsyncClient.class, root)
              .createPipe(
                  pipe ->
                      pipe.name("orders")
                          .source(ACCOUNT.arn("sqs", "orders"))
                          .target(ACCOUNT.arn("events", "event-bus/domain"))
                          .roleArn(ACCOUNT.globalArn("iam", "role/pipe"))
                          .targetParameters(
                              target ->
                                  target
                                      .inputTemplate("{ \"event\": <$.body> }")
                                      .eventBridgeEventBusParameters(bus -> bus.source("shop")))));
      time.runReady();
    }

    void publish(String body) {
      time.await(
          sns.publish(publish -> publish.topicArn(ACCOUNT.arn("sns", "orders")).message(body)));
    }

    /** The details of the next events in the last queue, as text, at most ten. */
    List<String> details() {
      String url = time.await(sqs.getQueueUrl(get -> get.queueName("purchases"))).queueUrl();
      List<Message> messages =
          time.await(sqs.receiveMessage(get -> get.queueUrl(url).maxNumberOfMessages(10)))
              .messages();
      messages.forEach(
          message ->
              time.await(
                  sqs.deleteMessage(
                      delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()))));
      return messages.stream().map(message -> detail(message.body())).toList();
    }

    private static String detail(String event) {
      return JsonText.parse(event).orElseThrow().field("detail").orElseThrow().text();
    }

    String journal() {
      return cloud.journal().hops().map(Object::toString).collect(Collectors.joining("\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyBodyArrivesToTheLetter(long seed) {
    Path path = new Path(seed);
    Bodies bodies = new Bodies(seed);
    for (int i = 0; i < 300; i++) {
      Bodies.Body body = bodies.next();
      path.publish(body.sent());
      path.time.advance(Duration.ofSeconds(1));

      assertThat(path.details())
          .as("body %s of seed %s: %s", i, seed, body.sent())
          .containsExactly("{\"event\":" + body.arrives() + "}");
    }
  }

  @Test
  void theSameSeedAndCallsGiveTheSameJournalToTheLetter() {
    String first = journalOfARun(7, 0);
    String second = journalOfARun(7, 1_000);

    assertThat(first).contains("TARGET_DELIVER").isEqualTo(second);
    assertThat(journalOfARun(8, 0)).isNotEqualTo(first);
  }

  /** Objects made before a run shift the identities of those within. */
  private static String journalOfARun(long seed, int madeBefore) {
    List<Object> identities = new ArrayList<>();
    for (int i = 0; i < madeBefore; i++) {
      identities.add(System.identityHashCode(new Object()));
    }
    Path path = new Path(seed);
    Bodies bodies = new Bodies(1);
    for (int i = 0; i < 20; i++) {
      path.publish(bodies.next().sent());
      path.time.advance(Duration.ofMillis(50));
      path.details();
    }
    assertThat(identities).hasSize(madeBefore);
    return path.journal();
  }
}
