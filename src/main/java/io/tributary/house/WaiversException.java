package io.tributary.house;

import java.util.List;

/** A file of waivers cannot be used as it is. */
public final class WaiversException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WaiversException(String file, List<String> problems) {
    super(
        file
            + ":\n  "
            + String.join("\n  ", problems)
            + "\nA waiver has the rule's id, the resource (its name or URN; * stands for any"
            + " characters), the reason, and expires, its last day, as in 2027-01-31.");
  }
}
