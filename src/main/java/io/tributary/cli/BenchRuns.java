package io.tributary.cli;

import io.tributary.cli.bench.Figures;
import io.tributary.cli.bench.Load.Plan;
import io.tributary.cli.bench.Machine;
import io.tributary.cli.bench.Measurement;
import io.tributary.cli.bench.ServerProcess;
import io.tributary.cli.bench.Target;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The runs of {@code bench} at an endpoint: one that warms up, and those that count. */
final class BenchRuns {

  private final Target target;
  private final OptionalLong process;
  private final Optional<OpenPage> page;
  private final Figures figures;
  private final Consumer<String> progress;

  /**
   * None yet.
   *
   * @param process the endpoint's, if its memory and processor time are to be told
   * @param page has to stay open all the while, if there is one
   * @param figures take each run when it ends
   * @param progress told what is done next
   */
  BenchRuns(
      Target target,
      OptionalLong process,
      Optional<OpenPage> page,
      Figures figures,
      Consumer<String> progress) {
    this.target = target;
    this.process = process;
    this.page = page;
    this.figures = figures;
    this.progress = progress;
  }

  /** Measures; after a failure, figures have the numbers of the runs before it. */
  void measure(LoadOptions loads) throws IOException, InterruptedException {
    memory("resident memory, idle (MiB)", figures);
    // One for all runs, so that it is as warm as what it is compared with.
    try (ServerProcess echo = ServerProcess.echo()) {
      run("Warming up", loads.warmUp(), echo.endpoint(), figures::addEvents);
      for (int run = 1; run <= loads.runs(); run++) {
        String name = "Run " + run + " of " + loads.runs();
        run(name, loads.plan(), echo.endpoint(), figures::add);
      }
    }
  }

  private void run(String name, Plan plan, URI echo, Consumer<Figures> taken)
      throws IOException, InterruptedException {
    Figures measured = new Figures();
    try {
      new Measurement(target, echo, plan, process, measured, doing -> next(name, doing)).run();
      memory("resident memory, after a run (MiB)", measured);
    } finally {
      taken.accept(measured);
    }
  }

  private void next(String run, String doing) {
    page.ifPresent(OpenPage::requireOpen);
    progress.accept(run + ": " + doing);
  }

  private void memory(String name, Figures of) throws IOException {
    if (process.isPresent()) {
      of.add(name, Machine.residentMebibytes(process.getAsLong()));
    }
  }
}
