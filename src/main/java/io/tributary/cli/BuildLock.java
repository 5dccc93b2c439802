package io.tributary.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The right to build a checkout, which one process has at a time; scripts/tributary takes the same:
 * a folder with the number of the process in it. That of a process that is gone is none.
 */
final class BuildLock {

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final Path folder;

  private BuildLock(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs a build as soon as nobody else builds what is in this folder {@code target}.
   *
   * @param notes is told, once, if that has to be waited for
   */
  static void holding(Path target, Consumer<String> notes, Runnable build)
      throws IOException, InterruptedException {
    BuildLock lock = new BuildLock(target.resolve("tributary.lock"));
    lock.take(notes);
    try {
      build.run();
    } finally {
      lock.drop();
    }
  }

  private void take(Consumer<String> notes) throws IOException, InterruptedException {
    boolean told = false;
    while (!taken()) {
      if (isLeftBehind()) {
        drop();
        continue;
      }
      if (!told) {
        notes.accept("Waiting for a build that is under way (" + folder + ")...");
        told = true;
      }
      // A process that ends, a script's among them, tells nobody: the folder can only be looked at.
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    try {
      Files.writeString(holder(), ProcessHandle.current().pid() + "\n");
    } catch (IOException diskIsFull) {
      drop(); // else it would count for ever as that of somebody about to say who it is
      throw diskIsFull;
    }
  }

  private boolean taken() throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException another) {
      return false;
    }
  }

  /**
   * Who has just made the folder has not said yet who it is: that one lives. One with this
   * process's own number is of a process before it, as in a container, where numbers are few.
   */
  private boolean isLeftBehind() throws IOException {
    try {
      String pid = Files.readString(holder()).strip();
      return !pid.isEmpty() && isGone(Long.parseLong(pid));
    } catch (NoSuchFileException notYetOrNoMore) {
      return false;
    }
  }

  private static boolean isGone(long pid) {
    return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
  }

  private Path holder() {
    return folder.resolve("pid");
  }

  private void drop() throws IOException {
    Files.deleteIfExists(holder());
    Files.deleteIfExists(folder);
  }
}
