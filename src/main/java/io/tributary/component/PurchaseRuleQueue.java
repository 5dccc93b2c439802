package io.tributary.component;

import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.cloudwatch.inputs.EventTargetDeadLetterConfigArgs;
import com.pulumi.aws.cloudwatch.inputs.EventTargetInputTransformerArgs;
import com.pulumi.aws.cloudwatch.inputs.EventTargetRetryPolicyArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.tributary.iam.Arn;
import io.tributary.iam.QueuePolicies.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Those events of a bus that match a pattern, in a queue. What the rule cannot deliver and what the
 * queue's consumers cannot process both end in the queue's dead-letter queue.
 */
public final class PurchaseRuleQueue extends Component {

  public static final String TYPE = "tributary:component:PurchaseRuleQueue";

  /**
   * AWS's own limits and defaults, stated because the provider reads what is left out of a retry
   * policy as zero.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html">Retry
   *     policy</a>
   */
  private static final Duration MAXIMUM_EVENT_AGE = Duration.ofHours(24);

  private static final int MAXIMUM_RETRY_ATTEMPTS = 185;

  /**
   * What a rule and its queue need.
   *
   * @param rule the name of the rule, without the username
   * @param queue the name of the queue, without the username
   * @param bus the bus whose events are matched
   * @param pattern which events match
   * @param maxReceiveCount 1 to 1,000: receives of a message before it becomes a dead letter
   * @param retentionDays 1 to 14: how long the queue keeps a message
   * @param after what has to be there before the rule: the queues upstream and their policies, and
   *     the bus, if it is the program's own
   * @param inputTransformer what the queue gets in place of the event; empty for the event itself
   */
  public record Args(
      Environment environment,
      String rule,
      String queue,
      Arn bus,
      EventPattern pattern,
      int maxReceiveCount,
      int retentionDays,
      List<? extends Resource> after,
      Optional<EventTargetInputTransformerArgs> inputTransformer) {

    /** The events themselves in the queue. */
    public Args(
        Environment environment,
        String rule,
        String queue,
        Arn bus,
        EventPattern pattern,
        int maxReceiveCount,
        int retentionDays,
        List<? extends Resource> after) {
      this(
          environment,
          rule,
          queue,
          bus,
          pattern,
          maxReceiveCount,
          retentionDays,
          after,
          Optional.empty());
    }

    /**
     * These, and in the queue what a template makes of each event.
     *
     * @param paths what is taken out of the event, by the names that the template has for it, such
     *     as {@code id} for {@code $.detail.order.id}
     * @param template what the queue gets, such as {@code {"order": <id>}}: JSON, or one string in
     *     quotes
     * @see <a
     *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input
     *     transformation</a>
     */
    public Args withInputTransformer(Map<String, String> paths, String template) {
      var transformer =
          EventTargetInputTransformerArgs.builder()
              .inputPaths(paths)
              .inputTemplate(template)
              .build();
      return new Args(
          environment,
          rule,
          queue,
          bus,
          pattern,
          maxReceiveCount,
          retentionDays,
          after,
          Optional.of(transformer));
    }
  }

  private final String name;
  private final Args args;
  private final QueueWithDeadLetterQueue queue;
  private final EventRule rule;
  private final EventTarget target;

  public PurchaseRuleQueue(String name, Args args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /** With Pulumi's options, such as the aliases of one that had another name. */
  public PurchaseRuleQueue(String name, Args args, ComponentResourceOptions options) {
    super(TYPE, name, options);
    this.name = name;
    this.args = args;
    this.queue =
        new QueueWithDeadLetterQueue(
            name,
            new QueueWithDeadLetterQueue.Args(
                args.environment(),
                args.queue(),
                Sender.rule(args.environment().rule(args.bus(), args.rule())),
                args.maxReceiveCount(),
                args.retentionDays(),
                QueueDefaults.LARGEST_MESSAGE),
            ComponentResourceOptions.builder().parent(this).build());
    this.rule = makeRule();
    this.target = makeTarget();
    registerOutputs(
        Map.of(
            "queueUrl", queue.queueUrl(),
            "deadLetterQueueUrl", queue.deadLetterQueueUrl(),
            "ruleArn", rule.arn()));
  }

  private EventRule makeRule() {
    var after = new ArrayList<Resource>(queue.policies());
    after.addAll(args.after());
    return new EventRule(
        name + "-rule",
        EventRuleArgs.builder()
            .name(args.environment().name(args.rule()))
            .eventBusName(args.bus().name())
            .eventPattern(args.pattern().toJson())
            .tags(args.environment().tags())
            .build(),
        childAfter(after));
  }

  private EventTarget makeTarget() {
    var target =
        EventTargetArgs.builder()
            .rule(rule.name())
            .eventBusName(args.bus().name())
            .targetId("queue")
            .arn(queue.queue().arn())
            .deadLetterConfig(
                EventTargetDeadLetterConfigArgs.builder()
                    .arn(queue.deadLetterQueue().arn())
                    .build())
            .retryPolicy(
                EventTargetRetryPolicyArgs.builder()
                    .maximumEventAgeInSeconds((int) MAXIMUM_EVENT_AGE.toSeconds())
                    .maximumRetryAttempts(MAXIMUM_RETRY_ATTEMPTS)
                    .build());
    args.inputTransformer().ifPresent(target::inputTransformer);
    return new EventTarget(name + "-target", target.build(), childAfter(List.of()));
  }

  /** The queue and its dead-letter queue. */
  public QueueWithDeadLetterQueue queue() {
    return queue;
  }

  public EventRule rule() {
    return rule;
  }

  /** The last resource: once it is there, an event put on the bus arrives in the queue. */
  public EventTarget target() {
    return target;
  }
}
