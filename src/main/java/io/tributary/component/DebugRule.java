package io.tributary.component;

import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.cloudwatch.LogResourcePolicy;
import com.pulumi.aws.cloudwatch.LogResourcePolicyArgs;
import com.pulumi.aws.cloudwatch.inputs.EventTargetDeadLetterConfigArgs;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueuePolicy;
import com.pulumi.aws.sqs.QueuePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.tributary.iam.Arn;
import io.tributary.iam.LogPolicies;
import io.tributary.iam.QueuePolicies;
import io.tributary.iam.QueuePolicies.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every event of a bus, in a log group, to see what passes. It costs one of the ten log resource
 * policies that an account has in a region, unless one that is there already lets EventBridge write
 * to the group. What cannot be logged goes to a dead-letter queue of its own: these are copies,
 * which must not come among the messages of another.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html">CloudWatch
 *     Logs quotas</a>
 */
public final class DebugRule extends Component {

  public static final String TYPE = "tributary:component:DebugRule";

  /**
   * What a debug rule needs.
   *
   * @param name of the log group; with {@code -debug} of the rule, with {@code -debug-dlq} of the
   *     dead-letter queue; without the username
   * @param bus the bus whose events are logged
   * @param logRetentionDays how long they are kept
   * @param existingPolicy the log resource policy that lets EventBridge write to the group; empty
   *     to make one
   * @param after what has to be there before the rule: the bus, if it is the program's own
   */
  public record Args(
      Environment environment,
      String name,
      Arn bus,
      int logRetentionDays,
      Optional<String> existingPolicy,
      List<? extends Resource> after) {

    private Arn rule() {
      return environment.rule(bus, name + "-debug");
    }

    private Arn deadLetterQueue() {
      return environment.queue(name + "-debug-dlq");
    }
  }

  private final String name;
  private final Args args;
  private final LogGroup logGroup;
  private final Queue deadLetterQueue;
  private final EventTarget target;

  public DebugRule(String name, Args args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /** With Pulumi's options, such as the aliases of one that had another name. */
  public DebugRule(String name, Args args, ComponentResourceOptions options) {
    super(TYPE, name, options);
    this.name = name;
    this.args = args;
    this.logGroup = makeLogGroup();
    this.deadLetterQueue = makeDeadLetterQueue();
    var writable = new ArrayList<Resource>(List.of(makeDeadLetterPolicy()));
    if (args.existingPolicy().isEmpty()) {
      writable.add(makePolicy());
    }
    this.target = makeTarget(makeRule(), writable);
    var outputs = new TreeMap<String, Output<?>>(Map.of("logGroupName", logGroupName()));
    args.existingPolicy().ifPresent(it -> outputs.put("existingLogPolicy", Output.of(it)));
    registerOutputs(outputs);
  }

  private LogGroup makeLogGroup() {
    return new LogGroup(
        name + "-logs",
        LogGroupArgs.builder()
            .name(args.environment().logGroupName(args.name()))
            .retentionInDays(args.logRetentionDays())
            .tags(args.environment().tags())
            .build(),
        childAfter(List.of()));
  }

  private Queue makeDeadLetterQueue() {
    return new Queue(
        name + "-dlq",
        QueueDefaults.settings(
                args.environment(), args.deadLetterQueue(), QueueDefaults.DEAD_LETTER_RETENTION)
            .redriveAllowPolicy(QueuePolicies.redriveAllowNone())
            .build(),
        childAfter(List.of()));
  }

  private QueuePolicy makeDeadLetterPolicy() {
    return new QueuePolicy(
        name + "-dlq-policy",
        QueuePolicyArgs.builder()
            .queueUrl(deadLetterQueue.id())
            .policy(QueuePolicies.allowOnly(Sender.rule(args.rule()), args.deadLetterQueue()))
            .build(),
        childAfter(List.of()));
  }

  private LogResourcePolicy makePolicy() {
    Arn group = args.environment().logGroup(args.name());
    return new LogResourcePolicy(
        name + "-logs-policy",
        LogResourcePolicyArgs.builder()
            .policyName(args.environment().name(args.name()))
            .policyDocument(LogPolicies.allowRule(args.rule(), group))
            .build(),
        childAfter(List.of(logGroup)));
  }

  private EventRule makeRule() {
    return new EventRule(
        name + "-rule",
        EventRuleArgs.builder()
            .name(args.environment().name(args.name() + "-debug"))
            .eventBusName(args.bus().name())
            .eventPattern(EventPattern.everything().toJson())
            .tags(args.environment().tags())
            .build(),
        childAfter(args.after()));
  }

  private EventTarget makeTarget(EventRule rule, List<Resource> after) {
    return new EventTarget(
        name + "-target",
        EventTargetArgs.builder()
            .rule(rule.name())
            .eventBusName(args.bus().name())
            .targetId("log-group")
            .arn(logGroup.arn())
            .deadLetterConfig(
                EventTargetDeadLetterConfigArgs.builder().arn(deadLetterQueue.arn()).build())
            .build(),
        childAfter(after));
  }

  public Output<String> logGroupName() {
    return logGroup.name();
  }

  /** The last resource: once it is there, an event put on the bus is logged. */
  public EventTarget target() {
    return target;
  }
}
