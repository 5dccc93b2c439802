package io.tributary.cloud.pipes;

import io.tributary.cloud.pattern.InvalidPatternException;
import java.util.Optional;

/** What can be said of a pipe's filters and template before there is a pipe. */
public final class PipeDocuments {

  private PipeDocuments() {}

  /** Why a text is no pattern of a pipe's filter; empty when it is one. */
  public static Optional<String> patternProblem(String pattern) {
    try {
      PipeFilter.parse(pattern);
      return Optional.empty();
    } catch (InvalidPatternException invalid) {
      return Optional.of(invalid.getMessage());
    }
  }

  /** Why a text is no input template; empty when it is one. */
  static Optional<String> templateProblem(String template) {
    try {
      Template.parse(template);
      return Optional.empty();
    } catch (InvalidTemplateException invalid) {
      return Optional.of(invalid.getMessage());
    }
  }

  /**
   * Why no event can come of an input template, whatever a record holds; empty when one may. AWS
   * creates a pipe with such a template, since other targets than a bus take what is no JSON.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
   */
  public static Optional<String> eventProblem(String template) {
    return templateProblem(template)
        .or(
            () ->
                Template.parse(template).canYieldObject()
                    ? Optional.empty()
                    : Optional.of(
                        "it yields no JSON object once its placeholders are replaced, and an"
                            + " event's detail has to be one"));
  }
}
