package io.tributary.cli;

import io.tributary.simulate.ConsumerSettings;
import io.tributary.simulate.Scenario;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What happens in a simulation. */
final class ScenarioOptions {

  private static final int EVENTS = 1_000;
  private static final int MOST_EVENTS = 100_000_000;
  private static final int MOST_RATE = 1_000_000;
  private static final Duration DURATION = Duration.ofHours(1);

  @Option(
      names = "--seed",
      defaultValue = "1",
      description =
          "what all chance is drawn from; equal seeds give equal runs (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--events", description = "how many events are published (default: 1000)")
  private Long events; // Of more than an int holds, check() can tell what is allowed.

  @Option(
      names = "--rate",
      description = "events a simulated second (default: --events in --duration)")
  private Double rate;

  @Option(
      names = "--duration",
      converter = DurationConverter.class,
      description =
          "simulated time in which they are published, such as 90s, 10m, 2d; at most 365d (default: 1h). Dead-letter"
              + " queues are redriven after it only: near their retention, of 14d at most, what lies there first"
              + " expires, and is told as lost")
  private Duration duration;

  @Option(
      names = "--faults",
      paramLabel = "all|none|NAME[=RATE],...",
      defaultValue = "all",
      description =
          "what goes wrong, and how likely at each opportunity, from 0 to 1 (default: ${DEFAULT-VALUE}); --list-faults lists them")
  private String faults;

  @Option(
      names = "--consumer",
      paramLabel = "SPEED/s[,failing=SHARE]",
      converter = ConsumerOption.class,
      defaultValue = "1000/s",
      description =
          "how many messages the consumer handles a second, and on which share it fails until what that left"
              + " in dead-letter queues is moved back"
              + " (default: ${DEFAULT-VALUE})")
  private ConsumerSettings consumer;

  @Option(
      names = "--only-events",
      split = ",",
      paramLabel = "EVENT",
      description =
          "publish only these events of the run, by their numbers from 0, as the command that repeats a failure does")
  private Set<Integer> onlyEvents;

  @Option(
      names = "--only-strikes",
      split = ",",
      paramLabel = "STRIKE",
      description =
          "let only these strikes of faults happen, as the command that repeats a failure does")
  private List<String> onlyStrikes;

  /**
   * The scenario that was asked for.
   *
   * @throws CommandException if the options do not go together
   */
  Scenario scenario() {
    check();
    Duration time = duration;
    if (time == null) {
      time = rate == null ? DURATION : timeFor(count(), rate);
    }
    return new Scenario(
        seed,
        count(),
        time,
        FaultsOption.parse(faults),
        consumer,
        Optional.ofNullable(onlyEvents).map(LinkedHashSet::new),
        Optional.ofNullable(onlyStrikes).map(ScenarioOptions::strikes));
  }

  private int count() {
    if (events != null) {
      return Math.toIntExact(events);
    }
    return rate == null || duration == null ? EVENTS : (int) Math.max(1, published(rate, duration));
  }

  /** In whole milliseconds, as {@link DurationConverter} writes and reads them. */
  private static Duration timeFor(int events, double rate) {
    return Duration.ofMillis((long) Math.ceil(events / rate * 1_000));
  }

  private static double published(double rate, Duration duration) {
    return rate * duration.toMillis() / 1_000;
  }

  private void check() {
    List<String> problems = new ArrayList<>();
    if (events != null && rate != null && duration != null) {
      problems.add("--events, --rate and --duration: each follows from the other two, so give two");
    }
    if (events != null && (events < 1 || events > MOST_EVENTS)) {
      problems.add(
          "--events takes 1 to %s events, got %s".formatted(plain(MOST_EVENTS), plain(events)));
    }
    if (rate != null && !(rate > 0 && rate <= MOST_RATE)) {
      problems.add(
          "--rate takes more than 0 and at most %s events a second, got %s"
              .formatted(plain(MOST_RATE), plain(rate)));
    }
    if (problems.isEmpty() && rate != null) {
      checkWhatFollows(problems);
    }
    if (problems.isEmpty()) {
      checkOnlyEvents(problems);
    }
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, String.join("\n", problems));
    }
  }

  private void checkWhatFollows(List<String> problems) {
    if (duration == null && timeFor(count(), rate).compareTo(DurationConverter.LONGEST) > 0) {
      problems.add(
          "%s events at --rate %s take %s days; a run takes at most %s: raise --rate, or lower --events"
              .formatted(
                  plain(count()),
                  plain(rate),
                  plain(timeFor(count(), rate).toDays()),
                  DurationConverter.LONGEST.toDays()));
    }
    if (duration != null && published(rate, duration) > MOST_EVENTS) {
      problems.add(
          "--rate %s in --duration %s gives %s events; a run takes at most %s: lower one of them"
              .formatted(
                  plain(rate),
                  Scenario.text(duration),
                  plain(published(rate, duration)),
                  plain(MOST_EVENTS)));
    }
  }

  private void checkOnlyEvents(List<String> problems) {
    Set<Integer> none = new TreeSet<>(onlyEvents == null ? Set.of() : onlyEvents);
    none.removeIf(event -> event >= 0 && event < count());
    if (!none.isEmpty()) {
      problems.add(
          "--only-events takes numbers from 0 to %s, for the run has %s events, got %s"
              .formatted(plain(count() - 1), plain(count()), joined(none.stream())));
    }
  }

  /** A number as all messages write it. */
  private static String plain(Number number) {
    NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
    format.setMaximumFractionDigits(9);
    return format.format(number);
  }

  private static Set<Long> strikes(List<String> texts) {
    try {
      return texts.stream()
          .filter(text -> !text.isEmpty())
          .map(text -> Long.parseUnsignedLong(text, 16))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (NumberFormatException wrong) {
      throw new CommandException(
          ExitCode.USAGE,
          "--only-strikes takes numbers of 16 hexadecimal digits as a failure prints them, got "
              + texts);
    }
  }

  /** A scenario as the options that ask for it. */
  static String text(Scenario scenario) {
    StringBuilder text = new StringBuilder();
    text.append("--seed ").append(scenario.seed());
    text.append(" --events ").append(scenario.events());
    text.append(" --duration ").append(Scenario.text(scenario.duration()));
    text.append(" --faults ").append(FaultsOption.text(scenario.faults()));
    text.append(" --consumer ").append(ConsumerOption.text(scenario.consumer()));
    scenario
        .onlyEvents()
        .ifPresent(
            only -> text.append(" --only-events ").append(joined(new TreeSet<>(only).stream())));
    scenario
        .onlyStrikes()
        .ifPresent(
            only ->
                text.append(" --only-strikes ")
                    .append(only.isEmpty() ? "0" : joined(hex(only).stream())));
    return text.toString();
  }

  private static String joined(Stream<?> all) {
    return all.map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Strikes as {@code --only-strikes} takes them. */
  static Set<String> hex(Set<Long> strikes) {
    return strikes.stream().map(Long::toHexString).collect(Collectors.toCollection(TreeSet::new));
  }
}
