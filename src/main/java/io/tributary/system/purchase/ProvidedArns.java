package io.tributary.system.purchase;

import io.tributary.iam.Arn;
import io.tributary.iam.Partition;
import io.tributary.system.ConfigReader;
import io.tributary.system.purchase.PurchaseEventsConfig.Sources;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the ARNs of what the account provides, and checks each alone and against the others. */
final class ProvidedArns {

  /**
   * A standard topic; a FIFO topic's name ends in {@code .fifo}, and cannot feed a standard queue's
   * dead letters.
   */
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  /** Only a partner puts events on a partner's bus, whose name has a {@code /}. */
  private static final Pattern BUS_PATH = Pattern.compile("event-bus/[._A-Za-z0-9-]{1,256}");

  private static final Pattern POLICY_PATH =
      Pattern.compile("policy/([!-.0-~]+/)*[A-Za-z0-9_+=,.@-]{1,128}");

  private static final Kind BASKET =
      new Kind("basketTopicArn", "sns", TOPIC, "a standard SNS topic", "jane-basket-events");
  private static final Kind CHECKOUT =
      new Kind("checkoutTopicArn", "sns", TOPIC, "a standard SNS topic", "jane-checkout-events");
  private static final Kind BUS =
      new Kind(
          "eventBusArn",
          "events",
          BUS_PATH,
          "an event bus of the account, not a partner's",
          "event-bus/jane-domain-events");
  private static final Kind ALARMS =
      new Kind("alarmTopicArn", "sns", TOPIC, "a standard SNS topic", "jane-alarms");

  private static final Kind BOUNDARY =
      new Kind(
          "permissionsBoundary",
          "iam",
          POLICY_PATH,
          "a managed policy of the account",
          "policy/pipes-of-jane");

  private static final List<Kind> KINDS = List.of(BASKET, CHECKOUT, BUS, ALARMS, BOUNDARY);

  private static final String EXAMPLE_ACCOUNT = "123456789012";

  private final ConfigReader config;
  private final Optional<String> region;
  private final Optional<String> username;

  ProvidedArns(ConfigReader config, Optional<String> region, Optional<String> username) {
    this.config = config;
    this.region = region;
    this.username = username;
  }

  /** The one region of all that has one; empty if they differ, or only one of them has any. */
  static Optional<String> onlyRegion(ConfigReader config) {
    List<String> regions =
        KINDS.stream()
            .filter(kind -> !kind.isGlobal())
            .flatMap(kind -> admitted(config, kind).stream())
            .map(Arn::region)
            .toList();
    return regions.size() > 1 && regions.stream().distinct().count() == 1
        ? Optional.of(regions.get(0))
        : Optional.empty();
  }

  /**
   * The ARNs of the two topics and the bus; empty if any is missing or wrong.
   *
   * @param required whether a missing one is a problem
   */
  Optional<Sources> sources(boolean required) {
    Optional<Arn> basketArn = read(BASKET, required);
    Optional<Arn> checkoutArn = read(CHECKOUT, required);
    Optional<Arn> busArn = read(BUS, required);
    if (basketArn.isPresent() && basketArn.equals(checkoutArn)) {
      wrong(CHECKOUT, "must be another topic than basketTopicArn");
    }
    Optional<Arn> first = basketArn.or(() -> checkoutArn);
    sameAccount(BASKET, first, CHECKOUT, checkoutArn);
    sameAccount(basketArn.isPresent() ? BASKET : CHECKOUT, first, BUS, busArn);
    return basketArn.isPresent() && checkoutArn.isPresent() && busArn.isPresent()
        ? Optional.of(new Sources(basketArn.get(), checkoutArn.get(), busArn.get()))
        : Optional.empty();
  }

  /**
   * The topic that is told of alarms; empty if there is none, or a wrong one.
   *
   * @param sources what the account provides, as far as that is known
   * @param created whether the program makes the topics of the events itself
   */
  Optional<Arn> alarmTopic(Optional<Sources> sources, boolean created) {
    Optional<Arn> alarms = read(ALARMS, false);
    sameAccount(BASKET, sources.map(Sources::basketTopic), ALARMS, alarms);
    Optional<String> name = alarms.map(Arn::name);
    Stream<String> eventTopics =
        created ? ownTopics() : sources.stream().flatMap(ProvidedArns::topics);
    if (eventTopics.anyMatch(topic -> name.equals(Optional.of(topic)))) {
      wrong(ALARMS, "must be another topic than those of the events");
    }
    return alarms;
  }

  /**
   * The policy that bounds the program's roles; empty if there is none, or a wrong one.
   *
   * @param sources what the account provides, as far as that is known
   */
  Optional<Arn> permissionsBoundary(Optional<Sources> sources) {
    Optional<Arn> boundary = read(BOUNDARY, false);
    sameAccount(BASKET, sources.map(Sources::basketTopic), BOUNDARY, boundary);
    username
        .filter(user -> boundary.isPresent() && boundary.get().name().startsWith(user + "-"))
        .ifPresent(
            user ->
                wrong(
                    BOUNDARY,
                    "must be a policy of another name: what begins with %s- is the stack's own"
                        .formatted(user)));
    return boundary;
  }

  /** By name, which tells topics apart within the account and region that all have to be in. */
  private static Stream<String> topics(Sources sources) {
    return Stream.of(sources.basketTopic(), sources.checkoutTopic()).map(Arn::name);
  }

  private Stream<String> ownTopics() {
    return username.stream()
        .flatMap(
            user ->
                Stream.of(PurchaseEvents.BASKET, PurchaseEvents.CHECKOUT)
                    .map(topic -> user + "-" + topic));
  }

  private record Kind(String key, String service, Pattern resource, String what, String example) {

    boolean admits(Arn arn) {
      return arn.service().equals(service)
          && arn.region().isEmpty() == isGlobal()
          && resource.matcher(arn.resource()).matches();
    }

    /** Whether its ARN has no region. */
    boolean isGlobal() {
      return service.equals("iam");
    }
  }

  private Optional<Arn> read(Kind kind, boolean required) {
    Optional<Arn> arn = admitted(config, kind);
    if (arn.isEmpty() && (required || config.get(kind.key()).isPresent())) {
      wrong(kind, "must be the ARN of " + kind.what());
    }
    arn.ifPresent(found -> region.ifPresent(expected -> inRegion(expected, kind, found)));
    return arn;
  }

  private static Optional<Arn> admitted(ConfigReader config, Kind kind) {
    return given(config, kind).filter(kind::admits);
  }

  /** What is an ARN, though it may be that of something else. */
  private static Optional<Arn> given(ConfigReader config, Kind kind) {
    return config.get(kind.key()).flatMap(Arn::parse);
  }

  private void inRegion(String expected, Kind kind, Arn arn) {
    if (!kind.isGlobal() && !expected.equals(arn.region())) {
      String rule = "must be in aws:region, %s; or set that to %s";
      misplaced(kind, rule.formatted(expected, arn.region()), arn, arn.account());
    } else if (!Partition.of(expected).equals(arn.partition())) {
      String rule = "must be in partition %s, that of aws:region, %s";
      misplaced(kind, rule.formatted(Partition.of(expected), expected), arn, arn.account());
    }
  }

  private void sameAccount(Kind first, Optional<Arn> expected, Kind kind, Optional<Arn> arn) {
    Optional<String> account = expected.map(Arn::account);
    if (account.isEmpty() || arn.isEmpty() || account.equals(arn.map(Arn::account))) {
      return;
    }
    String rule = "must be of the same account as %s, %s".formatted(first.key(), account.get());
    misplaced(kind, rule, arn.get(), account.get());
  }

  /** Checks the account of each ARN that is there. */
  void checkAccount(String account) {
    for (Kind kind : KINDS) {
      read(kind, false)
          .filter(arn -> !account.equals(arn.account()))
          .ifPresent(
              arn ->
                  misplaced(
                      kind,
                      "must be of the account whose credentials are used, %s; or use those of %s"
                          .formatted(account, arn.account()),
                      arn,
                      account));
    }
  }

  /** The example is what was given, in the region asked for and the account that is right. */
  private void misplaced(Kind kind, String rule, Arn given, String account) {
    var example =
        new Arn(
            region.map(Partition::of).orElse(given.partition()),
            kind.service(),
            kind.isGlobal() ? "" : region.orElse(given.region()),
            account,
            given.resource());
    config.wrong(kind.key(), rule, example.toString());
  }

  /** The example keeps what is right: the region asked for, and the account. */
  private void wrong(Kind kind, String rule) {
    var example =
        new Arn(
            region.map(Partition::of).orElse("aws"),
            kind.service(),
            kind.isGlobal() ? "" : region.orElse("eu-west-1"),
            account(kind),
            kind.example());
    config.wrong(kind.key(), rule, example.toString());
  }

  /** Of the first ARN that is good, with which all have to agree; or else of what was given. */
  private String account(Kind wrong) {
    return Stream.of(
            KINDS.stream().map(kind -> admitted(config, kind)),
            Stream.of(given(config, wrong)),
            KINDS.stream().map(kind -> given(config, kind)))
        .flatMap(arns -> arns.flatMap(Optional::stream))
        .map(Arn::account)
        .findFirst()
        .orElse(EXAMPLE_ACCOUNT);
  }
}
