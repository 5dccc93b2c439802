package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BuildLockTest {

  @TempDir private Path target;

  private final List<String> told = new CopyOnWriteArrayList<>();

  private Path holder() {
    return target.resolve("tributary.lock").resolve("pid");
  }

  private String holderDuringABuild() throws IOException, InterruptedException {
    List<String> holders = new ArrayList<>();
    BuildLock.holding(target, told::add, () -> holders.add(read(holder())));
    return holders.get(0);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void theLock_namesThisProcess_andIsGoneAfterTheBuild() throws Exception {
    assertThat(holderDuringABuild()).isEqualTo(ProcessHandle.current().pid() + "\n");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void theLock_isGoneAfterABuildThatFails() {
    Runnable failing =
        () -> {
          throw new CommandException(ExitCode.FOUND, "it does not compile");
        };

    assertThatThrownBy(() -> BuildLock.holding(target, told::add, failing))
        .isInstanceOf(CommandException.class);
    assertThat(target).isEmptyDirectory();
  }

  @Test
  @Timeout(30)
  void theLockOfAProcessThatIsGone_isNoLock() throws Exception {
    Script ended = Script.run(Map.of(), "", List.of("bash", "-c", "echo $$"));
    Files.createDirectory(holder().getParent());
    Files.writeString(holder(), ended.out());

    assertThat(holderDuringABuild()).isEqualTo(ProcessHandle.current().pid() + "\n");
  }

  /** The lock as scripts/tributary takes it. */
  @Test
  void theLockOfAProcessBeforeThisOneThatHadItsNumber_isNoLock() throws Exception {
    Files.createDirectory(holder().getParent());
    Files.writeString(holder(), ProcessHandle.current().pid() + "\n");

    assertThat(holderDuringABuild()).isEqualTo(ProcessHandle.current().pid() + "\n");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void whoComesSecond_waitsForTheFirst() throws Exception {
    Files.createDirectory(holder().getParent());
    Files.writeString(holder(), ProcessHandle.current().parent().orElseThrow().pid() + "\n");
    AtomicBoolean built = new AtomicBoolean();
    FutureTask<Void> second =
        new FutureTask<>(
            () -> {
              BuildLock.holding(target, told::add, () -> built.set(true));
              return null;
            });
    Thread waiter = new Thread(second);
    waiter.start();
    while (waiter.getState() != Thread.State.TIMED_WAITING) {
      assertThat(second.isDone()).isFalse();
      Thread.onSpinWait();
    }
    assertThat(built).isFalse();

    Files.delete(holder());
    Files.delete(holder().getParent());

    second.get(30, TimeUnit.SECONDS);
    assertThat(built).isTrue();
    assertThat(told)
        .containsExactly("Waiting for a build that is under way (" + holder().getParent() + ")...");
  }
}
