package io.tributary.cli.bench;

import io.tributary.cli.bench.Load.Plan;
import java.net.URI;
import java.util.BitSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One run of all that is measured at an endpoint. */
public final class Measurement {

  private final Target target;
  private final URI echo;
  private final Plan plan;
  private final OptionalLong pid;
  private final Figures figures;
  private final Consumer<String> progress;
  private final BitSet seen = new BitSet();
  private long nextEvent;

  /**
   * A measurement.
   *
   * @param echo answers with canned bytes, see {@link ServerProcess#echo}
   * @param plan of all loads; its {@code perSecond} is that of the latency; its {@code batch} is
   *     not used
   * @param pid the process of the endpoint, if its processor time is to be told
   * @param figures where the numbers go
   * @param progress told what is done next, and again after each load at the endpoint; may end it
   *     by failing
   */
  public Measurement(
      Target target,
      URI echo,
      Plan plan,
      OptionalLong pid,
      Figures figures,
      Consumer<String> progress) {
    this.target = target;
    this.echo = echo;
    this.plan = plan;
    this.pid = pid;
    this.figures = figures;
    this.progress = progress;
  }

  /** Measures everything once, with a pipeline that is made and removed again. */
  public void run() throws InterruptedException {
    progress.accept("making the pipeline");
    long begin = System.nanoTime();
    try (Pipeline pipeline = Pipeline.create(target)) {
      figures.add("setup of the pipeline (ms)", (System.nanoTime() - begin) / 1e6);
      progress.accept("the first event");
      figures.add("first event (ms)", load(pipeline, oneEvent()).latency(1));
      throughput(pipeline, 10);
      throughput(pipeline, 1);
      latencies(pipeline);
      echo(pipeline);
      figures.ran();
    }
  }

  private void throughput(Pipeline pipeline, int batch) throws InterruptedException {
    progress.accept(how(batch));
    double before = pid.isPresent() ? Machine.processorMicros(pid.getAsLong()) : 0;
    Receipts receipts = load(pipeline, saturating(batch));
    figures.add("events/s " + how(batch), receipts.perSecond());
    if (pid.isPresent()) {
      double micros = Machine.processorMicros(pid.getAsLong()) - before;
      figures.add("processor time an event, " + how(batch) + " (us)", micros / receipts.received());
    }
  }

  private static String how(int batch) {
    return batch == 1 ? "one a request" : "in tens";
  }

  private Plan saturating(int batch) {
    return plan.with(batch, 0);
  }

  private Plan oneEvent() {
    return new Plan(plan.client(), 1, 1, 1, 1, 1);
  }

  private Receipts load(Pipeline pipeline, Plan load) throws InterruptedException {
    Receipts receipts = new Receipts(nextEvent, seen);
    try {
      Load.run(target, pipeline, load, receipts);
    } catch (RuntimeException failed) {
      figures.addBrokenOff(receipts);
      throw failed;
    }
    figures.add(receipts);
    if (receipts.received() == 0) {
      throw new UnmeasurableException(
          receipts.first() == 0
              ? "the first event never arrived: " + target.endpoint()
              : noneArrived(receipts.published()));
    }
    // The last numbers drawn were beyond the load's end.
    nextEvent += receipts.published() + load.publishers() * load.batch();
    return receipts;
  }

  private String noneArrived(int published) {
    return String.format(
        Locale.ROOT,
        "of %,d events published in a load none arrived: %s",
        published,
        target.endpoint());
  }

  private void latencies(Pipeline pipeline) throws InterruptedException {
    progress.accept("latency at " + plan.perSecond() + "/s");
    Delays delays = Delays.start();
    Receipts receipts;
    try {
      receipts = load(pipeline, plan.with(1, plan.perSecond()));
    } finally {
      delays.end();
    }
    for (double part : new double[] {0.5, 0.99, 0.999}) {
      figures.add("latency, p%s (ms)".formatted(percent(part)), receipts.latency(part));
    }
    for (double part : new double[] {0.99, 0.999}) {
      figures.add(
          "delay of an idle thread, p%s (ms)".formatted(percent(part)), delays.millis(part));
    }
  }

  private static String percent(double part) {
    return part == 0.999 ? "99.9" : Long.toString(Math.round(part * 100));
  }

  /** The same load at a server that only answers: its events are all the same one. */
  private void echo(Pipeline pipeline) throws InterruptedException {
    Target answering = new Target(echo, target.region(), target.accessKeyId());
    for (int batch : new int[] {10, 1}) {
      progress.accept("echo, " + how(batch));
      Receipts receipts = new CannedReceipts();
      Load.run(answering, pipeline, saturating(batch), receipts);
      figures.add("echo, events/s " + how(batch), receipts.perSecond());
    }
  }
}
