package io.tributary.cli.bench;

import io.tributary.iam.Arn;
import io.tributary.iam.PipePolicies;
import io.tributary.iam.QueuePolicies;
import io.tributary.iam.QueuePolicies.Sender;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.pipes.model.CreatePipeResponse;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.PipeState;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What is measured: topic, queue, pipe, bus, rule, queue, as in purchase-events, made through the
 * AWS API under names of its own, and removed when it is closed; at an endpoint that lasts, also
 * when the process is ended.
 */
public final class Pipeline implements AutoCloseable {

  private static final String SOURCE = "tributary-bench";
  private static final String PATTERN = "{\"source\":[\"" + SOURCE + "\"]}";
  private static final String TEMPLATE = "{ \"event\": <$.body> }";
  private static final long RUNNING_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  /**
   * Shorter than SQS's 30 s, and than a load waits for events, so that what could not be handed on
   * or deleted comes again while somebody looks.
   */
  private static final Map<QueueAttributeName, String> COMES_AGAIN =
      Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "5");

  private final Target target;
  private final SnsClient sns;
  private final SqsClient sqs;
  private final EventBridgeClient events;
  private final PipesClient pipes;
  private final IamClient iam;
  private final Removals removals;
  private String name;
  private String topicArn;
  private String queueUrl;

  private Pipeline(Target target) {
    this.target = target;
    this.removals = new Removals(target);
    this.sns = target.pointed(SnsClient.builder()).build();
    this.sqs = target.pointed(SqsClient.builder()).build();
    this.events = target.pointed(EventBridgeClient.builder()).build();
    this.pipes = target.pointed(PipesClient.builder()).build();
    this.iam = target.pointed(IamClient.builder()).build();
    removals.add(sns::close);
    removals.add(sqs::close);
    removals.add(events::close);
    removals.add(pipes::close);
    removals.add(iam::close);
  }

  /**
   * Makes one; what was made before a failure is removed again, and what could not be removed is a
   * {@link RemovalException} that the failure suppresses.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if the endpoint refuses a part
   */
  public static Pipeline create(Target target) throws InterruptedException {
    Pipeline pipeline = new Pipeline(target);
    try {
      pipeline.create();
      return pipeline;
    } catch (RuntimeException | InterruptedException failed) {
      pipeline.removals.closeAfter(failed);
      throw failed;
    }
  }

  private void create() throws InterruptedException {
    name = OwnName.at(target);
    topicArn =
        removals.make(
            () -> sns.createTopic(it -> it.name(name)).topicArn(),
            made -> sns.deleteTopic(it -> it.topicArn(made)));
    String busArn =
        removals.make(
            () -> events.createEventBus(it -> it.name(name)).eventBusArn(),
            made -> events.deleteEventBus(it -> it.name(name)));
    Arn bus = arn(busArn);
    String sourceUrl = queue(name + "-source");
    Arn source = arnOf(sourceUrl);
    queueUrl = queue(name + "-events");
    allow(sourceUrl, source, Sender.topic(arn(topicArn)));
    rule();
    pipe(source, bus);
    sns.subscribe(
        it ->
            it.topicArn(topicArn)
                .protocol("sqs")
                .endpoint(source.toString())
                .attributes(Map.of("RawMessageDelivery", "true"))
                .returnSubscriptionArn(true));
  }

  private String queue(String queueName) {
    return removals.make(
        () -> sqs.createQueue(it -> it.queueName(queueName).attributes(COMES_AGAIN)).queueUrl(),
        url -> sqs.deleteQueue(it -> it.queueUrl(url)));
  }

  private Arn arnOf(String url) {
    return arn(
        sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN));
  }

  private void allow(String url, Arn queue, Sender sender) {
    Map<QueueAttributeName, String> policy =
        Map.of(QueueAttributeName.POLICY, QueuePolicies.allowOnly(sender, queue));
    sqs.setQueueAttributes(it -> it.queueUrl(url).attributes(policy));
  }

  private void rule() {
    Arn queue = arnOf(queueUrl);
    String rule =
        removals.make(
            () ->
                events
                    .putRule(it -> it.name(name).eventBusName(name).eventPattern(PATTERN))
                    .ruleArn(),
            made -> events.deleteRule(it -> it.name(name).eventBusName(name)));
    allow(queueUrl, queue, Sender.rule(arn(rule)));
    PutTargetsResponse put =
        removals.make(
            () -> putTarget(queue),
            it -> events.removeTargets(of -> of.rule(name).eventBusName(name).ids("queue")));
    if (put.failedEntryCount() != null && put.failedEntryCount() > 0) {
      throw new UnmeasurableException(
          "the rule " + name + " was refused its target: " + put.failedEntries());
    }
  }

  private PutTargetsResponse putTarget(Arn queue) {
    return events.putTargets(
        it ->
            it.rule(name)
                .eventBusName(name)
                .targets(
                    software.amazon.awssdk.services.eventbridge.model.Target.builder()
                        .id("queue")
                        .arn(queue.toString())
                        .build()));
  }

  private void pipe(Arn source, Arn bus) throws InterruptedException {
    Arn pipe =
        new Arn(source.partition(), "pipes", source.region(), source.account(), "pipe/" + name);
    String role = role(source, bus, pipe);
    removals.make(
        () -> createPipe(source, bus, role), made -> pipes.deletePipe(it -> it.name(name)));
    awaitRunning();
  }

  private String role(Arn source, Arn bus, Arn pipe) {
    String trust = PipePolicies.trust(pipe);
    String role =
        removals.make(
            () ->
                iam.createRole(it -> it.roleName(name).assumeRolePolicyDocument(trust))
                    .role()
                    .arn(),
            made -> iam.deleteRole(it -> it.roleName(name)));
    String policy = PipePolicies.queueToBus(source, bus);
    removals.make(
        () -> iam.putRolePolicy(it -> it.roleName(name).policyName(SOURCE).policyDocument(policy)),
        put -> iam.deleteRolePolicy(it -> it.roleName(name).policyName(SOURCE)));
    return role;
  }

  private CreatePipeResponse createPipe(Arn source, Arn bus, String role) {
    return pipes.createPipe(
        it ->
            it.name(name)
                .roleArn(role)
                .source(source.toString())
                .sourceParameters(from -> from.sqsQueueParameters(sqs -> sqs.batchSize(10)))
                .target(bus.toString())
                .targetParameters(
                    to ->
                        to.inputTemplate(TEMPLATE)
                            .eventBridgeEventBusParameters(events -> events.source(SOURCE))));
  }

  private void awaitRunning() throws InterruptedException {
    long begin = System.nanoTime();
    DescribePipeResponse pipe = pipes.describePipe(it -> it.name(name));
    while (isStarting(pipe.currentState())) {
      if (System.nanoTime() - begin > RUNNING_WITHIN_NANOS) {
        throw notRunning("still " + pipe.currentState() + " after 60 s", pipe);
      }
      // AWS tells nobody that a pipe runs by now: an endpoint can only be asked again.
      Thread.sleep(5);
      pipe = pipes.describePipe(it -> it.name(name));
    }
    if (pipe.currentState() != PipeState.RUNNING) {
      throw notRunning(pipe.currentState() + ", not RUNNING", pipe);
    }
  }

  private static boolean isStarting(PipeState state) {
    return state == PipeState.CREATING || state == PipeState.STARTING;
  }

  private UnmeasurableException notRunning(String what, DescribePipeResponse pipe) {
    String why = pipe.stateReason() == null ? "" : ": " + pipe.stateReason();
    return new UnmeasurableException("the pipe " + name + " is " + what + why);
  }

  private static Arn arn(String text) {
    return Arn.parse(text)
        .orElseThrow(
            () -> new UnmeasurableException("the endpoint answered '" + text + "' for an ARN"));
  }

  /** Where events are published. */
  public String topicArn() {
    return topicArn;
  }

  /** Where they arrive. */
  public String queueUrl() {
    return queueUrl;
  }

  /**
   * Removes all that can be removed.
   *
   * @throws RemovalException if something could not
   */
  @Override
  public void close() {
    removals.close();
  }
}
