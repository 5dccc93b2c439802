package io.tributary.cloud.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.EventPattern;
import io.tributary.cloud.pattern.InvalidPatternException;
import io.tributary.cloud.pattern.PatternTree;
import java.util.List;
import java.util.Map;

/**
 * One filter of a pipe: an event pattern with less operators than a rule's, that sees a JSON body
 * as JSON. Pattern and body must agree in form: a pattern for fields of the body matches no plain
 * body, a pattern for a plain body matches no JSON body, not even a number or a text in quotes.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html and
 * eb-create-pattern-operators.html
 */
final class PipeFilter {

  /** Fields of the record that filters cannot look at. */
  private static final List<String> NOT_FILTERABLE =
      List.of(
          "awsRegion",
          "eventSource",
          "eventSourceARN",
          "eventVersion",
          "eventID",
          "eventName",
          "invokeIdentityArn",
          "eventSourceKey");

  /**
   * What form of body the pattern is for: any, too, where the body is named in alternatives only,
   * or in a name with dots, since no page tells how these are checked.
   */
  private enum BodyForm {
    ANY,
    FIELDS,
    PLAIN
  }

  private final EventPattern pattern;
  private final BodyForm bodyForm;

  private PipeFilter(EventPattern pattern, BodyForm bodyForm) {
    this.pattern = pattern;
    this.bodyForm = bodyForm;
  }

  /**
   * Reads a filter's pattern.
   *
   * @throws InvalidPatternException if it is no event pattern, or uses what pipes do not have
   */
  static PipeFilter parse(String json) {
    EventPattern pattern = EventPattern.parse(json);
    JsonNode root = pattern.tree();
    checkNames(root);
    PatternTree.leaves(root).forEach(leaf -> leaf.conditions().forEach(PipeFilter::checkOperators));
    return new PipeFilter(pattern, bodyForm(root.get("body")));
  }

  /** The pattern as it was given. */
  String json() {
    return pattern.json();
  }

  boolean matches(SqsRecord record, JsonText filterable) {
    return formsAgree(record) && pattern.matches(filterable);
  }

  /** Why the record does not match, in words. */
  String mismatch(SqsRecord record, JsonText filterable) {
    if (formsAgree(record)) {
      return pattern.mismatch(filterable);
    }
    return bodyForm == BodyForm.FIELDS
        ? "the body is not JSON, the pattern wants fields of it"
        : "the body is JSON, the pattern wants a plain one";
  }

  private boolean formsAgree(SqsRecord record) {
    return switch (bodyForm) {
      case ANY -> true;
      case FIELDS -> record.bodyIsJson();
      case PLAIN -> !record.bodyIsJson();
    };
  }

  private static BodyForm bodyForm(JsonNode body) {
    if (body == null) {
      return BodyForm.ANY;
    }
    return body.isObject() ? BodyForm.FIELDS : BodyForm.PLAIN;
  }

  /** Checks the record's own fields, in each alternative: the body's may have any name. */
  private static void checkNames(JsonNode fields) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (NOT_FILTERABLE.contains(field.getKey())) {
        throw new InvalidPatternException("pipes cannot filter by " + field.getKey());
      }
      if (PatternTree.isAlternatives(field)) {
        field.getValue().forEach(PipeFilter::checkNames);
      }
    }
  }

  private static void checkOperators(JsonNode match) {
    if (match.has("wildcard")) {
      throw refused("wildcard");
    }
    if (match.path("anything-but").isObject()) {
      throw refused("anything-but with " + match.get("anything-but").fieldNames().next());
    }
  }

  private static InvalidPatternException refused(String operator) {
    return new InvalidPatternException("pipes have no operator " + operator);
  }
}
