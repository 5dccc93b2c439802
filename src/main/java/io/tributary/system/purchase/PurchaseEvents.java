package io.tributary.system.purchase;

import com.pulumi.Context;
import com.pulumi.aws.AwsFunctions;
import com.pulumi.resources.Resource;
import io.tributary.component.DebugRule;
import io.tributary.component.Environment;
import io.tributary.component.EventPattern;
import io.tributary.component.PurchaseRuleQueue;
import io.tributary.component.QueueWithDeadLetterQueue;
import io.tributary.component.SnsToBusPipe;
import io.tributary.component.SourceQueueWithSubscription;
import io.tributary.component.TopicsAndBus;
import io.tributary.iam.Arn;
import io.tributary.iam.Partition;
import io.tributary.system.ConfigReader;
import io.tributary.system.Demo;
import io.tributary.system.purchase.PurchaseEventsConfig.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Basket and checkout events, from their SNS topics to the purchase queue:
 *
 * <pre>
 * basket-events topic ---> queue ---> pipe --.
 *                                             >--> bus ---> rule ---> purchase-events queue
 * checkout-events topic -> queue ---> pipe --'
 * </pre>
 *
 * <p>It is built from its end to its beginning, so that no event is let in before its way is whole:
 * queues and their policies, the rule, its target, the rights of the pipes, the pipes, the
 * subscriptions. It is taken down in reverse. A queue's policy does not wait for the queues of
 * another pair: the rule waits for all of them, and nothing can come before the rule.
 */
public final class PurchaseEvents {

  /**
   * The name of the system and its Pulumi project, of the rule and, by default, of the purchase
   * queue.
   */
  public static final String NAME = "purchase-events";

  /** One event of each source, both to arrive in the purchase queue. */
  public static final Demo DEMO =
      new Demo(
          List.of(
              new Demo.Example(
                  "basketTopicArn",
                  "example-sns-events/basket-updated-event.json",
                  "purchaseQueueUrl"),
              new Demo.Example(
                  "checkoutTopicArn",
                  "example-sns-events/checkout-created-event.json",
                  "purchaseQueueUrl")));

  /** The name of the topic, queue and pipe of basket events. */
  static final String BASKET = "basket-events";

  /** The name of the topic, queue and pipe of checkout events. */
  static final String CHECKOUT = "checkout-events";

  private static final String BUS = "domain-events";

  /** The debug rule's name. */
  static final String DEBUG = NAME + "-debug";

  private final PurchaseEventsConfig config;
  private final Environment environment;
  private final Sources sources;
  private final List<Resource> created;

  private PurchaseEvents(PurchaseEventsConfig config, Environment environment) {
    this.config = config;
    this.environment = environment;
    this.sources = config.sources().orElseGet(() -> ownSources(environment));
    this.created = config.createSources() ? createSources(environment) : List.of();
  }

  /** The Pulumi program. */
  public static void stack(Context context) {
    var read = ConfigReader.of(context, PurchaseEventsConfig.KEYS);
    var config = PurchaseEventsConfig.of(read);
    String account = callersAccount();
    config.checkAccount(read, account);
    new PurchaseEvents(config, environment(context, config, account)).build(context);
  }

  private static Environment environment(
      Context context, PurchaseEventsConfig config, String account) {
    var tags = new TreeMap<String, String>();
    tags.put("project", context.projectName());
    tags.put("stack", context.stackName());
    tags.put("username", config.username());
    return new Environment(
        Partition.of(config.region()), config.region(), account, config.username(), tags);
  }

  /** Whose credentials run the program, and so where its resources land: the one call it makes. */
  private static String callersAccount() {
    return AwsFunctions.getCallerIdentityPlain().join().accountId();
  }

  private static Sources ownSources(Environment environment) {
    return new Sources(
        environment.topic(BASKET), environment.topic(CHECKOUT), environment.bus(BUS));
  }

  private static List<Resource> createSources(Environment environment) {
    var args = new TopicsAndBus.Args(environment, List.of(BASKET, CHECKOUT), BUS);
    return new TopicsAndBus("sources", args).resources();
  }

  private void build(Context context) {
    var basket = sourceQueue(BASKET, sources.basketTopic());
    var checkout = sourceQueue(CHECKOUT, sources.checkoutTopic());
    var purchases = purchases(basket, checkout);
    var debug = config.debugRule() ? Optional.of(debugRule()) : Optional.<DebugRule>empty();

    var targets = new ArrayList<Resource>(List.of(purchases.target()));
    debug.map(DebugRule::target).ifPresent(targets::add);
    var basketPipe = pipe(BASKET, "basket_events", basket, targets);
    var checkoutPipe = pipe(CHECKOUT, "checkout_events", checkout, targets);

    var pipes = List.of(basketPipe.pipe(), checkoutPipe.pipe());
    basket.subscribe(concat(created, pipes));
    checkout.subscribe(concat(created, pipes));

    exportSource(context, "basket", basket, basketPipe);
    exportSource(context, "checkout", checkout, checkoutPipe);
    exportQueue(context, "purchase", purchases.queue());
    context.export("purchaseRuleArn", purchases.rule().arn());
    debug.ifPresent(rule -> context.export("debugLogGroupName", rule.logGroupName()));
    context.export("eventBusArn", sources.eventBus().toString());
    if (config.monitoring()) {
      var monitoring = new PurchaseMonitoring(config, environment, sources).make();
      context.export("dashboardName", monitoring.dashboardName());
    }
  }

  private SourceQueueWithSubscription sourceQueue(String name, Arn topic) {
    return new SourceQueueWithSubscription(
        name,
        new SourceQueueWithSubscription.Args(
            environment, name, topic, config.maxReceiveCount(), config.retentionDays()));
  }

  private PurchaseRuleQueue purchases(
      SourceQueueWithSubscription basket, SourceQueueWithSubscription checkout) {
    var upstream = concat(basket.queue().policies(), checkout.queue().policies());
    return new PurchaseRuleQueue(
        NAME,
        new PurchaseRuleQueue.Args(
            environment,
            NAME,
            config.purchaseQueue(),
            sources.eventBus(),
            EventPattern.ofSources("basket_events", "checkout_events"),
            config.maxReceiveCount(),
            config.retentionDays(),
            concat(created, upstream)));
  }

  private DebugRule debugRule() {
    return new DebugRule(
        DEBUG,
        new DebugRule.Args(
            environment,
            NAME,
            sources.eventBus(),
            config.logRetentionDays(),
            config.debugLogPolicy(),
            created));
  }

  private SnsToBusPipe pipe(
      String name, String eventSource, SourceQueueWithSubscription from, List<Resource> targets) {
    var logs =
        config.pipeLogs() ? Optional.of(config.logRetentionDays()) : Optional.<Integer>empty();
    return new SnsToBusPipe(
        name,
        new SnsToBusPipe.Args(
            environment,
            name,
            from.queue(),
            sources.eventBus(),
            eventSource,
            logs,
            config.permissionsBoundary(),
            targets));
  }

  /** What a person needs next: one flat name each, such as {@code basketQueueUrl}. */
  private static void exportSource(
      Context context, String prefix, SourceQueueWithSubscription from, SnsToBusPipe pipe) {
    context.export(prefix + "TopicArn", from.topic().toString());
    exportQueue(context, prefix, from.queue());
    context.export(prefix + "PipeArn", pipe.pipe().arn());
    pipe.logGroupName().ifPresent(group -> context.export(prefix + "LogGroupName", group));
  }

  private static void exportQueue(Context context, String prefix, QueueWithDeadLetterQueue queue) {
    context.export(prefix + "QueueUrl", queue.queueUrl());
    context.export(prefix + "QueueArn", queue.queue().arn());
    context.export(prefix + "DeadLetterQueueUrl", queue.deadLetterQueueUrl());
    context.export(prefix + "DeadLetterQueueArn", queue.deadLetterQueue().arn());
  }

  private static List<Resource> concat(
      List<? extends Resource> first, List<? extends Resource> second) {
    return Stream.<Resource>concat(first.stream(), second.stream()).toList();
  }
}
