package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BuildLockTest {

  @TempDir private Path target;

  private final List<String> told = new CopyOnWriteArrayList<>();

  private Path lock() {
    return target.resolve("tributary.building");
  }

  /** The right to remove a lock that was left behind. */
  private Path breaking() {
    return target.resolve("tributary.building.breaking");
  }

  private String holderDuringABuild() throws IOException, InterruptedException {
    return BuildLock.holding(target, told::add, this::holder);
  }

  private String holder() {
    try {
      return Files.readSymbolicLink(lock()).toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path pid(ProcessHandle process) {
    return Path.of(Long.toString(process.pid()));
  }

  private static Path pidOfAProcessThatIsGone() {
    return Path.of(Script.run(Map.of(), "", List.of("bash", "-c", "echo $$")).out().strip());
  }

  @Test
  void theLock_namesThisProcess_andIsGoneAfterTheBuild() throws Exception {
    assertThat(holderDuringABuild()).isEqualTo(pid(ProcessHandle.current()).toString());
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void theLock_isGoneAfterABuildThatFails() {
    Supplier<String> failing =
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
    Files.createSymbolicLink(lock(), pidOfAProcessThatIsGone());

    assertThat(holderDuringABuild()).isEqualTo(pid(ProcessHandle.current()).toString());
    assertThat(target).isEmptyDirectory();
  }

  /** The lock as scripts/tributary takes it. */
  @Test
  @Timeout(30)
  void theLockOfAProcessBeforeThisOneThatHadItsNumber_isNoLock() throws Exception {
    Files.createSymbolicLink(lock(), pid(ProcessHandle.current()));

    assertThat(holderDuringABuild()).isEqualTo(pid(ProcessHandle.current()).toString());
    assertThat(target).isEmptyDirectory();
  }

  /** The other may have removed it already, and then it would be the other's own that goes. */
  @Test
  void theLockOfAProcessThatIsGone_isNotBrokenWhileAnotherBreaksIt() throws Exception {
    Files.createSymbolicLink(lock(), pidOfAProcessThatIsGone());
    Files.createSymbolicLink(breaking(), pid(ProcessHandle.current().parent().orElseThrow()));

    FutureTask<String> second = waiting();

    Files.delete(breaking());

    assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("built");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void whoComesSecond_waitsForTheFirst() throws Exception {
    Files.createSymbolicLink(lock(), pid(ProcessHandle.current().parent().orElseThrow()));
    FutureTask<String> second = waiting();

    Files.delete(lock());

    assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("built");
    assertThat(told)
        .containsExactly(
            "Waiting for a build that is under way (if there is none, delete " + lock() + ")...");
  }

  /** A build that has begun to wait. */
  private FutureTask<String> waiting() {
    FutureTask<String> build =
        new FutureTask<>(() -> BuildLock.holding(target, told::add, () -> "built"));
    Thread waiter = new Thread(build);
    waiter.start();
    while (waiter.getState() != Thread.State.TIMED_WAITING) {
      assertThat(build.isDone()).isFalse();
      Thread.onSpinWait();
    }
    return build;
  }
}
