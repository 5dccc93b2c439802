package io.tributary.cloud.pipes;

import static java.util.stream.Collectors.joining;

import io.tributary.cloud.pattern.InvalidPatternException;
import java.util.List;
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
   * Which placeholders of an input template find nothing in any record of SQS; empty when each may
   * find something. AWS looks for them at run time only, so it creates a pipe with such a template.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html
   */
  public static Optional<String> pathProblem(String template) {
    if (templateProblem(template).isPresent()) {
      return Optional.empty();
    }
    List<String> paths = Template.parse(template).pathsToNothing();
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s finds nothing in any message, and leaves \"\" in its place; a record of SQS has %s"
                .formatted(
                    paths.stream().map(path -> "<" + path + ">").collect(joining(", ")),
                    String.join(", ", SqsRecord.FIELDS)));
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
