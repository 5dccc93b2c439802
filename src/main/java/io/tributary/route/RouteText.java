package io.tributary.route;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** A route as lines for a person: each hop with its milliseconds, then where the event ended. */
public final class RouteText {

  /** A receive, a try, and what the try led to. */
  private static final int LONGEST_REPEATED = 3;

  private RouteText() {}

  /** The route's lines; what failed in the same way again and again is told once. */
  public static List<String> lines(Route route) {
    List<String> lines = new ArrayList<>();
    List<RouteHop> hops = route.hops();
    RouteHop before = null;
    int at = 0;
    while (at < hops.size()) {
      int length = lengthOfRepeated(hops, at);
      int times = timesRepeated(hops, at, length);
      int last = at + length * (times - 1);
      for (RouteHop hop : hops.subList(last, last + length)) {
        addHop(lines, hop, hop.went() ? 1 : times);
        if (before != null && hop.stoppedLike(before)) {
          lines.add(indent(word(hop.outcome()) + ", as just said"));
        } else {
          addReasons(lines, hop, before);
        }
        before = hop;
      }
      at = last + length;
    }
    route.endings().forEach(ending -> lines.add("  => " + ending));
    route.unmatched().forEach(reason -> lines.add("  -- " + reason));
    return lines;
  }

  /** A failure repeats itself, or together with the receive before it, or not at all. */
  private static int lengthOfRepeated(List<RouteHop> hops, int at) {
    for (int length = 1; length <= LONGEST_REPEATED; length++) {
      if (timesRepeated(hops, at, length) > 1) {
        return length;
      }
    }
    return 1;
  }

  private static int timesRepeated(List<RouteHop> hops, int at, int length) {
    if (at + length > hops.size()
        || hops.subList(at, at + length).stream().allMatch(RouteHop::went)) {
      return 1;
    }
    int times = 1;
    while (at + length * (times + 1) <= hops.size()
        && same(hops, at + length * (times - 1), at + length * times, length)) {
      times++;
    }
    return times;
  }

  private static boolean same(List<RouteHop> hops, int one, int next, int length) {
    return IntStream.range(0, length).allMatch(i -> alike(hops.get(one + i), hops.get(next + i)));
  }

  /** Whether two hops tell the same; their reasons may count tries. */
  private static boolean alike(RouteHop one, RouteHop next) {
    return one.step() == next.step()
        && one.outcome() == next.outcome()
        && one.resource().equals(next.resource())
        && Objects.equals(one.peer(), next.peer())
        && Objects.equals(withoutNumbers(one.reason()), withoutNumbers(next.reason()));
  }

  private static String withoutNumbers(String reason) {
    return reason == null ? null : reason.replaceAll("[0-9]+", "#");
  }

  /** One hop in one line, without its time. */
  public static String line(Hop hop) {
    String line = what(hop);
    return hop.outcome() == Outcome.PASSED
        ? line
        : line + "  " + word(hop.outcome()) + ": " + hop.reason();
  }

  /** What happened at a hop in one line, without how it ended. */
  public static String what(Hop hop) {
    return what(hop.step(), hop.resource(), hop.peer());
  }

  private static void addHop(List<String> lines, RouteHop hop, int times) {
    String count = times == 1 ? "" : " (" + times + " times)";
    String what = what(hop.step(), hop.resource(), hop.peer());
    lines.add(String.format(Locale.ROOT, "%10.2f ms  %s%s", hop.millis(), what, count));
  }

  private static void addReasons(List<String> lines, RouteHop hop, RouteHop before) {
    if (!hop.went()) {
      lines.add(indent(word(hop.outcome()) + reason(hop, before)));
    }
    if (hop.nearMiss() != null) {
      lines.add(indent("nearest: " + hop.nearMiss()));
    }
    if (hop.absent() != null) {
      lines.add(indent("create the " + ResourceName.of(hop.absent()) + ", which does not exist"));
    }
    addStatement(lines, "this statement denies it:", hop.denyingStatement());
    addStatement(lines, "this statement would allow it:", hop.missingStatement());
  }

  /** Of a reason that goes on from the one just said, only what is new. */
  private static String reason(RouteHop hop, RouteHop before) {
    if (before == null || before.went() || !hop.reason().startsWith(before.reason() + "; ")) {
      return ": " + hop.reason();
    }
    String said =
        hop.outcome() == before.outcome() ? ", as just said" : ", for the reason just said";
    return said + hop.reason().substring(before.reason().length());
  }

  private static void addStatement(List<String> lines, String title, String statement) {
    if (statement != null) {
      lines.add(indent(title));
      statement.lines().forEach(line -> lines.add(indent("  " + line)));
    }
  }

  private static String what(Step step, String resource, String peer) {
    String other = peer == null ? "" : arrow(step, peer) + ResourceName.of(peer);
    return String.format(Locale.ROOT, "%-11s %s%s", step.verb(), ResourceName.of(resource), other);
  }

  /** An outcome in a word, as a person reads it. */
  public static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String arrow(Step step, String peer) {
    if (isAtPipesSource(step, peer)) {
      return " at ";
    }
    return step.comesFromPeer() ? " by " : " -> ";
  }

  /** A pipe's target is a bus: at a queue, it failed to receive or to delete. */
  public static boolean isAtPipesSource(Step step, String peer) {
    return step == Step.PIPE_DELIVER && Endings.isQueue(peer);
  }

  private static String indent(String line) {
    return " ".repeat(15) + line;
  }
}
