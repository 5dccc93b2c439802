package io.tributary.cli;

import io.tributary.cli.bench.Client;
import io.tributary.cli.bench.Load.Plan;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Options that say what load is put on an endpoint, and how often. */
final class LoadOptions {

  private static final int WARM_UP_SECONDS = 5;

  /** In tens, one a request, at a rate, and twice at the echo. */
  private static final int LOADS = 5;

  /** A guess, for a pipeline that is made and removed and the end of each load. */
  private static final int SECONDS_BESIDE_LOADS = 2;

  /** The time that each took is kept until the end of the load. */
  private static final int MOST_EVENTS_AT_A_RATE = 10_000_000;

  @Option(
      names = "--client",
      paramLabel = "light|sdk",
      converter = ClientConverter.class,
      defaultValue = "light",
      description =
          "whose requests the loads are: light, our own, which take so little processor time that the figures are the"
              + " endpoint's; or sdk, the AWS SDK's SnsClient and SqsClient, for what a program of yours would get"
              + " (default: ${DEFAULT-VALUE})")
  private Client client;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description =
          "how long each of the "
              + LOADS
              + " loads of a run is kept up (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--publishers",
      defaultValue = "8",
      description = "connections that publish (default: ${DEFAULT-VALUE})")
  private int publishers;

  @Option(
      names = "--consumers",
      defaultValue = "4",
      description = "connections that receive and delete (default: ${DEFAULT-VALUE})")
  private int consumers;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      description =
          "events/s at which latency is measured, from when each is due to its receipt (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "how often each is measured (default: ${DEFAULT-VALUE})")
  private int runs;

  /** Adds what is out of range. */
  void check(List<String> problems) {
    boolean both = within(problems, "--seconds", seconds, 3_600);
    within(problems, "--publishers", publishers, 1_000);
    within(problems, "--consumers", consumers, 1_000);
    both &= within(problems, "--rate", rate, 100_000);
    within(problems, "--runs", runs, 1_000);
    long events = (long) rate * seconds;
    if (both && events > MOST_EVENTS_AT_A_RATE) {
      problems.add(
          String.format(
              Locale.ROOT,
              "--rate times --seconds may be %,d events at most, got %,d: name a lower one of the two",
              MOST_EVENTS_AT_A_RATE,
              events));
    }
  }

  private static boolean within(List<String> problems, String option, int value, int most) {
    boolean allowed = value >= 1 && value <= most;
    if (!allowed) {
      problems.add(
          String.format(
              Locale.ROOT, "%s takes a whole number from 1 to %,d, got %d", option, most, value));
    }
    return allowed;
  }

  /** Of a run that counts. */
  Plan plan() {
    return plan(seconds);
  }

  /** Of the run before, which is no longer than five seconds a load. */
  Plan warmUp() {
    return plan(Math.min(seconds, WARM_UP_SECONDS));
  }

  private Plan plan(int each) {
    return new Plan(client, publishers, consumers, 1, rate, each);
  }

  /** About how long all runs take, in words for who is to wait. */
  String howLong() {
    long loads = (long) LOADS * (warmUp().seconds() + runs * seconds);
    return "This takes about %s: a run to warm up and %s that %s, of %s loads each."
        .formatted(
            about(loads + (1 + runs) * SECONDS_BESIDE_LOADS),
            runs,
            runs == 1 ? "counts" : "count",
            LOADS);
  }

  private static String about(long seconds) {
    if (seconds < 100) {
      return seconds + " seconds";
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 300 ? minutes + " minutes" : Math.round(minutes / 60.0) + " hours";
  }

  int runs() {
    return runs;
  }

  static final class ClientConverter extends Names<Client> {
    ClientConverter() {
      super(Client.class);
    }
  }
}
