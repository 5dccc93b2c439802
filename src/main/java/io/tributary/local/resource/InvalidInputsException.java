package io.tributary.local.resource;

import java.util.List;

/** Inputs, or a whole resource, that the local cloud does not take; it says what it takes. */
public final class InvalidInputsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  InvalidInputsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, one text for each problem. */
  public List<String> problems() {
    return problems;
  }
}
