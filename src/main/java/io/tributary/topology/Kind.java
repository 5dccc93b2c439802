package io.tributary.topology;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an event can be at, told from the resource's ARN. */
public enum Kind {
  /** An SNS topic. */
  TOPIC("topic", "SNS topic", "sns:[^:]*:[^:]*:([^:]+)"),
  /** An SQS queue. */
  QUEUE("queue", "SQS queue", "sqs:[^:]*:[^:]*:([^:]+)"),
  /** An EventBridge pipe. */
  PIPE("pipe", "pipe", "pipes:[^:]*:[^:]*:pipe/(.+)"),
  /** An event bus. */
  BUS("bus", "event bus", "events:[^:]*:[^:]*:event-bus/(.+)"),
  /** An EventBridge rule; a partner's bus, whose name the ARN carries, has slashes in its own. */
  RULE("rule", "rule", "events:[^:]*:[^:]*:rule/(?:.+/)?([^/]+)"),
  /** A CloudWatch log group; its ARN is written with and without a final star. */
  LOG_GROUP("log-group", "log group", "logs:[^:]*:[^:]*:log-group:([^:]+)(?::\\*)?"),
  /** Anything else that takes events, known by its ARN or address only. */
  OTHER("other", "endpoint", "[^:]*:[^:]*:[^:]*:(.+)");

  private final String id;
  private final String words;
  private final Pattern arn;

  Kind(String id, String words, String afterPartition) {
    this.id = id;
    this.words = words;
    this.arn = Pattern.compile("arn:[^:]*:" + afterPartition);
  }

  /** The kind in one lower-case word, for files and style sheets. */
  @JsonValue
  public String id() {
    return id;
  }

  /** The kind as a person reads it in a diagram. */
  public String words() {
    return words;
  }

  /** The kind of the resource of an ARN; {@link #OTHER} for any other text. */
  public static Kind of(String arn) {
    for (Kind kind : values()) {
      if (kind.arn.matcher(arn).matches()) {
        return kind;
      }
    }
    return OTHER;
  }

  /** The {@link Node#id()} of what an ARN or address names. */
  public static String nodeId(String arn) {
    return of(arn) == LOG_GROUP && arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn;
  }

  /** The name in an ARN of this kind; a text that is none is its own name. */
  public String name(String text) {
    Matcher matcher = arn.matcher(text);
    return matcher.matches() ? matcher.group(1) : text;
  }
}
