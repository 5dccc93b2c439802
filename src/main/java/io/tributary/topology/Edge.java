package io.tributary.topology;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where one resource hands events on to another.
 *
 * @param kind how
 * @param from the {@link Node#id()} of where they come from
 * @param to the {@link Node#id()} of where they go
 * @param resource the URN of the resource that says so
 */
public record Edge(Kind kind, String from, String to, String resource) {

  /** By what an event goes on. */
  public enum Kind {
    /** A topic's subscription. */
    SUBSCRIPTION("subscription"),
    /** What a pipe receives. */
    PIPE_SOURCE("pipe-source"),
    /** What a pipe delivers to. */
    PIPE_TARGET("pipe-target"),
    /** The bus whose events a rule looks at. */
    RULE("rule"),
    /** What a rule delivers to. */
    RULE_TARGET("rule-target"),
    /** Where a subscription or a rule's target puts what it could not deliver. */
    DEAD_LETTER("dead-letter"),
    /** Where SQS puts what a queue's consumers could not process. */
    REDRIVE("redrive"),
    /** Where a pipe writes its log; no event goes there. */
    LOGS("logs");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The kind in lower case, for files and style sheets. */
    @JsonValue
    public String id() {
      return id;
    }

    /** Whether only what failed goes this way, to a dead-letter queue. */
    public boolean isForFailures() {
      return this == DEAD_LETTER || this == REDRIVE;
    }
  }

  /** Unique in its topology, and the same whenever the program is recorded. */
  @JsonProperty("id")
  public String id() {
    return kind.id() + " " + resource;
  }
}
