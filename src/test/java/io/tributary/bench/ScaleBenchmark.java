package io.tributary.bench;

import com.pulumi.resources.Resource;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.component.Environment;
import io.tributary.component.PurchaseRuleQueue;
import io.tributary.component.SnsToBusPipe;
import io.tributary.component.SourceQueueWithSubscription;
import io.tributary.component.TopicsAndBus;
import io.tributary.local.Deployment;
import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/**
 * How recording, deploying and delivering grow with the number of topics, each with a source queue,
 * a pipe, and a rule with a queue of its own.
 *
 * <pre>
 * mvn -Pbench test-compile exec:java
 * </pre>
 */
public final class ScaleBenchmark {

  private static final Account ACCOUNT =
      new Account("536697261635", "eu-west-1")
          .with(Quota.RULES_PER_BUS, 100_000)
          .with(Quota.PIPES, 100_000);

  /** Topics of one program: Pulumi's test runtime takes time that grows with the square of them. */
  private static final int TOPICS_A_PROGRAM = 250;

  private ScaleBenchmark() {}

  /** Measures for each number of topics given, by default 125 to 1,000. */
  public static void main(String[] args) {
    List<String> sizes = args.length == 0 ? List.of("125", "250", "500", "1000") : List.of(args);
    measure(10);
    System.out.printf(
        "%8s %10s %12s %12s %14s %14s%n",
        "topics", "resources", "record (ms)", "deploy (ms)", "us an event", "heap (KB/topic)");
    sizes.stream().map(Integer::parseInt).map(ScaleBenchmark::measure).forEach(System.out::println);
  }

  /** A program of so many topics, each with all that is behind it: seven resources on the way. */
  public static Program program(int topics) {
    return program("bus", 0, topics);
  }

  /** A program of the topics from one number to before another, and a bus, used or not. */
  private static Program program(String bus, int from, int to) {
    return new Program(
        "scale", "dev", Map.of("scale:username", "jane"), Set.of(), it -> stack(bus, from, to));
  }

  /** The resources of as many programs as so many topics need, all at the first one's bus. */
  private static ResourceGraph record(int topics) {
    List<ResourceGraph> graphs = new ArrayList<>();
    for (int from = 0; from < topics; from += TOPICS_A_PROGRAM) {
      String bus = from == 0 ? "bus" : "unused-" + from;
      int to = Math.min(topics, from + TOPICS_A_PROGRAM);
      graphs.add(ProgramRecorder.record(program(bus, from, to)));
    }
    return new ResourceGraph(
        graphs.get(0).stack(),
        graphs.stream().flatMap(graph -> graph.resources().stream()).toList(),
        Map.of());
  }

  private static String measure(int topics) {
    long begin = System.nanoTime();
    ResourceGraph graph = record(topics);
    final long recorded = System.nanoTime();

    long heapBefore = heap();
    VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
    LocalCloud cloud = new LocalCloud(time, ACCOUNT);
    final long deploying = System.nanoTime();
    time.await(new Deployment(cloud).apply(graph));
    final long deployed = System.nanoTime();
    long heap = heap() - heapBefore;

    final double micros = deliverToEach(topics, cloud, time, graph);
    return String.format(
        Locale.ROOT,
        "%8d %10d %12d %12d %14.1f %14d",
        topics,
        graph.resources().size(),
        (recorded - begin) / 1_000_000,
        (deployed - deploying) / 1_000_000,
        micros,
        heap / 1024 / topics);
  }

  private static double deliverToEach(
      int topics, LocalCloud cloud, VirtualTime time, ResourceGraph graph) {
    SnsAsyncClient sns = cloud.client(SnsAsyncClient.class, Deployment.user(graph.stack()));
    int rounds = Math.max(1, 2_000 / topics);
    long begin = System.nanoTime();
    for (int i = 0; i < rounds * topics; i++) {
      String topic = ACCOUNT.arn("sns", "jane-t" + i % topics);
      time.await(sns.publish(it -> it.topicArn(topic).message("{\"n\":1}")));
      time.advance(Duration.ofMillis(1));
    }
    time.advance(Duration.ofSeconds(1));
    double micros = (System.nanoTime() - begin) / 1e3 / rounds / topics;
    long delivered =
        cloud
            .journal()
            .hops()
            .filter(hop -> hop.step() == Step.TARGET_DELIVER && hop.outcome() == Outcome.PASSED)
            .count();
    if (delivered != (long) rounds * topics) {
      throw new IllegalStateException(
          "of " + rounds * topics + " events " + delivered + " were delivered");
    }
    return micros;
  }

  private static void stack(String bus, int from, int to) {
    Environment environment =
        new Environment("aws", ACCOUNT.region(), ACCOUNT.id(), "jane", new TreeMap<>());
    List<String> names = IntStream.range(from, to).mapToObj(i -> "t" + i).toList();
    List<Resource> sources =
        new TopicsAndBus("sources-" + bus, new TopicsAndBus.Args(environment, names, bus))
            .resources();
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
                List.of(name),
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
                List.of(rule.target())));
    source.subscribe(List.of(topic, pipe.pipe()));
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
