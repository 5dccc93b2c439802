package io.tributary.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** A program's sources and its config, of whose changes one is told once they have settled. */
final class WatchedFiles {

  /** An editor writes a file in several steps; this long without one that matters ends them. */
  private static final long QUIET_NANOS = 300_000_000;

  private final WatchService events;
  private final LongSupplier nanos;
  private final Path sources;
  private final Set<Path> config;
  private final Consumer<String> notes;
  private final Map<Path, WatchKey> folders = new HashMap<>();
  private boolean sourcesChanged;

  /**
   * Not watched yet.
   *
   * @param events where the files' folders are registered
   * @param nanos a clock, as {@link System#nanoTime}
   * @param sources the folder of the sources
   * @param config the files that hold the config
   * @param notes is told of what cannot be watched, or is no more
   */
  WatchedFiles(
      WatchService events,
      LongSupplier nanos,
      Path sources,
      Set<Path> config,
      Consumer<String> notes) {
    this.events = events;
    this.nanos = nanos;
    this.sources = sources;
    this.config = config;
    this.notes = notes;
  }

  /** Sees every change from now on. */
  void register() throws IOException {
    for (Path file : config) {
      register(file.getParent());
    }
    registerTree(sources);
  }

  /** Each folder before it is looked into, so that one made meanwhile has an event or is met. */
  private void registerTree(Path top) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            try {
              register(folder);
              return FileVisitResult.CONTINUE;
            } catch (NoSuchFileException gone) {
              return FileVisitResult.SKIP_SUBTREE;
            }
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            // Who deletes a tree may still be at work.
            if (failure instanceof NoSuchFileException && !file.equals(top)) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  private void register(Path folder) throws IOException {
    folders.put(
        folder,
        folder.register(
            events,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE));
  }

  /**
   * Looks for what was changed before it was watched.
   *
   * @param built a file as old as the beginning of the last build; without it, what the sources are
   *     built from cannot be told
   * @param read when reading the config began
   * @return whether anything was; sources count as changed from now on
   */
  boolean changedBefore(Path built, FileTime read) throws IOException {
    if (Files.exists(built)) {
      FileTime time = Files.getLastModifiedTime(built);
      try (Stream<Path> files = Files.walk(sources)) {
        sourcesChanged |= files.anyMatch(it -> isNewer(it, time));
      }
    }
    return sourcesChanged || config.stream().anyMatch(file -> isNewer(file, read));
  }

  private static boolean isNewer(Path file, FileTime time) {
    try {
      return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(time) > 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Waits for a change that matters, and for the end of those that follow at once. */
  void awaitChange() throws InterruptedException {
    boolean begun = false;
    while (!begun) {
      begun = matters(events.take());
    }
    long due = nanos.getAsLong() + QUIET_NANOS;
    for (long left = QUIET_NANOS; left > 0; left = due - nanos.getAsLong()) {
      WatchKey key = events.poll(left, TimeUnit.NANOSECONDS);
      if (key != null && matters(key)) {
        due = nanos.getAsLong() + QUIET_NANOS;
      }
    }
  }

  /** Whether a source was changed since the sources were last built. */
  boolean sourcesChanged() {
    return sourcesChanged;
  }

  /** What was changed so far is built. */
  void built() {
    sourcesChanged = false;
  }

  private boolean matters(WatchKey key) {
    Path folder = (Path) key.watchable();
    boolean matters = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      matters |= matters(folder, event);
    }
    if (!key.reset() && isRoot(folder)) {
      notes.accept(folder + " is gone: once it is back, start anew to have its changes seen");
    }
    return matters;
  }

  /** Whether no other folder that is watched tells of this one. */
  private boolean isRoot(Path folder) {
    return folder.equals(sources) || config.stream().anyMatch(it -> it.getParent().equals(folder));
  }

  private boolean matters(Path folder, WatchEvent<?> event) {
    if (!(event.context() instanceof Path name)) {
      // An overflow has no context, and may have been about anything, new folders too.
      watch(sources);
      sourcesChanged = true;
      return true;
    }
    Path file = folder.resolve(name);
    if (!folder.startsWith(sources)) {
      return config.contains(file);
    }
    boolean matters = isSource(name.toString()) || isFolderThatCameOrWent(file, event.kind());
    sourcesChanged |= matters;
    return matters;
  }

  /** Emacs keeps a link beside a source as long as it is not saved, with a dot before its name. */
  private static boolean isSource(String name) {
    return name.endsWith(".java") && !name.startsWith(".");
  }

  /** What goes or comes with a folder has no event of its own. */
  private boolean isFolderThatCameOrWent(Path file, WatchEvent.Kind<?> kind) {
    if (kind == StandardWatchEventKinds.ENTRY_DELETE && folders.containsKey(file)) {
      forget(file);
      watch(sources);
      return true;
    }
    if (kind == StandardWatchEventKinds.ENTRY_CREATE && Files.isDirectory(file)) {
      watch(file);
      return true;
    }
    return false;
  }

  /** Renamed, a folder would keep its key, and with that its old name, wherever it is now. */
  private void forget(Path gone) {
    List<Path> within = folders.keySet().stream().filter(it -> it.startsWith(gone)).toList();
    within.forEach(it -> folders.remove(it).cancel());
  }

  /** A folder that cannot be watched must not end the watching of all others. */
  private void watch(Path folder) {
    try {
      registerTree(folder);
    } catch (IOException failed) {
      notes.accept("changes in " + folder + " are not seen: " + failed.getMessage());
    }
  }
}
