package io.tributary.cli;

import io.tributary.local.DeploymentFailedException;
import io.tributary.local.LocalServer;
import io.tributary.local.ProgramException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Deploys a program again when its sources or its config change. What the program says of a mistake
 * is printed, and the cloud goes on as it was.
 */
final class Watch {

  /** An editor writes a file in several steps; this long without a change ends them. */
  private static final long QUIET_MILLIS = 300;

  private final Checkout checkout = Checkout.ofThisCommand();
  private final StackOptions options;
  private final LocalServer server;
  private final Terminal terminal;
  private final WatchService changes;
  private boolean sourcesChanged;

  private Watch(StackOptions options, LocalServer server, Terminal terminal) throws IOException {
    this.options = options;
    this.server = server;
    this.terminal = terminal;
    this.changes = FileSystems.getDefault().newWatchService();
  }

  /** Watches from now on, until the process ends. */
  static void start(StackOptions options, LocalServer server, Terminal terminal)
      throws IOException {
    Watch watch = new Watch(options, server, terminal);
    watch.register(options.directory());
    watch.registerTree(watch.checkout.root().resolve("src/main"));
    Thread thread = new Thread(watch::run, "watch");
    thread.setDaemon(true);
    thread.start();
    terminal
        .out()
        .println(
            "Watching " + watch.checkout.root().resolve("src/main") + " and the stack's config.");
  }

  private void registerTree(Path folder) throws IOException {
    try (Stream<Path> folders = Files.walk(folder)) {
      for (Path each : folders.filter(Files::isDirectory).toList()) {
        register(each);
      }
    }
  }

  private void register(Path folder) throws IOException {
    folder.register(
        changes,
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE);
  }

  private void run() {
    try {
      while (true) {
        if (awaitChange()) {
          deploy();
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a change and the end of those that follow at once; whether one of them matters. */
  private boolean awaitChange() throws InterruptedException {
    boolean matters = false;
    for (WatchKey key = changes.take();
        key != null;
        key = changes.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
      for (WatchEvent<?> event : key.pollEvents()) {
        matters |= matters(key.watchable(), event.context());
      }
      key.reset();
    }
    return matters;
  }

  private boolean matters(Object folder, Object name) {
    if (!(folder instanceof Path in && name instanceof Path changed)) {
      // An overflow has no context, and may have been about anything.
      sourcesChanged = true;
      return true;
    }
    if (!in.startsWith(checkout.root().resolve("src/main"))) {
      return changed.toString().matches("Pulumi\\..*yaml");
    }
    boolean matters = matters(in.resolve(changed));
    sourcesChanged |= matters;
    return matters;
  }

  private boolean matters(Path source) {
    if (Files.isDirectory(source)) {
      // What came with the folder, or before it was watched, has no event of its own.
      watchNew(source);
      return true;
    }
    return source.toString().endsWith(".java");
  }

  /** A folder that cannot be watched, or is gone again, must not end the watching of all others. */
  private void watchNew(Path folder) {
    try {
      registerTree(folder);
    } catch (IOException | UncheckedIOException failed) {
      terminal
          .err()
          .println("tributary: changes in " + folder + " are not seen: " + failed.getMessage());
    }
  }

  private void deploy() {
    long begin = System.nanoTime();
    terminal.out().println("A change: " + (sourcesChanged ? "building and " : "") + "deploying...");
    attempt(
        () -> {
          compileIfChanged();
          server.deploy(checkout.record(options.asArguments(), terminal.err()::println));
          long millis = (System.nanoTime() - begin) / 1_000_000;
          terminal
              .out()
              .println(
                  "Deployed again in "
                      + millis
                      + " ms; what lay in queues that stay is still there.");
        },
        terminal);
  }

  /** Makes a change and tells what is wrong with it; whatever that is, the next may do better. */
  static void attempt(Runnable change, Terminal terminal) {
    try {
      change.run();
    } catch (DeploymentFailedException failed) {
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

  /** What did not compile is tried again with the next change, whatever that is. */
  private void compileIfChanged() {
    if (sourcesChanged) {
      checkout.compile(terminal.err()::println);
      sourcesChanged = false;
    }
  }
}
