package io.tributary.bench;

import com.pulumi.resources.Resource;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.component.Environment;
import io.tributary.component.EventPattern;
import io.tributary.component.PurchaseRuleQueue;
import io.tributary.component.SnsToBusPipe;
import io.tributary.component.SourceQueueWithSubscription;
import io.tributary.component.TopicsAndBus;
import io.tributary.local.Deployment;
import io.tributary.local.GraphResource;
import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/**
 * How deploying and delivering grow with the number of topics, each with a source queue, a pipe,
 * and a rule with a queue of its own.
 *
 * <pre>
 * mvn -Pbench test-compile exec:java
 * </pre>
 */
public final class ScaleBenchmark {

  private static final Account ACCOUNT =
      new Account("536697261635", "eu-west-1")
          .with(Quota.RULES_PER_BUS, 100_000)
          .with(Quota.PIPES, 100_000)
          .with(Quota.ROLES, 100_000);

  /** Pulumi's test runtime takes time that grows with the square of a program's resources. */
  private static final int RECORDED = 250;

  /** How many events are delivered at least, each topic's first one not counted. */
  private static final int EVENTS = 20_000;

  private static final Pattern TOPIC = Pattern.compile("\\bt(\\d+)\\b");

  private ScaleBenchmark() {}

  /**
   * Measures for each number of topics given, by default 250 to 10,000.
   *
   * @param args numbers up to 250, or multiples of it
   */
  public static void main(String[] args) {
    List<String> sizes = args.length == 0 ? List.of("250", "1000", "2500", "10000") : List.of(args);
    measure(10);
    System.out.printf(
        "%8s %10s %12s %14s %14s %14s%n",
        "topics", "resources", "deploy (ms)", "first (us)", "later (us)", "heap (KB/topic)");
    sizes.stream().map(Integer::parseInt).map(ScaleBenchmark::measure).forEach(System.out::println);
  }

  /** A program of so many topics, each with all that is behind it: seven resources on the way. */
  public static Program program(int topics) {
    return new Program(
        "scale", "dev", Map.of("scale:username", "jane"), Set.of(), it -> stack(topics));
  }

  /**
   * The resources of a program with so many topics and one bus. No more than {@link #RECORDED} are
   * recorded; what is behind the others is the same by other numbers.
   */
  private static ResourceGraph graph(int topics) {
    ResourceGraph recorded = ProgramRecorder.record(program(Math.min(topics, RECORDED)));
    String json = recorded.toJson();
    Map<String, GraphResource> all = new LinkedHashMap<>();
    for (int first = 0; first < topics; first += RECORDED) {
      ResourceGraph.fromJson(numberedFrom(first, json))
          .resources()
          .forEach(resource -> all.putIfAbsent(resource.urn(), resource));
    }
    return new ResourceGraph(recorded.stack(), all.values(), Map.of());
  }

  private static String numberedFrom(int first, String json) {
    return TOPIC
        .matcher(json)
        .replaceAll(topic -> "t" + (first + Integer.parseInt(topic.group(1))));
  }

  private static String measure(int topics) {
    ResourceGraph graph = graph(topics);
    long heapBefore = heap();
    VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
    LocalCloud cloud = new LocalCloud(time, ACCOUNT);
    final long deploying = System.nanoTime();
    time.await(new Deployment(cloud).apply(graph));
    final long deployed = System.nanoTime();
    long heap = heap() - heapBefore;

    // What a topic's first event finds out, such as IAM's decisions, is known to the later ones.
    double first = microsAnEvent(topics, 1, cloud, time, graph);
    double later = microsAnEvent(topics, Math.max(1, EVENTS / topics), cloud, time, graph);
    return String.format(
        Locale.ROOT,
        "%8d %10d %12d %14.1f %14.1f %14d",
        topics,
        graph.resources().size(),
        (deployed - deploying) / 1_000_000,
        first,
        later,
        heap / 1024 / topics);
  }

  /** Publishes to one topic after the other, so many times to each. */
  private static double microsAnEvent(
      int topics, int rounds, LocalCloud cloud, VirtualTime time, ResourceGraph graph) {
    SnsAsyncClient sns = cloud.client(SnsAsyncClient.class, Deployment.user(graph.stack()));
    AtomicLong delivered = new AtomicLong();
    cloud
        .journal()
        .listen(
            hop -> {
              if (hop.step() == Step.TARGET_DELIVER && hop.outcome() == Outcome.PASSED) {
                delivered.incrementAndGet();
              }
            });
    int events = rounds * topics;
    long begin = System.nanoTime();
    for (int i = 0; i < events; i++) {
      String topic = ACCOUNT.arn("sns", "jane-t" + i % topics);
      time.await(sns.publish(it -> it.topicArn(topic).message("{\"n\":1}")));
      time.advance(Duration.ofMillis(1));
    }
    time.advance(Duration.ofSeconds(1));
    double micros = (System.nanoTime() - begin) / 1e3 / events;
    if (delivered.get() != events) {
      throw new IllegalStateException("of " + events + " events " + delivered + " were delivered");
    }
    return micros;
  }

  private static void stack(int topics) {
    Environment environment =
        new Environment("aws", ACCOUNT.region(), ACCOUNT.id(), "jane", new TreeMap<>());
    List<String> names = IntStream.range(0, topics).mapToObj(i -> "t" + i).toList();
    List<Resource> sources =
        new TopicsAndBus("sources", new TopicsAndBus.Args(environment, names, "bus")).resources();
    for (int i = 0; i < names.size(); i++) {
      chain(environment, names.get(i), sources, sources.get(i));
    }
  }

  private static void chain(
      Environment environment, String name, List<Resource> sources, Resource topic) {
    var source =
        new SourceQueueWithSubscription(
            name,
            new SourceQueueWithSubscription.Args(environment, name, environment.topic(name), 5, 4));
    var rule =
        new PurchaseRuleQueue(
            name + "-end",
            new PurchaseRuleQueue.Args(
                environment,
                name + "-end",
                name + "-end",
                environment.bus("bus"),
                EventPattern.ofSources(name),
                5,
                4,
                List.of(sources.get(sources.size() - 1))));
    var pipe =
        new SnsToBusPipe(
            name + "-pipe",
            new SnsToBusPipe.Args(
                environment,
                name,
                source.queue(),
                environment.bus("bus"),
                name,
                Optional.empty(),
                Optional.empty(),
                List.of(rule.target())));
    source.subscribe(List.of(topic, pipe.pipe()));
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
