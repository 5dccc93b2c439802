package io.tributary.component;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.pipes.Pipe;
import com.pulumi.aws.pipes.PipeArgs;
import com.pulumi.aws.pipes.inputs.PipeLogConfigurationArgs;
import com.pulumi.aws.pipes.inputs.PipeLogConfigurationCloudwatchLogsLogDestinationArgs;
import com.pulumi.aws.pipes.inputs.PipeSourceParametersArgs;
import com.pulumi.aws.pipes.inputs.PipeSourceParametersFilterCriteriaArgs;
import com.pulumi.aws.pipes.inputs.PipeSourceParametersFilterCriteriaFilterArgs;
import com.pulumi.aws.pipes.inputs.PipeSourceParametersSqsQueueParametersArgs;
import com.pulumi.aws.pipes.inputs.PipeTargetParametersArgs;
import com.pulumi.aws.pipes.inputs.PipeTargetParametersEventbridgeEventBusParametersArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.tributary.iam.Arn;
import io.tributary.iam.PipePolicies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pipe from a queue of raw SNS messages onto an event bus. Each message becomes one event,
 * whose detail is {@code {"event": MESSAGE}} and whose detail type is AWS's own for such a pipe,
 * {@code Event from aws:sqs}, unless its {@link Args} say otherwise. A message that the bus does
 * not take stays in the queue and is tried again, up to the queue's maxReceiveCount.
 */
public final class SnsToBusPipe extends Component {

  public static final String TYPE = "tributary:component:SnsToBusPipe";

  /**
   * {@code <$.body>} must stand bare: the message is JSON, and is put in as JSON.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html">Input
   *     transformation</a>
   */
  private static final String INPUT_TEMPLATE = "{ \"event\": <$.body> }";

  /** The most that a PutEvents call takes, and so the most that AWS accepts toward a bus. */
  private static final int BATCH_SIZE = 10;

  /**
   * What a pipe needs.
   *
   * @param name of the pipe and, with {@code -pipe}, of its role; without the username. Also its
   *     log group's.
   * @param queue where the messages come from
   * @param bus where the events go
   * @param eventSource the {@code source} of the events; must not begin with {@code aws.}
   * @param logRetentionDays how long the log of failures is kept; empty for no log
   * @param permissionsBoundary the managed policy that bounds what the role's policies can grant;
   *     empty for none
   * @param after what has to be there before the first event: the rules of the bus and their
   *     targets, and the bus, if it is the program's own
   * @param filters patterns of messages, of which one has to match; empty to let all pass
   * @param inputTemplate the detail of the events
   * @param detailType the {@code detail-type} of the events; empty for AWS's own
   */
  public record Args(
      Environment environment,
      String name,
      QueueWithDeadLetterQueue queue,
      Arn bus,
      String eventSource,
      Optional<Integer> logRetentionDays,
      Optional<Arn> permissionsBoundary,
      List<? extends Resource> after,
      List<String> filters,
      String inputTemplate,
      Optional<String> detailType) {

    public Args {
      filters = List.copyOf(filters);
    }

    /** Every message, as {@code {"event": MESSAGE}}, of AWS's own detail type. */
    public Args(
        Environment environment,
        String name,
        QueueWithDeadLetterQueue queue,
        Arn bus,
        String eventSource,
        Optional<Integer> logRetentionDays,
        Optional<Arn> permissionsBoundary,
        List<? extends Resource> after) {
      this(
          environment,
          name,
          queue,
          bus,
          eventSource,
          logRetentionDays,
          permissionsBoundary,
          after,
          List.of(),
          INPUT_TEMPLATE,
          Optional.empty());
    }

    /**
     * These, and only messages that match a pattern; the pipe deletes the others from the queue.
     *
     * @param patterns 1 to 5, of which one has to match, such as {@code {"body": {"order_id":
     *     [{"exists": true}]}}}
     * @see <a
     *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html">Event
     *     filtering</a>
     */
    public Args withFilters(String... patterns) {
      return with(List.of(patterns), inputTemplate, detailType);
    }

    /**
     * These, and another detail. What it adds to a message has to fit in the 1,144 bytes that a
     * queue takes beyond {@link SourceQueueWithSubscription#MAX_MESSAGE_SIZE}, of which the event
     * around it needs some 300.
     *
     * @param template JSON such as {@code {"order": <$.body>, "via": "<$.messageId>"}}, in which a
     *     path that finds nothing becomes {@code ""}
     */
    public Args withInputTemplate(String template) {
      return with(filters, template, detailType);
    }

    /** These, and a detail type of one's own, which rules can match by. */
    public Args withDetailType(String type) {
      return with(filters, inputTemplate, Optional.of(type));
    }

    private Args with(List<String> filters, String template, Optional<String> detailType) {
      return new Args(
          environment,
          name,
          queue,
          bus,
          eventSource,
          logRetentionDays,
          permissionsBoundary,
          after,
          filters,
          template,
          detailType);
    }
  }

  /** How the engine names, among a resource's changes, that its last operation had failed. */
  private static final String FAILURE = "#initerror";

  private final String name;
  private final Args args;
  private final Pipe pipe;
  private final Optional<LogGroup> logGroup;

  public SnsToBusPipe(String name, Args args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /** With Pulumi's options, such as the aliases of one that had another name. */
  public SnsToBusPipe(String name, Args args, ComponentResourceOptions options) {
    super(TYPE, name, options);
    this.name = name;
    this.args = args;
    this.logGroup = args.logRetentionDays().map(this::logGroup);
    Role role = role();
    this.pipe = pipe(role, rolePolicy(role));
    var outputs = new TreeMap<String, Output<?>>(Map.of("pipeArn", pipe.arn()));
    logGroup.ifPresent(group -> outputs.put("logGroupName", group.name()));
    registerOutputs(outputs);
  }

  private LogGroup logGroup(int retentionDays) {
    return new LogGroup(
        name + "-logs",
        LogGroupArgs.builder()
            .name(args.environment().logGroupName(args.name()))
            .retentionInDays(retentionDays)
            .tags(args.environment().tags())
            .build(),
        childAfter(List.of()));
  }

  private Role role() {
    var role =
        RoleArgs.builder()
            .name(args.environment().name(args.name() + "-pipe"))
            .assumeRolePolicy(PipePolicies.trust(args.environment().pipe(args.name())))
            .tags(args.environment().tags());
    args.permissionsBoundary().ifPresent(it -> role.permissionsBoundary(it.toString()));
    return new Role(name + "-role", role.build(), childAfter(List.of()));
  }

  private RolePolicy rolePolicy(Role role) {
    return new RolePolicy(
        name + "-role-policy",
        RolePolicyArgs.builder()
            .name("queue-to-bus")
            .role(role.id())
            .policy(PipePolicies.queueToBus(args.queue().arn(), args.bus()))
            .build(),
        childAfter(args.after()));
  }

  private Pipe pipe(Role role, RolePolicy rolePolicy) {
    var pipe =
        PipeArgs.builder()
            .name(args.environment().name(args.name()))
            .roleArn(role.arn())
            .source(args.queue().queue().arn())
            .sourceParameters(sourceParameters())
            .target(args.bus().toString())
            .targetParameters(targetParameters())
            .logConfiguration(logGroup.map(SnsToBusPipe::logErrors).orElseGet(SnsToBusPipe::noLog))
            .tags(args.environment().tags())
            .build();
    return new Pipe(name, pipe, madeAnewIfItFailed(rolePolicy));
  }

  /**
   * A pipe that ended in CREATE_FAILED is there, and keeps its name. Pulumi would take it for made
   * at the next {@code up}, and let events in; so it has to be deleted and created once more. As is
   * one whose update failed: the events wait in its queue meanwhile.
   */
  private CustomResourceOptions madeAnewIfItFailed(RolePolicy rolePolicy) {
    return CustomResourceOptions.builder()
        .parent(this)
        .dependsOn(rolePolicy)
        .replaceOnChanges(FAILURE)
        .deleteBeforeReplace(true)
        .build();
  }

  private PipeSourceParametersArgs sourceParameters() {
    var parameters =
        PipeSourceParametersArgs.builder()
            .sqsQueueParameters(
                PipeSourceParametersSqsQueueParametersArgs.builder().batchSize(BATCH_SIZE).build());
    if (!args.filters().isEmpty()) {
      parameters.filterCriteria(filterCriteria());
    }
    return parameters.build();
  }

  private PipeSourceParametersFilterCriteriaArgs filterCriteria() {
    var filters =
        args.filters().stream()
            .map(it -> PipeSourceParametersFilterCriteriaFilterArgs.builder().pattern(it).build())
            .toList();
    return PipeSourceParametersFilterCriteriaArgs.builder().filters(filters).build();
  }

  private PipeTargetParametersArgs targetParameters() {
    var event =
        PipeTargetParametersEventbridgeEventBusParametersArgs.builder().source(args.eventSource());
    args.detailType().ifPresent(event::detailType);
    return PipeTargetParametersArgs.builder()
        .inputTemplate(args.inputTemplate())
        .eventbridgeEventBusParameters(event.build())
        .build();
  }

  /**
   * Failures only, and without the messages themselves, which may hold what does not belong in a
   * log.
   */
  private static PipeLogConfigurationArgs logErrors(LogGroup group) {
    return PipeLogConfigurationArgs.builder()
        .level("ERROR")
        .cloudwatchLogsLogDestination(
            PipeLogConfigurationCloudwatchLogsLogDestinationArgs.builder()
                .logGroupArn(group.arn())
                .build())
        .build();
  }

  /** Said, not left out: a pipe that once had a log would keep the one it is not told about. */
  private static PipeLogConfigurationArgs noLog() {
    return PipeLogConfigurationArgs.builder().level("OFF").build();
  }

  public Pipe pipe() {
    return pipe;
  }

  /** The name of the log group, if the pipe has a log. */
  public Optional<Output<String>> logGroupName() {
    return logGroup.map(LogGroup::name);
  }
}
