package io.tributary.house;

import io.tributary.cloud.pipes.PipeDocuments;
import io.tributary.local.Documents;
import io.tributary.local.GraphResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is given as JSON text is what AWS takes there. */
final class ValidDocument extends Check {

  private record Slot(String type, String property) {}

  private static final List<Slot> OBJECTS =
      List.of(
          new Slot("aws:sqs/queue:Queue", "redrivePolicy"),
          new Slot("aws:sqs/queue:Queue", "redriveAllowPolicy"),
          new Slot("aws:sqs/redrivePolicy:RedrivePolicy", "redrivePolicy"),
          new Slot("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "redriveAllowPolicy"),
          new Slot("aws:sns/topicSubscription:TopicSubscription", "redrivePolicy"),
          new Slot("aws:sns/topicSubscription:TopicSubscription", "filterPolicy"),
          new Slot("aws:cloudwatch/eventRule:EventRule", "eventPattern"));

  ValidDocument() {
    super(
        new Rule(
            "valid-document",
            "Pulumi passes JSON text on as it is; AWS refuses a broken document only half-way"
                + " through a deployment, and a pipe's template that makes no event,"
                + " or looks for what no message has, not even then.",
            "Write policies with the classes of io.tributary.iam, other documents with a JSON"
                + " library.",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    Stream<Finding> policies =
        PolicyText.of(estate)
            .flatMap(
                policy ->
                    policy.malformed().stream()
                        .map(why -> broken(policy.resource(), policy.property().property(), why)));
    Stream<Finding> objects =
        OBJECTS.stream()
            .flatMap(
                slot ->
                    estate
                        .ofType(slot.type())
                        .filter(resource -> brokenObject(resource, slot.property()))
                        .map(resource -> broken(resource, slot.property(), "not a JSON object")));
    return Stream.of(policies, objects, Pipe.all(estate).flatMap(this::pipe)).flatMap(it -> it);
  }

  /** Only toward an event bus has a template to make JSON. */
  private Stream<Finding> pipe(Pipe pipe) {
    Stream<Finding> filters =
        pipe.patterns().stream()
            .flatMap(pattern -> PipeDocuments.patternProblem(pattern).stream())
            .map(why -> broken(pipe.resource(), "a filter's pattern", why));
    Stream<Finding> template =
        pipe.template().filter(text -> pipe.endsAtBus()).stream()
            .flatMap(text -> PipeDocuments.eventProblem(text).stream())
            .map(why -> broken(pipe.resource(), "inputTemplate", why));
    Stream<Finding> paths =
        pipe.template().stream()
            .flatMap(text -> PipeDocuments.pathProblem(text).stream())
            .map(why -> broken(pipe.resource(), "inputTemplate", why));
    return Stream.of(filters, template, paths).flatMap(it -> it);
  }

  private static boolean brokenObject(GraphResource resource, String property) {
    return resource.text(property).map(Documents::object).filter(Optional::isEmpty).isPresent();
  }

  private Finding broken(GraphResource resource, String property, String why) {
    return finding(resource, property + ": " + why, "a document as AWS defines it");
  }
}
