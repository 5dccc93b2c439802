package io.tributary.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Deployment;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/** What is told of the hops that the services themselves write when one is refused. */
class RefusalsTest {

  private static final ResourceGraph WHOLE = PurchaseProgram.recorded();

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  private final LocalCloud cloud = new LocalCloud(time, WHOLE.stack().account());

  private Route routeIn(ResourceGraph graph) {
    time.await(new Deployment(cloud).apply(graph));
    SnsAsyncClient sns = cloud.client(SnsAsyncClient.class, Deployment.user(graph.stack()));
    time.await(
        sns.publish(it -> it.topicArn(PurchaseProgram.TOPIC + "basket-events").message("{}")));
    time.advance(Duration.ofSeconds(10));
    return route();
  }

  private Route route() {
    return new Routes(cloud.journal(), cloud.pipes()::runs).last().orElseThrow();
  }

  /** The program, but for an action that the basket pipe's role may do no longer. */
  private static ResourceGraph without(String action) {
    return WHOLE.altered(
        WHOLE.named("aws:iam/rolePolicy:RolePolicy", "basket-events-role-policy").urn(),
        inputs -> {
          inputs.computeIfPresent(
              "policy", (key, json) -> json.toString().replace(action, "sqs:ListQueueTags"));
          return inputs;
        });
  }

  @Test
  void aPipeThatMayNotPut_isBeingRetried_andThatIsToldOnce() {
    assertThat(routeIn(without("events:PutEvents")).endings())
        .satisfiesExactly(
            lies -> assertThat(lies).isEqualTo("It lies in queue jane-basket-events."),
            tried ->
                assertThat(tried)
                    .startsWith("It is being retried at pipe jane-basket-events to bus")
                    .contains("events:PutEvents"));
  }

  private PipesAsyncClient pipes() {
    return cloud.client(PipesAsyncClient.class, Deployment.user(WHOLE.stack()));
  }

  private void hasStoppedAtThePipe() {
    assertThat(route().idlePipes()).hasSize(1);
    assertThat(route().endings())
        .satisfiesExactly(
            lies -> assertThat(lies).isEqualTo("It lies in queue jane-basket-events."),
            stopped -> assertThat(stopped).startsWith("It stopped at pipe jane-basket-events to"));
  }

  @Test
  void aPipeThatMayNotPut_andWasStopped_triesNoMoreUntilItIsStarted() {
    routeIn(without("events:PutEvents"));

    time.await(pipes().stopPipe(it -> it.name("jane-basket-events")));
    time.advance(Duration.ofSeconds(10));

    hasStoppedAtThePipe();
    time.await(pipes().startPipe(it -> it.name("jane-basket-events")));
    time.advance(Duration.ofSeconds(10));
    assertThat(route().endings()).anyMatch(it -> it.startsWith("It is being retried at pipe"));
  }

  @Test
  void aPipeThatMayNotPut_andIsGone_triesNoMore() {
    routeIn(without("events:PutEvents"));

    time.await(pipes().deletePipe(it -> it.name("jane-basket-events")));
    time.advance(Duration.ofSeconds(10));

    hasStoppedAtThePipe();
  }

  @Test
  void aQueueThatRefusesSns_isToldOnce_withTheDeadLetter() {
    String policy = WHOLE.named("aws:sqs/queuePolicy:QueuePolicy", "basket-events-policy").urn();

    assertThat(routeIn(WHOLE.without(policy)).endings())
        .singleElement()
        .asString()
        .startsWith("It lies in queue jane-basket-events-dlq, a dead-letter queue: ")
        .contains("sqs:sendmessage");
  }

  @Test
  void aDeadLetterQueueThatRefusesSnsAsWell_isToldOnce() {
    ResourceGraph refusing =
        WHOLE
            .without(WHOLE.named("aws:sqs/queuePolicy:QueuePolicy", "basket-events-policy").urn())
            .without(
                WHOLE.named("aws:sqs/queuePolicy:QueuePolicy", "basket-events-dlq-policy").urn());

    assertThat(routeIn(refusing).endings())
        .singleElement()
        .asString()
        .startsWith("It was lost at topic jane-basket-events to queue jane-basket-events-dlq: ");
  }
}
