package io.tributary.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became clear about one piece of a policy.
 *
 * @param piece the piece, in words
 * @param proof why it is needed; null when it is not
 */
public record Verdict(String piece, Proof proof) {

  /**
   * What is otherwise without a piece.
   *
   * @param flow the flow that shows it, {@code deployment}, or {@code rules of the house}
   * @param difference what is otherwise there, in a sentence
   */
  public record Proof(String flow, String difference) {}

  /** Whether anything is otherwise without it. */
  @JsonProperty
  public boolean needed() {
    return proof != null;
  }
}
