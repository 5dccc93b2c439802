package io.tributary.console;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.journal.Hop;
import io.tributary.route.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The list of events, newest first, and the way of each. */
final class EventPages {

  private static final int MOST_LISTED = 200;
  private static final int USUALLY_LISTED = 50;

  /**
   * How much text one request is looked for in: the cloud does nothing else meanwhile. What is left
   * is for the next request.
   */
  private static final long MOST_SEARCHED = 4L << 20;

  private final EventIndex index;
  private final Run run;
  private final Chart chart;
  private final HopViews views;

  EventPages(LocalCloud cloud, Run run, Chart chart) {
    this.index = EventIndex.of(cloud);
    this.run = run;
    this.chart = chart;
    this.views = new HopViews(cloud);
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("api/events", this::list), Endpoint.get("api/events/*", this::event));
  }

  /**
   * Some events.
   *
   * @param next the number to ask on {@code before}; null when there are no further ones
   * @param newest the number of the newest event of all, whether listed or not; 0 for none
   */
  private record Listed(List<EventSummary> events, Long next, long newest) {}

  private Listed list(Request request) {
    Filter filter = new Filter(request);
    long limit = request.number("limit", 1, MOST_LISTED, USUALLY_LISTED);
    long before = request.number("before", 1, Long.MAX_VALUE, Long.MAX_VALUE);
    List<EventSummary> found = new ArrayList<>();
    long searched = 0;
    long trace = Math.min(before - 1, index.newest());
    for (; trace >= index.oldest() && found.size() < limit && searched < MOST_SEARCHED; trace--) {
      RecentEvent event = index.find(trace);
      if (event != null) {
        searched += filter.cost(event);
        filter.pass(event).ifPresent(found::add);
      }
    }
    Long next = trace < index.oldest() ? null : trace + 1;
    return new Listed(found, next, index.newest());
  }

  /** An event with its hops, or with those only whose number is greater than {@code after}. */
  private EventView event(Request request) {
    long trace = run.trace(request.variable());
    long after = request.number("after", 0, Long.MAX_VALUE, 0);
    RecentEvent event = index.find(trace);
    if (event == null) {
      throw Refusal.notFound(
          "event %s is not known any more, or not yet; the newest %s are"
              .formatted(request.variable(), EventIndex.CAPACITY));
    }
    return new EventView(
        EventSummary.of(event, run, chart),
        event.route().endings(),
        event.hops().get(0).sequence(),
        event.hops().stream().filter(hop -> hop.sequence() > after).map(views::of).toList());
  }

  /** What a person wants to see of all events. */
  private final class Filter {

    /** Looking at an event costs about as much as searching so many characters, beside its own. */
    private static final int COST_OF_LOOKING = 1_000;

    private final String text;
    private final String source;
    private final String outcome;

    Filter(Request request) {
      this.text = request.parameter("text");
      this.source = request.parameter("source");
      this.outcome = request.parameter("outcome");
      if (!outcome.isEmpty() && Arrays.stream(Fate.values()).noneMatch(this::isWanted)) {
        throw Refusal.badRequest(
            "outcome takes %s, got '%s'"
                .formatted(
                    String.join(", ", Arrays.stream(Fate.values()).map(Fate::id).toList()),
                    outcome));
      }
    }

    private boolean isWanted(Fate fate) {
      return fate.id().equals(outcome);
    }

    long cost(RecentEvent event) {
      return COST_OF_LOOKING + event.textLength();
    }

    Optional<EventSummary> pass(RecentEvent event) {
      if (!source.isEmpty() && !source.equals(event.source())) {
        return Optional.empty();
      }
      EventSummary summary = EventSummary.of(event, run, chart);
      return (outcome.isEmpty() || outcome.equals(summary.outcome())) && says(summary, event)
          ? Optional.of(summary)
          : Optional.empty();
    }

    private boolean says(EventSummary summary, RecentEvent event) {
      return text.isEmpty()
          || contains(summary.detailType())
          || contains(summary.topic())
          || contains(summary.where())
          || event.hops().stream().anyMatch(this::contains);
    }

    private boolean contains(Hop hop) {
      return contains(hop.id()) || contains(hop.payload());
    }

    private boolean contains(String where) {
      if (where == null) {
        return false;
      }
      for (int i = 0; i <= where.length() - text.length(); i++) {
        if (where.regionMatches(true, i, text, 0, text.length())) {
          return true;
        }
      }
      return false;
    }
  }
}
