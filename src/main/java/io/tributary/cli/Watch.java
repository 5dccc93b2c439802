package io.tributary.cli;

import io.tributary.local.Change;
import io.tributary.local.DeploymentFailedException;
import io.tributary.local.LocalServer;
import io.tributary.local.ProgramException;
import io.tributary.local.ResourceGraph;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Consumer;

/**
 * Deploys a program again when its sources or its config change. What the program says of a mistake
 * is printed, and the cloud goes on as it was.
 */
final class Watch {

  private final Checkout checkout;
  private final StackOptions options;
  private final LocalServer server;
  private final Terminal terminal;
  private final WatchedFiles files;

  private Watch(
      Checkout checkout,
      StackOptions options,
      LocalServer server,
      Terminal terminal,
      WatchedFiles files) {
    this.checkout = checkout;
    this.options = options;
    this.server = server;
    this.terminal = terminal;
    this.files = files;
  }

  /**
   * Watches from now on, until the process ends.
   *
   * @param read when reading the config began that is deployed
   */
  static void start(StackOptions options, LocalServer server, Terminal terminal, FileTime read)
      throws IOException {
    Checkout checkout = Checkout.ofThisCommand();
    Path sources = checkout.root().resolve("src/main");
    WatchedFiles files =
        new WatchedFiles(
            FileSystems.getDefault().newWatchService(),
            System::nanoTime,
            sources,
            options.configFiles(),
            note -> terminal.err().println("tributary: " + note));
    files.register();
    boolean changed = files.changedBefore(checkout.builtStamp(), read);
    Watch watch = new Watch(checkout, options, server, terminal, files);
    Thread thread = new Thread(() -> watch.run(changed), "watch");
    thread.setDaemon(true);
    thread.start();
    terminal.out().println("Watching " + sources + " and the stack's config.");
  }

  private void run(boolean changed) {
    try {
      if (!changed) {
        files.awaitChange();
      }
      while (true) {
        deploy();
        files.awaitChange();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void deploy() {
    long begin = System.nanoTime();
    String build = files.sourcesChanged() ? "building and " : "";
    terminal.out().println("A change: " + build + "deploying...");
    attempt(
        () -> {
          ResourceGraph changed =
              checkout.record(files, options.asArguments(), terminal.err()::println);
          deploy(changed, server, options, begin, terminal.out()::println);
        },
        terminal);
  }

  /** Brings the cloud to a changed program, and tells what it waits for and what it did. */
  static void deploy(
      ResourceGraph changed,
      LocalServer server,
      StackOptions options,
      long beginNanos,
      Consumer<String> out) {
    if (server.read(server::paused)) {
      out.accept("The cloud's time is paused: this goes on once you resume it in the console.");
    }
    List<Change> changes = server.deploy(changed, out);
    ChangesText.lines(changes).forEach(out);
    if (changes.isEmpty()) {
      out.accept(
          "Nothing to deploy: the program asks for what is there" + options.overruling() + ".");
    } else {
      out.accept(
          "Deployed again in %s ms: %s; what lay in queues that stay is still there."
              .formatted(
                  (System.nanoTime() - beginNanos) / 1_000_000, ChangesText.counted(changes)));
    }
  }

  /** Makes a change and tells what is wrong with it; whatever that is, the next may do better. */
  static void attempt(Runnable change, Terminal terminal) {
    try {
      change.run();
    } catch (DeploymentFailedException failed) {
      ChangesText.lines(failed.changes()).forEach(terminal.out()::println);
      terminal.err().println("tributary: the change is deployed in part:\n" + failed.getMessage());
    } catch (ProgramException | CommandException refused) {
      terminal.err().println("tributary: the change is not deployed:\n" + refused.getMessage());
    } catch (RuntimeException bug) {
      terminal
          .err()
          .println(
              "tributary: the change failed for no reason that this command knows of; the next one"
                  + " is tried all the same:");
      bug.printStackTrace(terminal.err());
    }
  }
}
