package io.tributary.local;

import java.util.List;

/**
 * A program that cannot be recorded or deployed, with everything that is wrong with it at once, in
 * words for its author.
 */
public class ProgramException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Independent problems, one text for each. */
  public ProgramException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Independent problems, and what showed them. */
  public ProgramException(List<String> problems, Throwable cause) {
    super(String.join("\n", problems), cause);
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, one text for each independent problem. */
  public final List<String> problems() {
    return problems;
  }
}
