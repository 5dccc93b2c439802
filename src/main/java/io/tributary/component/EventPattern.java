package io.tributary.component;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * The event patterns of rules.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event
 *     patterns</a>
 */
final class EventPattern {

  private EventPattern() {}

  /** Events from one of these sources. */
  static String source(List<String> sources) {
    var pattern = JsonNodeFactory.instance.objectNode();
    var source = pattern.putArray("source");
    sources.forEach(source::add);
    return pattern.toString();
  }

  /** Every event: every source begins with nothing. */
  static String everything() {
    var pattern = JsonNodeFactory.instance.objectNode();
    pattern.putArray("source").addObject().put("prefix", "");
    return pattern.toString();
  }
}
