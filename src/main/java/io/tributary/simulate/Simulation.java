package io.tributary.simulate;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.Wiring;
import io.tributary.cloud.journal.Hop;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * A program that can be run through scenarios, any number of them at the same time, one thread
 * each: a run shares nothing with another but the program's graph, which never changes.
 */
public final class Simulation {

  /** Who needs the journal listens to it as it is written; what is kept costs time. */
  private static final int LISTENED_TO = 0;

  private final ResourceGraph graph;
  private final List<Workload.Source> sources;
  private final List<String> destinationArns;
  private final Wiring wiring;

  private Simulation(
      ResourceGraph graph,
      List<Workload.Source> sources,
      List<String> destinationArns,
      Wiring wiring) {
    this.graph = graph;
    this.sources = List.copyOf(sources);
    this.destinationArns = List.copyOf(destinationArns);
    this.wiring = wiring;
  }

  /**
   * A message that events are made like.
   *
   * @param name how reports call it, and no other
   * @param topicArnOutput the stack output with the ARN of the topic where they are published
   * @param body the message
   * @param attributes its message attributes by name, which all events like it have
   * @param queueUrlOutputs the stack outputs with the URLs of the queues where each such event has
   *     to arrive, in all of them; at least one
   */
  public record Example(
      String name,
      String topicArnOutput,
      String body,
      Map<String, MessageAttributeValue> attributes,
      List<String> queueUrlOutputs) {}

  /**
   * A simulation of a program with events like these examples.
   *
   * @throws IllegalArgumentException if the program does not export what is named, or does not make
   *     a queue that an example names, or an example is no JSON object, an empty one, or too large
   *     for a topic only with the mark of its event
   */
  public static Simulation of(ResourceGraph graph, List<Example> examples) {
    List<Workload.Source> sources = examples.stream().map(it -> source(graph, it)).toList();
    List<String> queues =
        sources.stream().flatMap(it -> it.queueArns().stream()).distinct().toList();
    return new Simulation(graph, sources, queues, Wiring.DIRECT);
  }

  private static Workload.Source source(ResourceGraph graph, Example example) {
    return new Workload.Source(
        graph.output(example.topicArnOutput()),
        template(example),
        Attributes.of(example.attributes()),
        example.queueUrlOutputs().stream().map(it -> queueArn(graph, example, it)).toList(),
        example.name());
  }

  private static String queueArn(ResourceGraph graph, Example example, String queueUrlOutput) {
    String arn = graph.stack().account().queueOfUrl(graph.output(queueUrlOutput));
    if (graph
        .ofType("aws:sqs/queue:Queue")
        .noneMatch(it -> it.text("arn").equals(Optional.of(arn)))) {
      throw new IllegalArgumentException(
          ("%s: it has to arrive in the queue of the output %s, %s, which the program does not make;"
                  + " let the program make the queue, or name the output of another")
              .formatted(example.name(), queueUrlOutput, arn));
    }
    return arn;
  }

  private static BodyTemplate template(Example example) {
    try {
      return new BodyTemplate(example.body());
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(example.name() + ": " + wrong.getMessage(), wrong);
    }
  }

  /**
   * Why the events of the program cannot be followed, which asks that each be handed on whole,
   * whatever is wrapped around it: the pipes and rules on the way that hand on parts of an event
   * only, by name. Empty if they can be. Takes as long as a short run.
   *
   * @throws io.tributary.local.DeploymentFailedException if the program cannot be deployed
   */
  public Optional<String> refusal() {
    List<String> places = new Selecting(this).places();
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("simulate cannot follow the events of this program, which passes on only parts of them: "
                    + "%s. What arrives has to hold the whole message that was published, whatever is "
                    + "wrapped around it. Pass it on as well: a pipe by { ..., \"whole\": <$.body> } in its "
                    + "template; a rule by an inputTransformer with \"whole\": \"$.detail\" in its inputPaths "
                    + "and { ..., \"whole\": <whole> } as its inputTemplate. Or do without simulate: demo and audit play any program")
                .formatted(String.join("; ", places)));
  }

  /** The same simulation of a cloud that is wired in another way, as with a defect in it. */
  Simulation wired(Wiring other) {
    return new Simulation(graph, sources, destinationArns, other);
  }

  /** Runs a scenario on the calling thread, to its end. */
  public Outcome run(Scenario scenario) {
    return run(scenario, share -> {});
  }

  /**
   * Runs a scenario on the calling thread, to its end.
   *
   * @param progress is told now and then which share of the load is over, from 0 to 1
   */
  public Outcome run(Scenario scenario, DoubleConsumer progress) {
    return new Run(this, scenario, progress, LISTENED_TO).toEnd();
  }

  /**
   * A run whose cloud is kept.
   *
   * @param cloud as the run has left it, with its journal
   */
  public record Kept(Outcome outcome, LocalCloud cloud) {}

  /**
   * Runs a scenario on the calling thread, to its end, and keeps what can be looked at afterwards.
   *
   * @param progress is told now and then which share of the load is over, from 0 to 1
   * @param journalCapacity how many of the newest hops the journal keeps; 0 for none
   */
  public Kept keep(Scenario scenario, DoubleConsumer progress, int journalCapacity) {
    Run run = new Run(this, scenario, progress, journalCapacity);
    return new Kept(run.toEnd(), run.cloud());
  }

  /** Runs a scenario again, and gives all hops of one event. */
  public List<Hop> journal(Scenario scenario, int event) {
    Run run = new Run(this, scenario, share -> {}, LISTENED_TO);
    List<Hop> hops = run.follow(event);
    run.toEnd();
    return hops;
  }

  /** The program's resources. */
  public ResourceGraph graph() {
    return graph;
  }

  List<Workload.Source> sources() {
    return sources;
  }

  /** The queues where events have to arrive, each at least those like one example. */
  List<String> destinationArns() {
    return destinationArns;
  }

  Wiring wiring() {
    return wiring;
  }
}
