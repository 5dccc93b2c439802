package io.tributary.audit;

import io.tributary.local.ResourceGraph;

/**
 * One piece of a policy, and the policy without it.
 *
 * @param policy the policy as it is
 * @param statement which statement, by its Sid in quotes or its place; empty where there is but one
 * @param part what kind of piece
 * @param piece the piece as it is written
 * @param without the document with the piece taken away, or made narrower
 * @param remedy the statement that could stand in its place, as JSON; null where the piece can
 *     simply go
 * @param deniesPlainHttp whether it is of a statement that denies plain HTTP: how much of that a
 *     policy has to deny, a rule of the house says, and whom the statement spares may be outside of
 *     the flows
 */
record Grant(
    Policy policy,
    String statement,
    Part part,
    String piece,
    String without,
    String remedy,
    boolean deniesPlainHttp) {

  /** What a piece says. Taking away an allowing statement's condition gives more. */
  enum Part {
    ACTION("action"),
    RESOURCE("resource"),
    PRINCIPAL("principal"),
    CONDITION("condition"),
    EXCEPTION("exception"),
    /** What has wildcards, or allows all but something, made as narrow as what is used. */
    WILDCARD("wildcard");

    private final String word;

    Part(String word) {
      this.word = word;
    }
  }

  /** The graph whose policy lacks the piece. */
  ResourceGraph takenFrom(ResourceGraph graph) {
    return graph.altered(
        policy.urn(),
        inputs -> {
          inputs.put(policy.input(), without);
          return inputs;
        });
  }

  /** What makes two grants the same change. */
  Change change() {
    return new Change(policy.urn(), policy.input(), without);
  }

  /** A document in another's place. */
  record Change(String urn, String input, String document) {}

  /** The piece as a person reads it. */
  String text() {
    return (statement.isEmpty() ? "" : statement + " ") + part.word + " " + piece;
  }
}
