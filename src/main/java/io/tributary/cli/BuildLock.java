package io.tributary.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The right to build a checkout, and to read what only a build leaves whole, which one process has
 * at a time; scripts/tributary takes the same: a symbolic link to the number of the process, for a
 * link is made whole or not at all. That of a process that is gone is none.
 */
final class BuildLock {

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final Path link;

  /** The right to remove what somebody left behind. */
  private final Path breaking;

  private BuildLock(Path target) {
    this.link = target.resolve("tributary.building");
    this.breaking = target.resolve("tributary.building.breaking");
  }

  /**
   * Runs a build as soon as nobody else builds what is in this folder {@code target}.
   *
   * @param notes is told, once, if that has to be waited for
   * @return what the build makes
   */
  static <T> T holding(Path target, Consumer<String> notes, Supplier<T> build)
      throws IOException, InterruptedException {
    BuildLock lock = new BuildLock(target);
    lock.take(notes);
    try {
      return build.get();
    } finally {
      Files.deleteIfExists(lock.link);
    }
  }

  private void take(Consumer<String> notes) throws IOException, InterruptedException {
    boolean told = false;
    while (!made(link)) {
      if (isLeftBehind() && broken()) {
        continue;
      }
      if (!told) {
        notes.accept(
            "Waiting for a build that is under way (if there is none, delete " + link + ")...");
        told = true;
      }
      // A process that ends, a script's among them, tells nobody: the link can only be looked at.
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private static boolean made(Path link) throws IOException {
    try {
      Files.createSymbolicLink(link, Path.of(Long.toString(ProcessHandle.current().pid())));
      return true;
    } catch (FileAlreadyExistsException another) {
      return false;
    }
  }

  /**
   * Only who has the right to removes it, and looks again first: of two that had seen the same link
   * the second would remove what the first has made since.
   */
  private boolean broken() throws IOException {
    if (!made(breaking)) {
      return false;
    }
    try {
      if (isLeftBehind()) {
        Files.delete(link);
      }
      return true;
    } finally {
      Files.delete(breaking);
    }
  }

  /**
   * A link with this process's own number is of a process before it, as in a container, where
   * numbers are few.
   */
  private boolean isLeftBehind() throws IOException {
    try {
      long pid = Long.parseLong(Files.readSymbolicLink(link).toString());
      return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    } catch (NoSuchFileException noMore) {
      return false;
    }
  }
}
