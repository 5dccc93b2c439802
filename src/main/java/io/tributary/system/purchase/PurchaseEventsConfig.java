package io.tributary.system.purchase;

import io.tributary.iam.Arn;
import io.tributary.system.ConfigReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The config of a purchase-events stack, checked.
 *
 * @param username {@code username}: the prefix of every name, the IAM user's
 * @param region {@code aws:region}
 * @param sources {@code basketTopicArn}, {@code checkoutTopicArn} and {@code eventBusArn}; empty if
 *     {@code createSources} is true (false by default), which makes the program create them
 * @param purchaseQueue {@code purchaseQueue}, {@code purchase-events} by default: the name of the
 *     purchase queue without the username
 * @param maxReceiveCount {@code maxReceiveCount}, 1 to 1,000, 5 by default, fewer than which break
 *     a rule of the house: receives of a message before it becomes a dead letter
 * @param retentionDays {@code retentionDays}, 1 to 14, 4 by default, of which 14 breaks a rule of
 *     the house: how long queues keep a message
 * @param pipeLogs {@code pipeLogs}, true by default: whether the pipes log their failures
 * @param logRetentionDays {@code logRetentionDays}, 14 by default: how long log groups keep their
 *     events
 * @param debugRule {@code debugRule}, false by default: whether every event of the bus is logged
 *     too
 * @param debugLogPolicy {@code debugLogPolicy}: the log resource policy that already lets
 *     EventBridge write to the debug rule's log group, another than the stack would make; empty to
 *     make one
 * @param monitoring {@code monitoring}, true by default: whether there are alarms and a dashboard
 * @param alarmTopic {@code alarmTopicArn}: a standard topic of the account and region that is told
 *     when an alarm begins and ends; empty to tell nobody
 * @param permissionsBoundary {@code permissionsBoundary}: a managed policy of the account that
 *     bounds what the policies of the program's roles can grant; empty for none
 */
public record PurchaseEventsConfig(
    String username,
    String region,
    Optional<Sources> sources,
    String purchaseQueue,
    int maxReceiveCount,
    int retentionDays,
    boolean pipeLogs,
    int logRetentionDays,
    boolean debugRule,
    Optional<String> debugLogPolicy,
    boolean monitoring,
    Optional<Arn> alarmTopic,
    Optional<Arn> permissionsBoundary) {

  /** What the account provides, all in one region of one account. */
  public record Sources(Arn basketTopic, Arn checkoutTopic, Arn eventBus) {}

  /** Whether the program creates the topics and the bus. */
  public boolean createSources() {
    return sources.isEmpty();
  }

  /** Every config key that is read. */
  public static final List<String> KEYS =
      List.of(
          "aws:region",
          "username",
          "createSources",
          "basketTopicArn",
          "checkoutTopicArn",
          "eventBusArn",
          "purchaseQueue",
          "maxReceiveCount",
          "retentionDays",
          "pipeLogs",
          "logRetentionDays",
          "debugRule",
          "debugLogPolicy",
          "monitoring",
          "alarmTopicArn",
          "permissionsBoundary");

  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d");

  /** What all of SQS, EventBridge, IAM and CloudWatch Logs allow in a name. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private static final Pattern LOG_POLICY = Pattern.compile("\\S+");

  private static final int QUEUE_NAME_LIMIT = 80;
  private static final int ROLE_AND_RULE_NAME_LIMIT = 64;

  /**
   * What follows the username in the longest names of roles, {@code -checkout-events-pipe}, and of
   * rules.
   */
  private static final int LONGEST_SUFFIX = "-purchase-events-debug".length();

  private static final int USERNAME_LIMIT = ROLE_AND_RULE_NAME_LIMIT - LONGEST_SUFFIX;

  /**
   * The days that a log group may keep its events.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">PutRetentionPolicy</a>
   */
  private static final List<Integer> LOG_RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  /**
   * Checks a stack's config.
   *
   * @param config of the keys in {@link #KEYS}
   * @throws io.tributary.system.ConfigException with every problem there is
   */
  public static PurchaseEventsConfig of(ConfigReader config) {
    Optional<String> region = region(config);
    Optional<String> username = username(config);
    var arns = new ProvidedArns(config, region, username);
    boolean created = config.flag("createSources", false);
    Optional<Sources> sources = sources(config, arns, created);
    String purchaseQueue = purchaseQueue(config, username);
    int maxReceiveCount = config.number("maxReceiveCount", 5, 1, 1000);
    int retentionDays = config.number("retentionDays", 4, 1, 14);
    boolean pipeLogs = config.flag("pipeLogs", true);
    int logRetentionDays = config.oneOf("logRetentionDays", 14, LOG_RETENTION_DAYS);
    boolean debugRule = config.flag("debugRule", false);
    Optional<String> debugLogPolicy = debugLogPolicy(config, debugRule, username);
    boolean monitoring = config.flag("monitoring", true);
    Optional<Arn> alarmTopic =
        monitoring ? arns.alarmTopic(sources, created) : noAlarmTopic(config);
    Optional<Arn> permissionsBoundary = arns.permissionsBoundary(sources);
    config.finish();
    return new PurchaseEventsConfig(
        username.orElseThrow(),
        region.orElseThrow(),
        sources,
        purchaseQueue,
        maxReceiveCount,
        retentionDays,
        pipeLogs,
        logRetentionDays,
        debugRule,
        debugLogPolicy,
        monitoring,
        alarmTopic,
        permissionsBoundary);
  }

  /**
   * Checks that what the account provides is of the account in which the resources land.
   *
   * @param config which this was read from
   * @param account whose credentials run the program
   * @throws io.tributary.system.ConfigException if any of it is of another account
   */
  void checkAccount(ConfigReader config, String account) {
    new ProvidedArns(config, Optional.of(region), Optional.of(username)).checkAccount(account);
    config.finish();
  }

  /** That of the ARNs, where they agree on another: then it is the one value to be changed. */
  private static Optional<String> region(ConfigReader config) {
    Optional<String> ofArns = regionOfArns(config);
    Optional<String> region =
        config.required(
            "aws:region",
            PurchaseEventsConfig::isRegion,
            "must be the code of an AWS region",
            ofArns.orElse("eu-west-1"));
    if (region.isPresent() && ofArns.isPresent() && !region.equals(ofArns)) {
      String rule = "must be the region of the ARNs in the config, %s; or set each to an ARN of %s";
      config.wrong("aws:region", rule.formatted(ofArns.get(), region.get()), ofArns.get());
    }
    return ofArns.or(() -> region);
  }

  /** Empty where the topics and the bus are created, for then their ARNs have to go. */
  private static Optional<String> regionOfArns(ConfigReader config) {
    return config.get("createSources").equals(Optional.of("true"))
        ? Optional.empty()
        : ProvidedArns.onlyRegion(config).filter(PurchaseEventsConfig::isRegion);
  }

  private static boolean isRegion(String region) {
    return REGION.matcher(region).matches();
  }

  private static Optional<String> username(ConfigReader config) {
    return config.required(
        "username",
        name -> isName(name, USERNAME_LIMIT),
        "must be 1 to %s letters, digits, '-' or '_': SQS allows no others in a queue's name, and USERNAME%s is the name of a rule, which may have %s"
            .formatted(USERNAME_LIMIT, "-purchase-events-debug", ROLE_AND_RULE_NAME_LIMIT),
        "jane");
  }

  private static String purchaseQueue(ConfigReader config, Optional<String> username) {
    int limit = QUEUE_NAME_LIMIT - username.map(String::length).orElse(0) - "--dlq".length();
    var taken =
        Stream.of(PurchaseEvents.BASKET, PurchaseEvents.CHECKOUT, PurchaseEvents.DEBUG)
            .flatMap(name -> Stream.of(name, name + "-dlq"))
            .toList();
    return config
        .optional(
            "purchaseQueue",
            name -> isName(name, limit) && !taken.contains(name),
            "must be 1 to %s letters, digits, '-' or '_', so that USERNAME-purchaseQueue-dlq keeps within the %s of a queue's name, and none of %s, which this stack needs for its other queues"
                .formatted(limit, QUEUE_NAME_LIMIT, String.join(", ", taken)),
            PurchaseEvents.NAME)
        .orElse(PurchaseEvents.NAME);
  }

  private static boolean isName(String name, int limit) {
    return NAME.matcher(name).matches() && name.length() <= limit;
  }

  private static Optional<String> debugLogPolicy(
      ConfigReader config, boolean debugRule, Optional<String> username) {
    if (!debugRule && !config.isWrong("debugRule")) {
      config.unwanted("debugLogPolicy", "must be absent while debugRule is not true");
      return Optional.empty();
    }
    Optional<String> own = username.map(user -> user + "-" + PurchaseEvents.NAME);
    return config.optional(
        "debugLogPolicy",
        name -> LOG_POLICY.matcher(name).matches() && !own.equals(Optional.of(name)),
        "must be the name of a CloudWatch Logs resource policy of the account, other than USERNAME-%s, which the stack makes itself while this key is not set, and would delete"
            .formatted(PurchaseEvents.NAME),
        "events-to-logs");
  }

  private static Optional<Sources> sources(
      ConfigReader config, ProvidedArns arns, boolean created) {
    if (created) {
      for (String key : List.of("basketTopicArn", "checkoutTopicArn", "eventBusArn")) {
        config.unwanted(key, "must be absent when createSources is true: the program creates it");
      }
      return Optional.empty();
    }
    return arns.sources(!config.isWrong("createSources"));
  }

  private static Optional<Arn> noAlarmTopic(ConfigReader config) {
    config.unwanted("alarmTopicArn", "must be absent while monitoring is false");
    return Optional.empty();
  }
}
