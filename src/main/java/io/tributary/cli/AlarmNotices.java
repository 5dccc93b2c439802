package io.tributary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.route.RouteText;
import io.tributary.route.Routes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tells hops in a line each, and what CloudWatch publishes of alarms in fewer: a fresh deployment's
 * alarms all become OK at once, mostly for a topic to which nobody subscribed yet.
 */
final class AlarmNotices {

  private static final int MOST_NAMED = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BiConsumer<Hop, String> teller;
  private final Map<Kind, Group> held = new LinkedHashMap<>();
  private final Set<Long> undelivered = new HashSet<>();
  private final Set<String> unheard = new HashSet<>();

  private record Kind(String topic, String state) {}

  private record Group(Hop first, List<String> alarms) {}

  /**
   * @param teller takes what is to be told, and the hop whose time and number it has
   */
  AlarmNotices(BiConsumer<Hop, String> teller) {
    this.teller = teller;
  }

  /** Tells a hop, or holds it until another kind of hop comes or {@link #tellHeld}. */
  void take(Hop hop) {
    if (Routes.byAnAlarm(hop)) {
      notice(hop);
      return;
    }
    tellHeld();
    boolean ofAlarm = hop.step() == Step.SNS_DELIVER && undelivered.remove(hop.trace());
    if (!ofAlarm || hop.outcome() != Outcome.LOST || hop.peer() != null) {
      teller.accept(hop, RouteText.line(hop));
    } else if (unheard.add(hop.resource())) {
      teller.accept(hop, unsubscribed(hop));
    }
  }

  /** Tells the alarms that were held to be told together. */
  void tellHeld() {
    held.forEach(
        (kind, group) -> teller.accept(group.first(), line(group.first(), kind, group.alarms())));
    held.clear();
  }

  private void notice(Hop hop) {
    JsonNode message = message(hop);
    Kind kind = new Kind(hop.resource(), message.path("NewStateValue").asText());
    String alarm = message.path("AlarmName").asText();
    if (hop.outcome() != Outcome.PASSED || kind.state().equals("ALARM")) {
      tellHeld();
      teller.accept(hop, line(hop, kind, List.of(alarm)));
    } else {
      held.computeIfAbsent(kind, first -> new Group(hop, new ArrayList<>())).alarms().add(alarm);
    }
    if (hop.outcome() == Outcome.PASSED) {
      undelivered.add(hop.trace());
    }
  }

  private static String line(Hop hop, Kind kind, List<String> alarms) {
    String who = alarms.size() == 1 ? "alarm " : alarms.size() + " alarms ";
    String names = String.join(", ", alarms.subList(0, Math.min(MOST_NAMED, alarms.size())));
    int more = alarms.size() - MOST_NAMED;
    String rest = more > 0 ? " and " + more + " more" : "";
    return RouteText.line(hop) + "  " + kind.state() + ": " + who + names + rest;
  }

  /** Not the journal's word, lost: whoever runs this need not want to be told of alarms. */
  private static String unsubscribed(Hop hop) {
    return RouteText.what(hop)
        + "  nobody subscribed to it: its alarms are told to no one (said once)";
  }

  private static JsonNode message(Hop hop) {
    try {
      return JSON.readTree(hop.payload());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("CloudWatch publishes JSON of an alarm", e);
    }
  }
}
