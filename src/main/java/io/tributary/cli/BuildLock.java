package io.tributary.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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

  /** Runs a build as soon as nobody else builds what is in this folder {@code target}. */
  static void holding(Path target, Runnable build) throws IOException, InterruptedException {
    BuildLock lock = new BuildLock(target.resolve("tributary.lock"));
    lock.take();
    try {
      build.run();
    } finally {
      lock.drop();
    }
  }

  private void take() throws IOException, InterruptedException {
    while (!taken()) {
      if (isLeftBehind()) {
        drop();
      } else {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
    }
    Files.writeString(holder(), ProcessHandle.current().pid() + "\n");
  }

  private boolean taken() throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException another) {
      return false;
    }
  }

  /** Who has just made the folder has not said yet who it is: that one lives. */
  private boolean isLeftBehind() throws IOException {
    try {
      String pid = Files.readString(holder()).strip();
      return !pid.isEmpty() && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    } catch (NoSuchFileException notYetOrNoMore) {
      return false;
    }
  }

  private Path holder() {
    return folder.resolve("pid");
  }

  private void drop() throws IOException {
    Files.deleteIfExists(holder());
    Files.deleteIfExists(folder);
  }
}
