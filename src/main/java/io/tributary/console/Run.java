package io.tributary.console;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One start of a cloud, or of a recording's console. Each numbers its events from 1, so an event's
 * name tells the run as well: an address, a link or a row of one run names no event of another. Who
 * knows a run's id may do nothing by it.
 */
final class Run {

  private static final Pattern NAME = Pattern.compile("([0-9a-f]{8})-([0-9]{1,18})");

  private final String id = HexFormat.of().toHexDigits(new SecureRandom().nextInt());

  /** What an event of this run is called by, such as {@code 3f9a01bc-5}. */
  String event(long trace) {
    return id + "-" + trace;
  }

  /**
   * The number of an event of this run.
   *
   * @throws Refusal 400 if it is no event's name, 410 if it is one of another run
   */
  long trace(String event) {
    Matcher name = NAME.matcher(event);
    if (!name.matches()) {
      throw Refusal.badRequest(
          "an event is named as the list of events names it, such as %s, got '%s'"
              .formatted(event(1), event));
    }
    if (!name.group(1).equals(id)) {
      throw Refusal.gone(
          "the local cloud was started anew: event %s was in the one before; choose again from the"
                  .formatted(event)
              + " list of events");
    }
    return Long.parseLong(name.group(2));
  }
}
