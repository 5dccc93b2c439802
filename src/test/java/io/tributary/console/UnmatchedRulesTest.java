package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.route.Route;
import io.tributary.route.RouteHop;
import io.tributary.route.Routes;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Which rules an event is told not to match. */
class UnmatchedRulesTest {

  private static final String OTHERS = "{\"source\":[\"others\"]}";
  private static final String SHOP = "{\"source\":[\"shop\"]}";

  private final VirtualTime time = new VirtualTime(Instant.EPOCH, 0);
  private final LocalCloud cloud = new LocalCloud(time, new Account("111122223333", "eu-west-1"));
  private final EventBridgeAsyncClient events =
      cloud.client(EventBridgeAsyncClient.class, Principal.Root.of(cloud.account()));

  private void bus(String name) {
    events.createEventBus(it -> it.name(name)).join();
  }

  private void rule(String bus, String name, String pattern) {
    events.putRule(it -> it.eventBusName(bus).name(name).eventPattern(pattern)).join();
  }

  /** The hops of an event of the shop that a bus takes in. */
  private List<RouteHop> put(String bus) {
    PutEventsRequestEntry sold =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source("shop")
            .detailType("sold")
            .detail("{}")
            .build();
    events.putEvents(it -> it.entries(sold)).join();
    time.runReady();
    return new Routes(cloud.journal(), cloud.pipes()::runs).last().orElseThrow().hops();
  }

  private List<String> unmatched(List<RouteHop> hops) {
    return new UnmatchedRules(cloud).of(new Route("", hops, 0, List.of(), null));
  }

  @Test
  void aRule_isToldThoughThatOfAnotherBusWithItsNameCameNearest() {
    bus("a");
    rule("a", "audit", OTHERS);
    bus("b");
    rule("b", "audit", OTHERS);
    rule("b", "sold", SHOP);

    assertThat(unmatched(Stream.concat(put("a").stream(), put("b").stream()).toList()))
        .containsExactly(
            "Rule audit of bus b does not match it: source is \"shop\", the pattern wants"
                + " [\"others\"].");
  }

  @Test
  void eachOfManyRules_isTold() {
    bus("a");
    rule("a", "sold", SHOP);
    IntStream.range(0, 120).forEach(number -> rule("a", "rule-" + number, OTHERS));

    assertThat(unmatched(put("a"))).hasSize(120);
  }
}
