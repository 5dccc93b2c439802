package io.tributary.simulate;

import io.tributary.cloud.Wiring;
import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All that the faults of a run put between the parts of the cloud, in the order of the scenario.
 */
final class Interpositions {

  private final Map<Service, List<UnaryOperator<Queues>>> queues = new EnumMap<>(Service.class);
  private final Map<Service, List<UnaryOperator<LogGroups>>> logs = new EnumMap<>(Service.class);
  private final Map<Service, List<UnaryOperator<EventLoop>>> clocks = new EnumMap<>(Service.class);
  private final List<UnaryOperator<EventBuses>> buses = new ArrayList<>();
  private final List<UnaryOperator<Topics>> topics = new ArrayList<>();
  private final List<UnaryOperator<Queues>> consumer = new ArrayList<>();
  private final List<Injection.BodyChange> bodies = new ArrayList<>();
  private final List<Injection.WorkChange> work = new ArrayList<>();
  private final List<Predicate<Decision>> denials = new ArrayList<>();
  private final AbsentPolicies absentPolicies = new AbsentPolicies();
  private final List<Consumer<Stage>> deployed = new ArrayList<>();
  private final List<Consumer<Stage>> stopped = new ArrayList<>();

  /** What all faults together have taken away. */
  AbsentPolicies absentPolicies() {
    return absentPolicies;
  }

  void queues(Service caller, UnaryOperator<Queues> between) {
    queues.computeIfAbsent(caller, service -> new ArrayList<>()).add(between);
  }

  void logGroups(Service caller, UnaryOperator<LogGroups> between) {
    logs.computeIfAbsent(caller, service -> new ArrayList<>()).add(between);
  }

  void clock(Service service, UnaryOperator<EventLoop> clock) {
    clocks.computeIfAbsent(service, any -> new ArrayList<>()).add(clock);
  }

  void eventBuses(UnaryOperator<EventBuses> between) {
    buses.add(between);
  }

  void topics(UnaryOperator<Topics> between) {
    topics.add(between);
  }

  void consumer(UnaryOperator<Queues> between) {
    consumer.add(between);
  }

  void work(Injection.WorkChange change) {
    work.add(change);
  }

  void bodies(Injection.BodyChange change) {
    bodies.add(change);
  }

  void denials(Predicate<Decision> ofTheFault) {
    denials.add(ofTheFault);
  }

  /** Whether one of the faults has caused a denial that is made now. */
  boolean denied(Decision decision) {
    return denials.stream().anyMatch(ofAFault -> ofAFault.test(decision));
  }

  void whenDeployed(Consumer<Stage> action) {
    deployed.add(action);
  }

  void whenStopped(Consumer<Stage> action) {
    stopped.add(action);
  }

  /**
   * The wiring of a cloud with all faults in it.
   *
   * @param cloud how it would be wired without faults
   * @param sqs sees what really reaches SQS
   * @param events sees what really reaches EventBridge
   */
  Wiring wiring(Wiring cloud, UnaryOperator<Queues> sqs, UnaryOperator<EventBuses> events) {
    return new Wiring() {
      @Override
      public EventLoop clock(Service service, EventLoop loop) {
        return through(clocks.get(service), cloud.clock(service, loop));
      }

      @Override
      public Queues queues(Service caller, Queues direct) {
        return through(queues.get(caller), sqs.apply(cloud.queues(caller, direct)));
      }

      @Override
      public EventBuses eventBuses(Service caller, EventBuses direct) {
        return through(buses, events.apply(cloud.eventBuses(caller, direct)));
      }

      @Override
      public LogGroups logGroups(Service caller, LogGroups direct) {
        return through(logs.get(caller), cloud.logGroups(caller, direct));
      }
    };
  }

  /** SNS as the publisher sees it. */
  Topics topics(Topics sns) {
    return through(topics, sns);
  }

  /** SQS as the consumer sees it. */
  Queues consumer(Queues sqs) {
    return through(consumer, sqs);
  }

  /** How long the consumer works on a message. */
  long workMicros(QueuedMessage message, long usualMicros) {
    long micros = usualMicros;
    for (Injection.WorkChange change : work) {
      micros = change.micros(message, micros);
    }
    return micros;
  }

  String body(int event, String body) {
    String changed = body;
    for (Injection.BodyChange change : bodies) {
      changed = change.apply(event, changed);
    }
    return changed;
  }

  void deployed(Stage stage) {
    deployed.forEach(action -> action.accept(stage));
  }

  void stopped(Stage stage) {
    stopped.forEach(action -> action.accept(stage));
  }

  private static <T> T through(List<UnaryOperator<T>> between, T inner) {
    T outer = inner;
    if (between != null) {
      for (UnaryOperator<T> one : between) {
        outer = one.apply(outer);
      }
    }
    return outer;
  }
}
