package io.tributary.fuzz;

import io.tributary.fuzz.Template.Wire;

/**
 * What to send, and how.
 *
 * @param malformation what is wrong with it, for the report
 * @param delivery how its bytes go out
 * @param wire in which form an error has to come; null where the request does not say what it is
 */
record MalformedRequest(Malformation malformation, Delivery delivery, Wire wire, byte[] bytes) {

  MalformedRequest by(Delivery other) {
    return new MalformedRequest(malformation, other, wire, bytes);
  }

  MalformedRequest as(Malformation other) {
    return new MalformedRequest(other, delivery, wire, bytes);
  }

  /** How bytes go out. */
  enum Delivery {
    AT_ONCE,
    /** In small pieces with pauses. */
    SLOWLY,
    /** All of it, and then the end of what this side sends. */
    HALF_CLOSED,
    /** A part of it, and then the end of what this side sends. */
    CUT_OFF,
    /** A part of it, and then the connection is reset. */
    RESET;

    /** Whether all is sent, so that an answer is due. */
    boolean complete() {
      return this != CUT_OFF && this != RESET;
    }
  }
}
