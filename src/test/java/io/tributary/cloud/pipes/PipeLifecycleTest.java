package io.tributary.cloud.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.account.Quota;
import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.pipes.model.ConflictException;
import software.amazon.awssdk.services.pipes.model.DeletePipeResponse;
import software.amazon.awssdk.services.pipes.model.ListPipesResponse;
import software.amazon.awssdk.services.pipes.model.NotFoundException;
import software.amazon.awssdk.services.pipes.model.Pipe;
import software.amazon.awssdk.services.pipes.model.PipeState;
import software.amazon.awssdk.services.pipes.model.PipeTargetParameters;
import software.amazon.awssdk.services.pipes.model.PipesException;
import software.amazon.awssdk.services.pipes.model.RequestedPipeState;
import software.amazon.awssdk.services.pipes.model.RequestedPipeStateDescribeResponse;
import software.amazon.awssdk.services.pipes.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.pipes.model.UpdatePipeRequest;

class PipeLifecycleTest {

  private final PipesFixture pipes = new PipesFixture();
  private final PipesAsyncClient client = pipes.client;

  @Test
  void create_answersBeforeThePipeRuns() {
    var created = await(client.createPipe(PipesFixture.request().build()));
    assertThat(created.currentState()).isEqualTo(PipeState.CREATING);
    assertThat(created.arn()).isEqualTo(PipesFixture.PIPE);

    pipes.time.runReady();

    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.RUNNING);
  }

  @Test
  void create_fillsInAwssDefaults() {
    pipes.create(pipe -> pipe);

    var described = pipes.describe();
    assertThat(described.desiredState()).isEqualTo(RequestedPipeStateDescribeResponse.RUNNING);
    assertThat(described.sourceParameters().sqsQueueParameters().batchSize()).isEqualTo(10);
    assertThat(described.sourceParameters().sqsQueueParameters().maximumBatchingWindowInSeconds())
        .isZero();
  }

  @Test
  void create_deliversWhatLayInTheQueueAlready() {
    pipes.send("1");

    pipes.createWithTemplate("{\"event\":<$.body>}");

    assertThat(pipes.details()).containsExactly("{\"event\":1}");
    assertThat(pipes.queue.bodies()).isEmpty();
  }

  @Test
  void create_desiredStopped_receivesNothing() {
    pipes.send("1");

    pipes.create(pipe -> pipe.desiredState(RequestedPipeState.STOPPED));

    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.STOPPED);
    assertThat(pipes.calls).containsExactly("GetQueueAttributes");
  }

  @Test
  void create_roleThatMayNotReceive_failsWithTheReason() {
    pipes.queue.refuse("ReceiveMessage", PipesFixture.sqsDenies("sqs:ReceiveMessage"));

    pipes.create(pipe -> pipe);

    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.CREATE_FAILED);
    assertThat(pipes.describe().stateReason())
        .startsWith(
            "The provided customer role does not have permissions to call ReceiveMessage on SQS");
  }

  @Test
  void create_failed_isNotTriedAgainByItself() {
    pipes.queue.refuse("ReceiveMessage", PipesFixture.sqsDenies("sqs:ReceiveMessage"));
    pipes.create(pipe -> pipe);
    pipes.queue.refuse("ReceiveMessage", null);

    pipes.send("1");
    pipes.time.advance(Duration.ofDays(1));

    assertThat(pipes.queue.bodies()).containsExactly("1");
  }

  @Test
  void create_roleThatTrustsAnotherPipeOnly_fails() {
    pipes.createRole("of-another", PipesFixture.ACCOUNT.arn("pipes", "pipe/another"));

    pipes.create(pipe -> pipe.roleArn(PipesFixture.ACCOUNT.globalArn("iam", "role/of-another")));

    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.CREATE_FAILED);
    assertThat(pipes.describe().stateReason())
        .startsWith("The provided customer role cannot be used:")
        .contains("sts:AssumeRole");
  }

  @Test
  void create_roleThatDoesNotExist_fails() {
    pipes.create(pipe -> pipe.roleArn(PipesFixture.ACCOUNT.globalArn("iam", "role/nobody")));

    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.CREATE_FAILED);
  }

  @Test
  void create_takenName_isAConflict() {
    pipes.create(pipe -> pipe);

    assertError(client.createPipe(PipesFixture.request().build()), "ConflictException", 409)
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void create_quotaOfPipes_atAndOver() {
    PipesFixture one = new PipesFixture(PipesFixture.ACCOUNT.with(Quota.PIPES, 1));
    one.create(pipe -> pipe);

    assertError(
            one.client.createPipe(PipesFixture.request().name("second").build()),
            "ServiceQuotaExceededException",
            402)
        .isInstanceOf(ServiceQuotaExceededException.class);
  }

  @Test
  void create_byACallerWhoMayNotPassTheRole_isDenied() {
    PipesAsyncClient user = userWhoMay("pipes:*");

    assertError(user.createPipe(PipesFixture.request().build()), "AccessDeniedException", 403)
        .hasMessageContaining("iam:PassRole on resource: " + PipesFixture.ROLE);
  }

  @Test
  void update_byACallerWhoMayNotPassTheNewRole_isDenied() {
    pipes.create(pipe -> pipe);

    assertError(userWhoMay("pipes:*").updatePipe(update().build()), "AccessDeniedException", 403)
        .hasMessageContaining("iam:PassRole");
  }

  @Test
  void aTagWithoutAValue_isRefusedBeforeIamIsAsked() {
    Map<String, String> tags = Collections.singletonMap("team", null);

    assertError(
            client.createPipe(PipesFixture.request().tags(tags).build()),
            "ValidationException",
            400)
        .hasMessageContaining("'tags.team.value'");
    pipes.create(pipe -> pipe);
    assertError(
            client.tagResource(tag -> tag.resourceArn(PipesFixture.PIPE).tags(tags)),
            "ValidationException",
            400)
        .hasMessageContaining("'tags.team.value'");
  }

  @Test
  void create_byACallerWhoMayNot_isDeniedWhateverElseIsWrongWithIt() {
    PipesAsyncClient user = userWhoMay("pipes:ListPipes");

    assertError(
            user.createPipe(PipesFixture.request().source("no-queue").build()),
            "AccessDeniedException",
            403)
        .hasMessageContaining("pipes:CreatePipe");
  }

  private PipesAsyncClient userWhoMay(String action) {
    return userWhoMay(action, "{}");
  }

  private PipesAsyncClient userWhoMay(String action, String condition) {
    await(pipes.iamClient.createUser(user -> user.userName("user")));
    await(
        pipes.iamClient.putUserPolicy(
            policy ->
                policy
                    .userName("user")
                    .policyName("p")
                    .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Action\":\""
                            + action
                            + "\",\"Resource\":\"*\",\"Condition\":"
                            + condition
                            + "}]}")));
    return pipes.service.client(
        Caller.of(new Principal.User("aws", PipesFixture.ACCOUNT.id(), "user")));
  }

  @Test
  void everyOperation_withoutPermission_isDeniedByName() {
    Caller nobody = Caller.of(new Principal.User("aws", PipesFixture.ACCOUNT.id(), "nobody"));
    PipesAsyncClient denied = pipes.service.client(nobody);
    Map<String, CompletableFuture<?>> answers =
        Map.of(
            "CreatePipe", denied.createPipe(PipesFixture.request().build()),
            "DescribePipe", denied.describePipe(pipe -> pipe.name("orders")),
            "UpdatePipe", denied.updatePipe(pipe -> pipe.name("orders")),
            "DeletePipe", denied.deletePipe(pipe -> pipe.name("orders")),
            "StartPipe", denied.startPipe(pipe -> pipe.name("orders")),
            "StopPipe", denied.stopPipe(pipe -> pipe.name("orders")),
            "ListPipes", denied.listPipes(list -> list.limit(1)),
            "TagResource", denied.tagResource(tag -> tag.resourceArn(PipesFixture.PIPE)),
            "UntagResource", denied.untagResource(tag -> tag.resourceArn(PipesFixture.PIPE)),
            "ListTagsForResource",
                denied.listTagsForResource(tag -> tag.resourceArn(PipesFixture.PIPE)));

    answers.forEach(
        (action, answer) ->
            assertError(answer, "AccessDeniedException", 403)
                .isInstanceOf(PipesException.class)
                .hasMessageContaining("pipes:" + action)
                .hasCauseInstanceOf(AccessDenied.class));
  }

  @Test
  void describe_pipeThatDoesNotExist_isNotFound() {
    assertError(client.describePipe(pipe -> pipe.name("orders")), "NotFoundException", 404)
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void anyChange_whileOneIsCarriedOut_isAConflict() {
    await(client.createPipe(PipesFixture.request().build()));

    assertError(client.stopPipe(pipe -> pipe.name("orders")), "ConflictException", 409)
        .hasMessageContaining("CREATING");
    assertError(client.startPipe(pipe -> pipe.name("orders")), "ConflictException", 409);
    assertError(client.deletePipe(pipe -> pipe.name("orders")), "ConflictException", 409);
    assertError(client.updatePipe(update().build()), "ConflictException", 409);
  }

  @Test
  void stop_leavesMessagesInTheQueueUntilStart() {
    pipes.create(pipe -> pipe);
    await(client.stopPipe(pipe -> pipe.name("orders")));
    pipes.time.runReady();
    pipes.send("1");
    assertThat(pipes.queue.bodies()).containsExactly("1");

    var started = await(client.startPipe(pipe -> pipe.name("orders")));
    pipes.time.runReady();

    assertThat(started.currentState()).isEqualTo(PipeState.STARTING);
    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.RUNNING);
    assertThat(pipes.queue.bodies()).isEmpty();
  }

  @Test
  void stop_beforeAWakeThatIsUnderWay_receivesNothing() {
    pipes.create(pipe -> pipe);
    await(client.stopPipe(pipe -> pipe.name("orders")));

    pipes.send("1");

    assertThat(pipes.queue.bodies()).containsExactly("1");
  }

  @Test
  void stop_handsOnWhatTheBatchingWindowStillHeld() {
    createWithWindow();
    pipes.send("1");

    await(client.stopPipe(pipe -> pipe.name("orders")));
    pipes.time.runReady();

    assertThat(pipes.puts).hasSize(1);
    assertThat(pipes.queue.bodies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReceiveMessage", "GetQueueAttributes"})
  void start_refusedBySource_isStartFailed(String action) {
    pipes.create(pipe -> pipe.desiredState(RequestedPipeState.STOPPED));
    pipes.queue.refuse(action, PipesFixture.sqsDenies("sqs:" + action));

    await(client.startPipe(pipe -> pipe.name("orders")));
    pipes.time.runReady();

    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.START_FAILED);
  }

  @Test
  void start_aRunningPipe_isAConflict() {
    pipes.create(pipe -> pipe);

    assertError(client.startPipe(pipe -> pipe.name("orders")), "ConflictException", 409);
  }

  @Test
  void delete_freesTheNameAndEndsPolling() {
    pipes.create(pipe -> pipe);
    DeletePipeResponse deleted = await(client.deletePipe(pipe -> pipe.name("orders")));
    pipes.time.runReady();

    pipes.send("1");

    assertThat(deleted.currentState()).isEqualTo(PipeState.DELETING);
    assertThat(deleted.desiredState()).isEqualTo(RequestedPipeStateDescribeResponse.DELETED);
    assertThat(pipes.queue.bodies()).containsExactly("1");
    assertError(client.describePipe(pipe -> pipe.name("orders")), "NotFoundException", 404);
  }

  @Test
  void delete_whileTheQueueRefuses_endsTheRetriesToo() {
    pipes.create(pipe -> pipe);
    pipes.queue.refuse("ReceiveMessage", PipesFixture.sqsDenies("sqs:ReceiveMessage"));
    pipes.send("1");
    await(client.deletePipe(pipe -> pipe.name("orders")));
    pipes.time.runReady();
    pipes.calls.clear();

    pipes.time.advance(Duration.ofHours(1));

    assertThat(pipes.calls).isEmpty();
  }

  @Test
  void update_template_takesEffectOnTheNextMessage() {
    pipes.createWithTemplate("{\"v\":1}");

    await(
        client.updatePipe(
            update()
                .targetParameters(PipeTargetParameters.builder().inputTemplate("{\"v\":2}").build())
                .build()));
    pipes.time.runReady();
    pipes.send("x");

    assertThat(pipes.details()).containsExactly("{\"v\":2}");
  }

  @Test
  void update_whatItDoesNotName_stays() {
    pipes.createWithTemplate("{\"v\":1}");

    await(client.updatePipe(update().description("new").build()));
    pipes.time.runReady();

    assertThat(pipes.describe().description()).isEqualTo("new");
    assertThat(pipes.describe().targetParameters().inputTemplate()).isEqualTo("{\"v\":1}");
    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.RUNNING);
  }

  @Test
  void update_emptyTemplate_removesIt() {
    pipes.createWithTemplate("{\"v\":1}");

    await(
        client.updatePipe(
            update()
                .targetParameters(PipeTargetParameters.builder().inputTemplate("").build())
                .build()));
    pipes.time.runReady();
    pipes.send("x");

    assertThat(pipes.details().get(0)).contains("\"messageId\"");
  }

  @Test
  void update_roleThatIsNotTrusted_isUpdateFailed() {
    pipes.createRole("of-another", PipesFixture.ACCOUNT.arn("pipes", "pipe/another"));
    pipes.create(pipe -> pipe);

    await(
        client.updatePipe(
            update().roleArn(PipesFixture.ACCOUNT.globalArn("iam", "role/of-another")).build()));
    pipes.time.runReady();

    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.UPDATE_FAILED);
  }

  @Test
  void update_desiredStopped_stops() {
    pipes.create(pipe -> pipe);

    await(client.updatePipe(update().desiredState(RequestedPipeState.STOPPED).build()));
    pipes.time.runReady();
    pipes.send("1");

    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.STOPPED);
    assertThat(pipes.queue.bodies()).containsExactly("1");
  }

  @Test
  void list_goesOnWhereThePageEnded() {
    for (String name : List.of("a-1", "a-2", "a-3", "b-1")) {
      await(
          client.createPipe(
              PipesFixture.request().name(name).desiredState(RequestedPipeState.STOPPED).build()));
    }
    pipes.time.runReady();

    ListPipesResponse first = await(client.listPipes(list -> list.namePrefix("a-").limit(2)));
    ListPipesResponse second =
        await(
            client.listPipes(list -> list.namePrefix("a-").limit(2).nextToken(first.nextToken())));

    assertThat(first.pipes()).extracting(Pipe::name).containsExactly("a-1", "a-2");
    assertThat(second.pipes()).extracting(Pipe::name).containsExactly("a-3");
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void untagging_isDecidedByTheKeysThatItRemoves() {
    pipes.create(pipe -> pipe.tags(Map.of("team", "shop", "cost", "1")));
    PipesAsyncClient user =
        userWhoMay(
            "pipes:UntagResource", "{\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":\"team\"}}");

    await(user.untagResource(tag -> tag.resourceArn(PipesFixture.PIPE).tagKeys("team")));

    assertError(
        user.untagResource(tag -> tag.resourceArn(PipesFixture.PIPE).tagKeys("cost")),
        "AccessDeniedException",
        403);
    assertThat(pipes.describe().tags()).isEqualTo(Map.of("cost", "1"));
  }

  @Test
  void tags_areAddedRemovedAndListed() {
    pipes.create(pipe -> pipe.tags(Map.of("team", "shop")));

    await(client.tagResource(tag -> tag.resourceArn(PipesFixture.PIPE).tags(Map.of("a", "b"))));
    await(client.untagResource(tag -> tag.resourceArn(PipesFixture.PIPE).tagKeys("team")));

    assertThat(await(client.listTagsForResource(tag -> tag.resourceArn(PipesFixture.PIPE))).tags())
        .isEqualTo(Map.of("a", "b"));
    assertThat(pipes.describe().tags()).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void tagging_beyondALimit_isRefusedAndChangesNothing() {
    pipes.create(pipe -> pipe.tags(Map.of("team", "shop")));

    assertError(
            client.tagResource(
                tag -> tag.resourceArn(PipesFixture.PIPE).tags(Map.of("a", "b", "", "x"))),
            "ValidationException",
            400)
        .hasMessageContaining("'tags.key'");
    assertThat(pipes.describe().tags()).isEqualTo(Map.of("team", "shop"));
  }

  @Test
  void tagging_withAFiftyFirstTag_isRefused() {
    pipes.create(pipe -> pipe.tags(Map.of("team", "shop")));
    Map<String, String> fifty = new HashMap<>();
    IntStream.range(0, 50).forEach(i -> fifty.put("k" + i, ""));

    assertError(
        client.tagResource(tag -> tag.resourceArn(PipesFixture.PIPE).tags(fifty)),
        "ValidationException",
        400);
    fifty.remove("k0");
    await(client.tagResource(tag -> tag.resourceArn(PipesFixture.PIPE).tags(fifty)));

    assertThat(pipes.describe().tags()).hasSize(50);
  }

  private void createWithWindow() {
    pipes.create(
        pipe ->
            pipe.sourceParameters(
                source ->
                    source.sqsQueueParameters(queue -> queue.maximumBatchingWindowInSeconds(60))));
  }

  private static UpdatePipeRequest.Builder update() {
    return UpdatePipeRequest.builder().name("orders").roleArn(PipesFixture.ROLE);
  }

  private <T> T await(CompletableFuture<T> answer) {
    return pipes.time.await(answer);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertError(
      CompletableFuture<?> answer, String code, int status) {
    return assertThatThrownBy(answer::join)
        .cause()
        .satisfies(
            failure -> {
              AwsServiceException error = (AwsServiceException) failure;
              assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(error.statusCode()).isEqualTo(status);
            });
  }
}
