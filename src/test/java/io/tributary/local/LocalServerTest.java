package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.gateway.Pages;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LocalServerTest {

  /** The queues are those of the new user, whom the old one's clients could not reach. */
  @Test
  void deploy_ofAnotherUserThatFailsInPart_letsClientsActAsThatUser() {
    ResourceGraph jane = PurchaseProgram.recorded();
    ResourceGraph john =
        ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:username", "john")));
    String group = john.named("aws:cloudwatch/logGroup:LogGroup", "basket-events-logs").urn();
    ResourceGraph failing =
        john.altered(
            group,
            inputs -> {
              inputs.put("retentionInDays", 2);
              return inputs;
            });
    try (LocalServer server = LocalServer.start(jane, 0, started -> noPages())) {
      assertThatThrownBy(() -> server.deploy(failing, note -> {}))
          .isInstanceOf(DeploymentFailedException.class);

      assertThat(server.username()).isEqualTo("john");
      assertThat(server.graph()).isEqualTo(failing);
    }
  }

  /** That a queue is deleted is told; the test stops there. */
  @Test
  void deploy_tellsItsNotesOnTheCallersThread() {
    ResourceGraph before = PurchaseProgram.recorded();
    ResourceGraph renamed =
        ProgramRecorder.record(
            PurchaseProgram.with(Map.of("purchase-events:purchaseQueue", "orders")));
    AtomicReference<Thread> told = new AtomicReference<>();
    try (LocalServer server = LocalServer.start(before, 0, started -> noPages())) {
      assertThatThrownBy(
              () ->
                  server.deploy(
                      renamed,
                      note -> {
                        told.set(Thread.currentThread());
                        throw new IllegalStateException("enough");
                      }))
          .hasStackTraceContaining("enough");
      assertThat(told).hasValue(Thread.currentThread());
    }
  }

  @Test
  void deploy_onTheCloudsOwnThread_isRefusedInPlaceOfWaitingForItself() {
    ResourceGraph graph = PurchaseProgram.recorded();
    try (LocalServer server = LocalServer.start(graph, 0, started -> noPages())) {
      assertThatThrownBy(() -> server.run(() -> server.deploy(graph, note -> {})))
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("call it on another");
    }
  }

  private static Pages noPages() {
    return call -> CompletableFuture.failedFuture(new AssertionError("no page is asked for"));
  }
}
