package io.tributary.cli.route;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A route as lines for a person: each hop with its milliseconds, then where the event ended. */
public final class RouteText {

  private RouteText() {}

  /** The route's lines; repeated equal failures are one line. */
  public static List<String> lines(Route route) {
    List<String> lines = new ArrayList<>();
    List<RouteHop> hops = route.hops();
    for (int i = 0; i < hops.size(); i++) {
      int times = 1;
      while (i + 1 < hops.size() && sameFailure(hops.get(i), hops.get(i + 1))) {
        i++;
        times++;
      }
      addHop(lines, hops.get(i), times);
    }
    route.endings().forEach(ending -> lines.add("  => " + ending));
    return lines;
  }

  private static boolean sameFailure(RouteHop one, RouteHop next) {
    return !one.went()
        && one.step() == next.step()
        && one.resource().equals(next.resource())
        && one.outcome() == next.outcome()
        && String.valueOf(one.reason()).equals(next.reason());
  }

  /** One hop in one line, without its time. */
  public static String line(Hop hop) {
    String line = what(hop.step(), hop.resource(), hop.peer());
    return hop.outcome() == Outcome.PASSED
        ? line
        : line + "  " + word(hop.outcome()) + ": " + hop.reason();
  }

  private static void addHop(List<String> lines, RouteHop hop, int times) {
    String count = times == 1 ? "" : " (" + times + " times)";
    String what = what(hop.step(), hop.resource(), hop.peer());
    lines.add(String.format(Locale.ROOT, "%10.2f ms  %s%s", hop.millis(), what, count));
    if (!hop.went()) {
      lines.add(indent(word(hop.outcome()) + ": " + hop.reason()));
    }
    if (hop.nearMiss() != null) {
      lines.add(indent("nearest: " + hop.nearMiss()));
    }
    if (hop.missingStatement() != null) {
      lines.add(indent("this statement would allow it:"));
      hop.missingStatement().lines().forEach(line -> lines.add(indent("  " + line)));
    }
  }

  private static String what(Step step, String resource, String peer) {
    String other = peer == null ? "" : arrow(step) + ResourceName.of(peer);
    return String.format(Locale.ROOT, "%-11s %s%s", step.verb(), ResourceName.of(resource), other);
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String arrow(Step step) {
    return switch (step) {
      case SNS_PUBLISH, SQS_SEND, SQS_RECEIVE, SQS_DELETE, EVENTS_PUT, LOGS_PUT -> " by ";
      default -> " -> ";
    };
  }

  private static String indent(String line) {
    return " ".repeat(15) + line;
  }
}
