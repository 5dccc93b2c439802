package io.tributary.route;

import java.util.Locale;

/** How an event has fared so far; of several ways the one that a person has to know first. */
public enum Fate {
  /** It is gone on one of its ways: failed for good, expired or purged. */
  LOST,
  /** It was denied or failed on one of its ways, and nothing tries it again there. */
  STOPPED,
  /** It lies in a dead-letter queue, moved or sent there. */
  DEAD_LETTER,
  /** It failed and will be tried again. */
  RETRYING,
  /** It has not yet got to an end. */
  ON_ITS_WAY,
  /** It lies where it was meant to, or was taken from there. */
  ARRIVED,
  /** A pattern or filter policy kept it out, as meant. */
  FILTERED;

  /** The name in lower case, with hyphens. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
