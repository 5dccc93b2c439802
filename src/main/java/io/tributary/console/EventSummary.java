package io.tributary.console;

import io.tributary.route.Fate;
import io.tributary.route.QueueRoles;
import io.tributary.route.Route;

/**
 * An event as one line.
 *
 * @param event what it is called by, in every run of the cloud another
 * @param trace its number in the journal
 * @param id its {@code event_id}, or the id that the first service gave it; null when it has
 *     neither
 * @param name its {@code event_name}; null when it has none
 * @param time of its first hop
 * @param source EventBridge's; null until it has come to a bus
 * @param detailType EventBridge's; null until it has come to a bus
 * @param topic the name of the topic it was published to; null when it came in another way
 * @param outcome a {@link Fate} in lower case, with hyphens
 * @param where where that is, in words
 */
record EventSummary(
    String event,
    long trace,
    String id,
    String name,
    String time,
    String source,
    String detailType,
    String topic,
    String outcome,
    String where) {

  /** The line of an event of a run, among the queues there are. */
  static EventSummary of(RecentEvent event, Run run, QueueRoles queues) {
    Route route = event.route();
    Route.Standing standing = route.standing(queues);
    return new EventSummary(
        run.event(event.trace()),
        event.trace(),
        event.id(),
        event.name(),
        route.started(),
        event.source(),
        event.detailType(),
        event.topic(),
        standing.fate().id(),
        standing.where());
  }
}
