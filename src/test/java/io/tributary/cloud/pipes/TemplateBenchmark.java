package io.tributary.cloud.pipes;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A pipe's template put around a message, which is read as JSON for it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TemplateBenchmark {

  private static final String BODY =
      "{\"event_domain\":\"basket\",\"event_name\":\"basket_updated\",\"event_id\":\"42\","
          + "\"event_attributes\":{\"basket_id\":1000,\"user_id\":1000}}";

  private final Template template = Template.parse("{ \"event\": <$.body> }");
  private final Template.Context context =
      new Template.Context(
          "arn:aws:pipes:eu-west-1:536697261635:pipe/orders",
          "orders",
          Records.QUEUE,
          "arn:aws:events:eu-west-1:536697261635:event-bus/domain",
          Instant.parse("2025-01-15T12:09:37Z"));

  @Benchmark
  public String template() {
    return template.apply(Records.withBody(BODY), context);
  }
}
