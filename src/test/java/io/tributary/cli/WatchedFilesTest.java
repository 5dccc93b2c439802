package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.Watchable;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WatchedFilesTest {

  private static final FileTime BUILT = FileTime.fromMillis(100_000);
  private static final FileTime LATER = FileTime.fromMillis(101_000);
  private static final FileTime EARLIER = FileTime.fromMillis(99_000);

  @TempDir private Path root;
  private Path sources;
  private Path stamp;
  private final Events events = new Events();
  private final List<String> notes = new ArrayList<>();
  private Set<Path> config;
  private WatchedFiles files;

  @BeforeEach
  void checkout() throws IOException {
    sources = root.resolve("src/main");
    Files.createDirectories(sources.resolve("java"));
    stamp = written("tributary.built", BUILT);
    written("Pulumi.yaml", EARLIER);
    written("Pulumi.dev.yaml", EARLIER);
    written("src/main/java/Shop.java", EARLIER);
    for (Path folder : List.of(sources.resolve("java"), sources)) {
      Files.setLastModifiedTime(folder, EARLIER);
    }
    config = Set.of(root.resolve("Pulumi.yaml"), root.resolve("Pulumi.dev.yaml"));
    files = new WatchedFiles(events, () -> events.nanos, sources, config, notes::add);
  }

  private Path written(String file, FileTime time) throws IOException {
    return Files.setLastModifiedTime(Files.writeString(root.resolve(file), ""), time);
  }

  @Test
  void awaitChange_endsOnceNothingMoreWasChangedFor300Millis() throws InterruptedException {
    events.at(1_000, root, "Pulumi.dev.yaml").at(1_200, root, "Pulumi.dev.yaml");

    files.awaitChange();

    assertThat(events.millis()).isEqualTo(1_500);
    assertThat(files.sourcesChanged()).isFalse();
  }

  /** As the log of a command does that writes into the checkout. */
  @Test
  void awaitChange_whatDoesNotMatter_putsNothingOff() throws InterruptedException {
    events.at(500, root, "up.log").at(1_000, root, "Pulumi.dev.yaml");
    for (int millis = 1_100; millis < 60_000; millis += 100) {
      events.at(millis, root, "up.log");
    }

    files.awaitChange();

    assertThat(events.millis()).isEqualTo(1_300);
  }

  @Test
  void awaitChange_theConfigOfAnotherStack_doesNotMatter() throws InterruptedException {
    events.at(1_000, root, "Pulumi.prod.yaml").at(5_000, root, "Pulumi.yaml");

    files.awaitChange();

    assertThat(events.millis()).isEqualTo(5_300);
  }

  @Test
  void awaitChange_ofASource_asksForABuild() throws InterruptedException {
    events.at(1_000, sources.resolve("java"), "Shop.java~");
    events.at(5_000, sources.resolve("java"), "Shop.java");

    files.awaitChange();

    assertThat(events.millis()).isEqualTo(5_300);
    assertThat(files.sourcesChanged()).isTrue();
  }

  /** Emacs makes one with the first key that is pressed. */
  @Test
  void awaitChange_anEditorsLock_doesNotMatter() throws InterruptedException {
    events.at(1_000, sources.resolve("java"), ".#Shop.java").at(5_000, root, "Pulumi.yaml");

    files.awaitChange();

    assertThat(events.millis()).isEqualTo(5_300);
    assertThat(files.sourcesChanged()).isFalse();
  }

  /** On macOS that of any file in it does so. */
  @Test
  void awaitChange_aFolderThatOnlyChangedItsTime_doesNotMatter() throws InterruptedException {
    events.at(1_000, sources, "java").at(5_000, root, "Pulumi.yaml");

    files.awaitChange();

    assertThat(events.millis()).isEqualTo(5_300);
    assertThat(files.sourcesChanged()).isFalse();
  }

  @Test
  void awaitChange_ofTheConfigsFolderThatGoes_tellsSo() throws InterruptedException {
    events.foldersStay = false;
    events.at(1_000, root, "Pulumi.dev.yaml");

    files.awaitChange();

    assertThat(notes)
        .containsExactly(root + " is gone: once it is back, start anew to have its changes seen");
  }

  /** Kept out of the checkout, it is written there: what lies in the checkout does not change. */
  @Test
  @Timeout(120)
  void awaitChange_ofAStackFileBehindALink_isSeen(@TempDir Path elsewhere) throws Exception {
    Path mine = Files.writeString(elsewhere.toRealPath().resolve("mine.yaml"), "");
    Files.createSymbolicLink(root.resolve("Pulumi.mine.yaml"), mine);
    StackOptions options =
        CommandLine.populateCommand(new StackOptions(), "--stack", "mine", "-C", root.toString());
    config = options.configFiles();
    try (WatchService real = FileSystems.getDefault().newWatchService()) {
      WatchedFiles watched = watching(real);

      Files.writeString(mine, "config: {}");
      watched.awaitChange();

      assertThat(watched.sourcesChanged()).isFalse();
    }
  }

  @Test
  @Timeout(120)
  void awaitChange_aPackageMovedAway_asksForABuild(@TempDir Path bin) throws Exception {
    Path shop = Files.createDirectory(sources.resolve("java/shop"));
    Files.writeString(shop.resolve("Shop.java"), "");
    try (WatchService real = FileSystems.getDefault().newWatchService()) {
      WatchedFiles watched = watching(real);

      Files.move(shop, bin.resolve("shop"));
      watched.awaitChange();

      assertThat(watched.sourcesChanged()).isTrue();
    }
  }

  @Test
  @Timeout(120)
  void awaitChange_inAFolderThatARenamedPackageGot_asksForABuild() throws Exception {
    Path shop = Files.createDirectory(sources.resolve("java/shop"));
    try (WatchService real = FileSystems.getDefault().newWatchService()) {
      WatchedFiles watched = watching(real);
      Path store = Files.move(shop, sources.resolve("java/store"));
      watched.awaitChange();
      Path desk = Files.createDirectory(store.resolve("desk"));
      watched.awaitChange();
      watched.built();

      Files.writeString(desk.resolve("Shop.java"), "");
      watched.awaitChange();

      assertThat(watched.sourcesChanged()).isTrue();
      assertThat(notes).isEmpty();
    }
  }

  private WatchedFiles watching(WatchService real) throws IOException {
    WatchedFiles watched = new WatchedFiles(real, System::nanoTime, sources, config, notes::add);
    watched.register();
    return watched;
  }

  @Test
  void changedBefore_nothing_isNothing() throws IOException {
    assertThat(files.changedBefore(stamp, BUILT)).isFalse();
  }

  @Test
  void changedBefore_aSourceSavedSinceTheBuildBegan_asksForABuild() throws IOException {
    written("src/main/java/Shop.java", LATER);

    assertThat(files.changedBefore(stamp, LATER)).isTrue();
    assertThat(files.sourcesChanged()).isTrue();
  }

  /** Its folder tells of it. */
  @Test
  void changedBefore_aSourceDeletedSinceTheBuildBegan_asksForABuild() throws IOException {
    Files.setLastModifiedTime(sources.resolve("java"), LATER);

    assertThat(files.changedBefore(stamp, LATER)).isTrue();
    assertThat(files.sourcesChanged()).isTrue();
  }

  @Test
  void changedBefore_configSavedSinceItWasRead_asksForNoBuild() throws IOException {
    written("Pulumi.dev.yaml", LATER);

    assertThat(files.changedBefore(stamp, BUILT)).isTrue();
    assertThat(files.sourcesChanged()).isFalse();
  }

  @Test
  void changedBefore_whereNoBuildLeftAStamp_takesTheSourcesForBuilt() throws IOException {
    written("src/main/java/Shop.java", LATER);
    Files.delete(stamp);

    assertThat(files.changedBefore(stamp, BUILT)).isFalse();
  }

  /** Changes that come at their times; who waits is there at once. */
  private static final class Events implements WatchService {

    private record Change(long nanos, Path folder, Path file) {}

    private final Deque<Change> changes = new ArrayDeque<>();
    private long nanos;
    private boolean foldersStay = true;

    Events at(long millis, Path folder, String file) {
      changes.add(new Change(Duration.ofMillis(millis).toNanos(), folder, Path.of(file)));
      return this;
    }

    long millis() {
      return Duration.ofNanos(nanos).toMillis();
    }

    @Override
    public WatchKey take() {
      Change next = changes.remove();
      nanos = next.nanos();
      return key(next);
    }

    @Override
    public WatchKey poll(long timeout, TimeUnit unit) {
      long end = nanos + unit.toNanos(timeout);
      if (changes.isEmpty() || changes.peek().nanos() > end) {
        nanos = end;
        return null;
      }
      return take();
    }

    @Override
    public WatchKey poll() {
      return poll(0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      changes.clear();
    }

    private WatchKey key(Change change) {
      return new WatchKey() {
        @Override
        public boolean isValid() {
          return true;
        }

        @Override
        public List<WatchEvent<?>> pollEvents() {
          return List.of(event(change.file()));
        }

        @Override
        public boolean reset() {
          return foldersStay;
        }

        @Override
        public void cancel() {
          throw new UnsupportedOperationException("no change is taken back");
        }

        @Override
        public Watchable watchable() {
          return change.folder();
        }
      };
    }

    private static WatchEvent<Path> event(Path file) {
      return new WatchEvent<>() {
        @Override
        public Kind<Path> kind() {
          return StandardWatchEventKinds.ENTRY_MODIFY;
        }

        @Override
        public int count() {
          return 1;
        }

        @Override
        public Path context() {
          return file;
        }
      };
    }
  }
}
