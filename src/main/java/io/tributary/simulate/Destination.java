package io.tributary.simulate;

/**
 * A queue where events have to arrive.
 *
 * @param blueprint what the program asks for, and which of it leads there
 * @param ledger what should come there, and what came
 */
record Destination(Blueprint blueprint, Ledger ledger) {

  String arn() {
    return blueprint.destination();
  }

  Ways ways() {
    return blueprint.ways();
  }
}
