package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tributary.cloud.Wiring;
import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cost.Batches;
import io.tributary.cost.Kind;
import io.tributary.cost.Load;
import io.tributary.cost.Traffic;
import io.tributary.cost.TrafficModel;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic by which costs are reckoned, held against what is counted in simulated runs. */
class TrafficModelTest {

  /** Arrivals of a run are drawn, so a mean is met only about so. */
  private static final double PERCENT = 5;

  private static final String SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
  private static final String PIPE = "aws:pipes/pipe:Pipe";

  /** Counts the calls between the services, and what they carried. */
  private static final class Counted implements Wiring {

    private record Count(int calls, int events, long bytes) {
      private static final Count NONE = new Count(0, 0, 0);

      private double each() {
        return (double) bytes / events;
      }

      private Count plus(int more, long moreBytes) {
        return new Count(calls + 1, events + more, bytes + moreBytes);
      }
    }

    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

    private void count(Kind kind, int events, long bytes) {
      counts.merge(kind, Count.NONE.plus(events, bytes), (all, one) -> all.plus(events, bytes));
    }

    private Count of(Kind kind) {
      return counts.getOrDefault(kind, Count.NONE);
    }

    @Override
    public Queues queues(Service caller, Queues sqs) {
      return new Queues() {
        @Override
        public String send(Caller by, String queueArn, OutgoingMessage message) {
          count(Kind.SQS_SEND, 1, message.body().length());
          if (caller == Service.SNS) {
            count(Kind.SNS_DELIVERY, 1, message.body().length());
          }
          return sqs.send(by, queueArn, message);
        }

        @Override
        public List<QueuedMessage> receive(
            Caller by, String queueArn, int max, Integer visibilitySeconds) {
          var received = sqs.receive(by, queueArn, max, visibilitySeconds);
          if (!received.isEmpty()) {
            long bytes = received.stream().mapToLong(message -> message.body().length()).sum();
            count(Kind.SQS_RECEIVE, received.size(), bytes);
          }
          return received;
        }

        @Override
        public void delete(Caller by, String queueArn, String receiptHandle) {
          count(Kind.SQS_DELETE, 1, 0);
          sqs.delete(by, queueArn, receiptHandle);
        }

        @Override
        public void requireAttributes(Caller by, String queueArn) {
          sqs.requireAttributes(by, queueArn);
        }

        @Override
        public Wake whenAvailable(String queueArn, Runnable wake) {
          return sqs.whenAvailable(queueArn, wake);
        }
      };
    }

    @Override
    public EventBuses eventBuses(Service caller, EventBuses events) {
      return (by, entries) -> {
        long bytes = entries.stream().mapToLong(entry -> entry.detail().length()).sum();
        count(Kind.EVENTS_PUT, entries.size(), bytes);
        return events.putEvents(by, entries);
      };
    }
  }

  private static Counted run(ResourceGraph graph, int events, Duration span) {
    Counted counted = new Counted();
    Scenario scenario = new Scenario(11, events, span, List.of(), ConsumerSettings.SOUND);
    Outcome outcome = Purchases.simulation(graph).wired(counted).run(scenario);
    assertThat(outcome.delivered()).isEqualTo(events);
    return counted;
  }

  private static Traffic model(
      ResourceGraph graph, int events, Duration span, Batches batches, Kind kind) {
    return model(graph, new Load(events, 240, span), batches, kind);
  }

  private static Traffic model(ResourceGraph graph, Load load, Batches batches, Kind kind) {
    return TrafficModel.of(graph, load, batches).stream()
        .filter(use -> use.kind() == kind)
        .reduce(Traffic::plus)
        .orElseThrow();
  }

  private static ResourceGraph withWindow(int seconds) {
    ResourceGraph graph = Purchases.GRAPH;
    for (String pipe : List.of("basket-events", "checkout-events")) {
      graph =
          graph.altered(
              graph.named(PIPE, pipe).urn(),
              inputs -> {
                inputs.put(
                    "sourceParameters",
                    Map.of(
                        "sqsQueueParameters",
                        Map.of("batchSize", 10, "maximumBatchingWindowInSeconds", seconds)));
                return inputs;
              });
    }
    return graph;
  }

  @Test
  void eachEvent_isSentReceivedAndDeletedTwice() {
    var hour = Duration.ofHours(1);
    Counted counted = run(Purchases.GRAPH, 600, hour);

    for (Kind kind : List.of(Kind.SQS_SEND, Kind.SQS_RECEIVE, Kind.SQS_DELETE, Kind.EVENTS_PUT)) {
      Traffic model = model(Purchases.GRAPH, 600, hour, Batches.SINGLE, kind);
      assertThat((double) counted.of(kind).events()).as("%s", kind).isEqualTo(model.events());
      assertThat((double) counted.of(kind).calls())
          .as("calls of %s", kind)
          .isCloseTo(model.calls(), withinPercentage(PERCENT));
    }
  }

  @Test
  void anEvent_growsOnItsWayAsTheModelSays() {
    var hour = Duration.ofHours(1);
    Counted counted = run(Purchases.GRAPH, 600, hour);

    double published = counted.of(Kind.SNS_DELIVERY).each();
    Traffic model =
        model(
            Purchases.GRAPH,
            new Load(600, Math.round(published), hour),
            Batches.SINGLE,
            Kind.SQS_SEND);
    assertThat(counted.of(Kind.SQS_SEND).each())
        .as("bytes of a message, half of them as published, half as events")
        .isCloseTo(model.bytes(), withinPercentage(2));
  }

  @Test
  void anEventThatSnsWraps_hasNoLargerEnvelopeThanTheModelSays() {
    ResourceGraph wrapped = Purchases.GRAPH;
    for (GraphResource each : wrapped.ofType(SUBSCRIPTION).toList()) {
      wrapped =
          wrapped.altered(
              each.urn(),
              inputs -> {
                inputs.put("rawMessageDelivery", false);
                return inputs;
              });
    }
    var hour = Duration.ofHours(1);
    long published = Math.round(run(Purchases.GRAPH, 600, hour).of(Kind.SNS_DELIVERY).each());

    var load = new Load(600, published, hour);
    Traffic model = model(wrapped, load, Batches.SINGLE, Kind.SQS_SEND);
    assertThat(run(wrapped, 600, hour).of(Kind.SQS_SEND).each())
        .as("the local signature is shorter than AWS's")
        .isBetween(0.7 * model.bytes(), model.bytes());
  }

  /** Where messages are few, those of a simulation come more evenly than by chance alone. */
  @ParameterizedTest
  @CsvSource({"60, 600, 5", "60, 6000, 5", "20, 200, 20"})
  void aWindow_gathersAsManyAsTheModelSays(int window, int events, double percent) {
    var hour = Duration.ofHours(1);
    ResourceGraph graph = withWindow(window);
    Counted counted = run(graph, events, hour);

    Traffic model = model(graph, events, hour, Batches.SINGLE, Kind.EVENTS_PUT);
    assertThat(model.calls()).as("the window matters").isLessThan(0.75 * events);
    assertThat((double) counted.of(Kind.EVENTS_PUT).calls())
        .isCloseTo(model.calls(), withinPercentage(percent));
  }

  @Test
  void whatComesAtOnce_travelsInFullBatches() {
    var moment = Duration.ofNanos(1_000);
    Counted counted = run(Purchases.GRAPH, 2_000, moment);

    for (Kind kind : List.of(Kind.SQS_RECEIVE, Kind.EVENTS_PUT)) {
      assertThat((double) counted.of(kind).calls())
          .as("calls of %s", kind)
          .isCloseTo(
              model(Purchases.GRAPH, 2_000, moment, Batches.FULL, kind).calls(),
              withinPercentage(PERCENT));
    }
  }
}
