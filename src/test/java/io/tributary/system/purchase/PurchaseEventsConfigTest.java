package io.tributary.system.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.pulumi.exceptions.RunException;
import io.tributary.MockProgram;
import io.tributary.iam.Arn;
import io.tributary.system.ConfigException;
import io.tributary.system.ConfigProblem;
import io.tributary.system.ConfigReader;
import io.tributary.system.purchase.PurchaseEventsConfig.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseEventsConfigTest {

  private static final String BASKET = "arn:aws:sns:eu-west-1:536697261635:jane-basket-events";
  private static final String CHECKOUT = "arn:aws:sns:eu-west-1:536697261635:jane-checkout-events";
  private static final String BUS =
      "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events";

  private static final String OF_THE_CALLER =
      "must be of the account whose credentials are used, 536697261635;"
          + " or use those of 111122223333";

  private static Map<String, String> sample() {
    return new TreeMap<>(
        Map.of(
            "aws:region", "eu-west-1",
            "username", "jane",
            "basketTopicArn", BASKET,
            "checkoutTopicArn", CHECKOUT,
            "eventBusArn", BUS));
  }

  private static Map<String, String> with(String key, String value) {
    var values = sample();
    values.put(key, value);
    return values;
  }

  private static PurchaseEventsConfig read(Map<String, String> values) {
    return PurchaseEventsConfig.of(new ConfigReader("purchase-events", "mine", values));
  }

  private static List<ConfigProblem> problems(Map<String, String> values) {
    return catchThrowableOfType(ConfigException.class, () -> read(values)).problems();
  }

  /** The only problem there is with one value more or other than the sample's. */
  private static ConfigProblem problem(String key, String value) {
    assertThat(problems(with(key, value))).hasSize(1);
    ConfigProblem problem = problems(with(key, value)).get(0);
    assertThat(problem.key()).isEqualTo(key);
    assertThat(problem.value()).contains(value);
    return problem;
  }

  @Test
  void sample_takesTheDefaults() {
    assertThat(read(sample()))
        .isEqualTo(
            new PurchaseEventsConfig(
                "jane",
                "eu-west-1",
                Optional.of(
                    new PurchaseEventsConfig.Sources(
                        Arn.parse(BASKET).orElseThrow(),
                        Arn.parse(CHECKOUT).orElseThrow(),
                        Arn.parse(BUS).orElseThrow())),
                "purchase-events",
                5,
                4,
                true,
                14,
                false,
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void nothingAtAll_listsEveryRequiredKey() {
    assertThat(problems(Map.of()))
        .extracting(ConfigProblem::key)
        .containsExactly(
            "aws:region", "username", "basketTopicArn", "checkoutTopicArn", "eventBusArn");
  }

  @Test
  void everyProblem_isToldAtOnce() {
    var values = sample();
    values.remove("username");
    values.put("basketTopicArn", "jane-basket-events");
    values.put("maxReceiveCount", "0");
    values.put("pipeLogs", "yes");

    assertThat(problems(values))
        .extracting(ConfigProblem::key)
        .containsExactly("username", "basketTopicArn", "maxReceiveCount", "pipeLogs");
  }

  @Test
  void message_tellsValueRuleAndWhatToRun() {
    var thrown = catchThrowableOfType(RunException.class, () -> read(with("retentionDays", "15")));

    assertThat(thrown)
        .hasMessage(
            """
            The stack's config has 1 problem:
              retentionDays is "15"
                it must be a whole number from 1 to 14
                try, in the folder with the Pulumi.yaml of purchase-events: pulumi config set purchase-events:retentionDays 4 --stack mine""");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 42})
  void username_ofAGoodLength_passes(int length) {
    assertThat(read(with("username", "x".repeat(length))).username()).hasSize(length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 43})
  void username_thatMakesANameTooLong_isAProblem(int length) {
    assertThat(problem("username", "x".repeat(length)).rule()).contains("1 to 42");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jane.doe", "jane doe", "j/ane", "jané"})
  void username_withACharacterThatAQueueNameMayNotHave_isAProblem(String username) {
    assertThat(problem("username", username).rule()).contains("letters, digits, '-' or '_'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:sqs:eu-west-1:536697261635:q", "jane-basket-events", ""})
  void topicArn_ofAnotherService_isAProblem(String arn) {
    assertThat(problem("basketTopicArn", arn).rule()).contains("standard SNS topic");
  }

  @Test
  void topicArn_ofAFifoTopic_isAProblem() {
    assertThat(problem("basketTopicArn", BASKET + ".fifo").rule()).contains("standard SNS topic");
  }

  @Test
  void busArn_ofARule_isAProblem() {
    var rule = "arn:aws:events:eu-west-1:536697261635:rule/jane";

    assertThat(problem("eventBusArn", rule).rule()).contains("event bus");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.partner/shopify.com/1/orders", "a/", "/"})
  void busArn_ofAPartner_orOfNothing_isAProblem(String name) {
    var bus = "arn:aws:events:eu-west-1:536697261635:event-bus/" + name;

    assertThat(problem("eventBusArn", bus).rule())
        .isEqualTo("must be the ARN of an event bus of the account, not a partner's");
  }

  @Test
  void busArn_ofTheDefaultBus_passes() {
    var bus = "arn:aws:events:eu-west-1:536697261635:event-bus/default";

    assertThat(read(with("eventBusArn", bus)).sources())
        .map(Sources::eventBus)
        .contains(Arn.parse(bus).orElseThrow());
  }

  @Test
  void arn_ofAnotherRegion_isAProblem() {
    var other = BUS.replace("eu-west-1", "us-east-1");

    assertThat(problem("eventBusArn", other))
        .isEqualTo(
            new ConfigProblem(
                "purchase-events",
                "mine",
                "eventBusArn",
                Optional.of(other),
                "must be in aws:region, eu-west-1; or set that to us-east-1",
                Optional.of(BUS)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "eu-west-9"})
  void region_otherThanThatOfEveryArn_isTheOnlyProblem(String region) {
    assertThat(problem("aws:region", region))
        .isEqualTo(
            new ConfigProblem(
                "purchase-events",
                "mine",
                "aws:region",
                Optional.of(region),
                "must be the region of the ARNs in the config, eu-west-1; or set each to an ARN of"
                    + " "
                    + region,
                Optional.of("eu-west-1")));
  }

  @ParameterizedTest
  @CsvSource({"Ireland,us-east-1,us-east-1", "Ireland,nowhere,eu-west-1"})
  void region_thatIsNone_isSetToThatOfTheArns(String region, String ofArns, String example) {
    var values = inRegion(ofArns, "aws");
    values.put("aws:region", region);

    assertThat(problems(values).get(0).remedy())
        .isEqualTo("pulumi config set aws:region " + example + " --stack mine");
  }

  @Test
  void region_otherThanThatOfArnsWhichOwnSourcesDoNotNeed_isNoProblem() {
    var values = with("createSources", "true");
    values.put("aws:region", "us-east-1");

    assertThat(problems(values)).extracting(ConfigProblem::key).doesNotContain("aws:region");
  }

  @Test
  void region_otherThanThatOfTheOnlyArn_leavesThatToBeChanged() {
    var values = with("aws:region", "us-east-1");
    values.remove("checkoutTopicArn");
    values.remove("eventBusArn");

    assertThat(problems(values)).extracting(ConfigProblem::key).doesNotContain("aws:region");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1,aws-cn,aws",
    "cn-north-1,aws,aws-cn",
    "us-gov-west-1,aws,aws-us-gov",
    "us-gov-west-1,aws-cn,aws-us-gov"
  })
  void arns_ofAnotherPartitionThanTheRegions_areProblems(
      String region, String partition, String right) {
    var values = inRegion(region, partition);

    assertThat(problems(values))
        .extracting(ConfigProblem::key)
        .containsExactly(
            "basketTopicArn",
            "checkoutTopicArn",
            "eventBusArn",
            "alarmTopicArn",
            "permissionsBoundary");
    assertThat(problems(values))
        .allSatisfy(
            problem -> {
              assertThat(problem.rule())
                  .isEqualTo(
                      "must be in partition %s, that of aws:region, %s".formatted(right, region));
              assertThat(problem.example()).contains(inRegion(region, right).get(problem.key()));
            });
  }

  @ParameterizedTest
  @CsvSource({"cn-north-1,aws-cn", "us-gov-west-1,aws-us-gov"})
  void arns_ofTheRegionsPartition_pass(String region, String partition) {
    assertThat(read(inRegion(region, partition)).region()).isEqualTo(region);
  }

  private static Map<String, String> inRegion(String region, String partition) {
    var values = sample();
    values.put("alarmTopicArn", "arn:aws:sns:eu-west-1:536697261635:alarms");
    values.put("permissionsBoundary", "arn:aws:iam::536697261635:policy/pipes");
    values.replaceAll(
        (key, value) ->
            value.replace("arn:aws:", "arn:" + partition + ":").replace("eu-west-1", region));
    return values;
  }

  @Test
  void arn_thatIsWrong_isCorrectedInThePartitionOfTheRegion() {
    var values = inRegion("cn-north-1", "aws-cn");
    values.put("basketTopicArn", BASKET);
    values.put("checkoutTopicArn", "jane-checkout-events");

    assertThat(problems(values))
        .extracting(ConfigProblem::key, problem -> problem.example().orElseThrow())
        .containsExactly(
            tuple(
                "basketTopicArn",
                BASKET.replace("aws:", "aws-cn:").replace("eu-west-1", "cn-north-1")),
            tuple(
                "checkoutTopicArn", "arn:aws-cn:sns:cn-north-1:536697261635:jane-checkout-events"));
  }

  @ParameterizedTest
  @CsvSource({
    "basketTopicArn,arn:aws:sns:eu-west-1:536697261635:jane-basket-events.fifo",
    "basketTopicArn,arn:aws:sns:eu-west-1:111122223333:jane-basket-events.fifo",
    "basketTopicArn,jane-basket-events",
    "checkoutTopicArn,jane-checkout-events",
    "eventBusArn,jane-domain-events"
  })
  void arn_thatIsWrong_isCorrectedInTheAccountOfTheOthers(String key, String value) {
    assertThat(problem(key, value).example()).contains(sample().get(key));
  }

  @Test
  void arn_thatIsWrong_isCorrectedInItsOwnAccountWhereNoOtherIsGood() {
    var values = sample();
    values.replaceAll((key, value) -> value.startsWith("arn:") ? "jane" : value);
    values.put("checkoutTopicArn", CHECKOUT + ".fifo");

    assertThat(problems(values))
        .extracting(problem -> problem.example().orElseThrow())
        .containsExactly(BASKET, CHECKOUT, BUS);
  }

  @Test
  void arn_thatIsWrong_isCorrectedInAnExamplesAccountWhereNoneNamesOne() {
    assertThat(problems(Map.of("aws:region", "eu-west-1", "username", "jane")))
        .extracting(problem -> problem.example().orElseThrow())
        .allSatisfy(example -> assertThat(example).contains(":123456789012:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkoutTopicArn", "eventBusArn"})
  void arn_ofAnotherAccount_isAProblem(String key) {
    var other = sample().get(key).replace("536697261635", "123456789012");

    assertThat(problem(key, other).rule())
        .isEqualTo("must be of the same account as basketTopicArn, 536697261635");
  }

  @Test
  void sameTopicTwice_isAProblem() {
    assertThat(problem("checkoutTopicArn", BASKET).rule())
        .isEqualTo("must be another topic than basketTopicArn");
  }

  @ParameterizedTest
  @CsvSource({"maxReceiveCount,1", "maxReceiveCount,1000", "retentionDays,1", "retentionDays,14"})
  void number_atItsLimit_passes(String key, String value) {
    var config = read(with(key, value));

    assertThat(key.equals("retentionDays") ? config.retentionDays() : config.maxReceiveCount())
        .hasToString(value);
  }

  @ParameterizedTest
  @CsvSource({
    "maxReceiveCount,0",
    "maxReceiveCount,1001",
    "maxReceiveCount,five",
    "maxReceiveCount,99999999999",
    "retentionDays,0",
    "retentionDays,15",
    "retentionDays,1.5",
    "logRetentionDays,0",
    "logRetentionDays,2",
    "logRetentionDays,4000"
  })
  void number_outOfAwsRange_isAProblem(String key, String value) {
    assertThat(problem(key, value).rule()).startsWith("must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"createSources", "pipeLogs", "debugRule", "monitoring"})
  void flag_thatIsNeitherTrueNorFalse_isTheOnlyProblem(String key) {
    assertThat(problem(key, "yes").rule()).isEqualTo("must be true or false");
  }

  @Test
  void ownSources_needNoArns() {
    var values = Map.of("aws:region", "eu-west-1", "username", "jane", "createSources", "true");

    assertThat(read(values).createSources()).isTrue();
  }

  @Test
  void ownSources_withArns_areProblemsThatSayWhatToRemove() {
    assertThat(problems(with("createSources", "true")))
        .extracting(ConfigProblem::remedy)
        .containsExactly(
            "pulumi config rm purchase-events:basketTopicArn --stack mine",
            "pulumi config rm purchase-events:checkoutTopicArn --stack mine",
            "pulumi config rm purchase-events:eventBusArn --stack mine");
  }

  @Test
  void purchaseQueue_atTheLimitOfAQueueName_passes() {
    var name = "x".repeat(80 - "jane-".length() - "-dlq".length());

    assertThat(read(with("purchaseQueue", name)).purchaseQueue()).isEqualTo(name);
  }

  @Test
  void purchaseQueue_overTheLimitOfAQueueName_isAProblem() {
    var name = "x".repeat(81 - "jane-".length() - "-dlq".length());

    assertThat(problem("purchaseQueue", name).rule()).contains("1 to 71");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "basket-events",
        "checkout-events",
        "basket-events-dlq",
        "purchase-events-debug",
        "purchase-events-debug-dlq"
      })
  void purchaseQueue_namedAsAnotherQueueOrAsOneWhoseDeadLettersItWouldTake_isAProblem(String name) {
    assertThat(problem("purchaseQueue", name).rule()).contains("other queues");
  }

  @Test
  void debugLogPolicy_withoutTheDebugRule_isAProblem() {
    assertThat(problem("debugLogPolicy", "events-to-logs").remedy())
        .isEqualTo("pulumi config rm purchase-events:debugLogPolicy --stack mine");
  }

  @Test
  void debugLogPolicy_namedAsTheStacksOwn_isAProblem() {
    var values = with("debugRule", "true");
    values.put("debugLogPolicy", "jane-purchase-events");

    assertThat(problems(values))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo("debugLogPolicy");
              assertThat(problem.rule()).contains("other than USERNAME-purchase-events");
            });
  }

  @Test
  void debugLogPolicy_ofTheUsersPrefix_mayBeHandMade() {
    var values = with("debugRule", "true");
    values.put("debugLogPolicy", "jane-events-to-logs");

    assertThat(read(values).debugLogPolicy()).contains("jane-events-to-logs");
  }

  @Test
  void alarmTopic_ofTheAccountAndRegion_passes() {
    var alarms = "arn:aws:sns:eu-west-1:536697261635:alarms";

    assertThat(read(with("alarmTopicArn", alarms)).alarmTopic()).isEqualTo(Arn.parse(alarms));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:sns:us-east-1:536697261635:alarms|must be in aws:region, eu-west-1; or set that to us-east-1",
        "arn:aws:sns:eu-west-1:123456789012:alarms|must be of the same account as basketTopicArn, 536697261635",
        "arn:aws:sns:eu-west-1:536697261635:alarms.fifo|must be the ARN of a standard SNS topic",
        "alarms@example.com|must be the ARN of a standard SNS topic",
        CHECKOUT + "|must be another topic than those of the events"
      })
  void alarmTopic_thatCannotServe_isAProblem(String arn, String rule) {
    assertThat(problem("alarmTopicArn", arn).rule()).isEqualTo(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jane-basket-events", "jane-checkout-events"})
  void alarmTopic_thatIsTheProgramsOwnForEvents_isAProblem(String topic) {
    var values =
        Map.of(
            "aws:region", "eu-west-1",
            "username", "jane",
            "createSources", "true",
            "alarmTopicArn", "arn:aws:sns:eu-west-1:536697261635:" + topic);

    assertThat(problems(values))
        .singleElement()
        .extracting(ConfigProblem::rule)
        .isEqualTo("must be another topic than those of the events");
  }

  @Test
  void alarmTopic_ofANameThatOnlyOwnSourcesHave_isNoProblemBesideAMissingOne() {
    var values = with("alarmTopicArn", "arn:aws:sns:eu-west-1:536697261635:jane-basket-events");
    values.remove("checkoutTopicArn");

    assertThat(problems(values))
        .singleElement()
        .extracting(ConfigProblem::key)
        .isEqualTo("checkoutTopicArn");
  }

  @Test
  void alarmTopic_besideOwnSources_passes() {
    var alarms = "arn:aws:sns:eu-west-1:536697261635:jane-alarms";
    var values =
        Map.of(
            "aws:region", "eu-west-1",
            "username", "jane",
            "createSources", "true",
            "alarmTopicArn", alarms);

    assertThat(read(values).alarmTopic()).isEqualTo(Arn.parse(alarms));
  }

  @Test
  void alarmTopic_whileMonitoringIsOff_isAProblem() {
    var values = with("monitoring", "false");
    values.put("alarmTopicArn", "arn:aws:sns:eu-west-1:536697261635:alarms");

    assertThat(problems(values))
        .extracting(ConfigProblem::remedy)
        .containsExactly("pulumi config rm purchase-events:alarmTopicArn --stack mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipes", "team/pipes+of_jane@2"})
  void permissionsBoundary_ofTheAccount_passes(String name) {
    var policy = "arn:aws:iam::536697261635:policy/" + name;

    assertThat(read(with("permissionsBoundary", policy)).permissionsBoundary())
        .isEqualTo(Arn.parse(policy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:iam::111122223333:policy/pipes|must be of the same account as basketTopicArn, 536697261635|536697261635:policy/pipes",
        "arn:aws:iam::aws:policy/AdministratorAccess|must be the ARN of a managed policy of the account|536697261635:policy/pipes-of-jane",
        "arn:aws:iam:eu-west-1:536697261635:policy/pipes|must be the ARN of a managed policy of the account|536697261635:policy/pipes-of-jane",
        "arn:aws:iam::536697261635:role/pipes|must be the ARN of a managed policy of the account|536697261635:policy/pipes-of-jane",
        "pipes|must be the ARN of a managed policy of the account|536697261635:policy/pipes-of-jane",
        "arn:aws:iam::536697261635:policy/jane-pipes|must be a policy of another name: what begins with jane- is the stack's own|536697261635:policy/pipes-of-jane"
      })
  void permissionsBoundary_thatCannotServe_isAProblem(String arn, String rule, String example) {
    assertThat(problem("permissionsBoundary", arn))
        .isEqualTo(
            new ConfigProblem(
                "purchase-events",
                "mine",
                "permissionsBoundary",
                Optional.of(arn),
                rule,
                Optional.of("arn:aws:iam::" + example)));
  }

  /** The path of a policy may have nearly any character. */
  @Test
  void remedy_withAnExampleThatAShellWouldReadOtherwise_isQuoted() {
    var policy = "arn:aws:iam::111122223333:policy/it's&(mine)/pipes";

    assertThat(problem("permissionsBoundary", policy).remedy())
        .isEqualTo(
            "pulumi config set purchase-events:permissionsBoundary"
                + " 'arn:aws:iam::536697261635:policy/it'\\''s&(mine)/pipes' --stack mine");
  }

  @Test
  void region_thatIsNone_isAProblem() {
    assertThat(problems(with("aws:region", "Ireland")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.example()).contains("eu-west-1"));
  }

  @Test
  void providedArns_ofAnotherAccountThanTheCallers_areProblems() {
    var ofAnother = inAccount("111122223333");
    ofAnother.put("purchase-events:alarmTopicArn", "arn:aws:sns:eu-west-1:111122223333:alarms");

    assertThat(problemsOfRunning(ofAnother))
        .extracting(ConfigProblem::key, ConfigProblem::rule)
        .containsExactly(
            tuple("basketTopicArn", OF_THE_CALLER),
            tuple("checkoutTopicArn", OF_THE_CALLER),
            tuple("eventBusArn", OF_THE_CALLER),
            tuple("alarmTopicArn", OF_THE_CALLER));
  }

  @Test
  void arn_ofAnotherAccountThanTheCallers_isAProblemBesideOwnSourcesToo() {
    var config = PurchaseEventsTest.ownSources();
    config.put("purchase-events:alarmTopicArn", "arn:aws:sns:eu-west-1:111122223333:alarms");
    config.put("purchase-events:permissionsBoundary", "arn:aws:iam::111122223333:policy/pipes");

    assertThat(problemsOfRunning(config))
        .containsExactly(
            new ConfigProblem(
                "purchase-events",
                "dev",
                "alarmTopicArn",
                Optional.of("arn:aws:sns:eu-west-1:111122223333:alarms"),
                OF_THE_CALLER,
                Optional.of("arn:aws:sns:eu-west-1:536697261635:alarms")),
            new ConfigProblem(
                "purchase-events",
                "dev",
                "permissionsBoundary",
                Optional.of("arn:aws:iam::111122223333:policy/pipes"),
                OF_THE_CALLER,
                Optional.of("arn:aws:iam::536697261635:policy/pipes")));
  }

  private static Map<String, String> inAccount(String account) {
    var config = new TreeMap<>(PurchaseEventsTest.CONFIG);
    config.replaceAll((key, value) -> value.replace(MockProgram.ACCOUNT, account));
    return config;
  }

  /** What the program, run by a user of the mocks' account, says before it asks for anything. */
  private static List<ConfigProblem> problemsOfRunning(Map<String, String> config) {
    try (var program = MockProgram.holding(PurchaseEvents.NAME, config, request -> false)) {
      var result = program.start(PurchaseEvents::stack).join();

      assertThat(program.requests()).isEmpty();
      return result.exceptions().stream()
          .filter(ConfigException.class::isInstance)
          .flatMap(refused -> ((ConfigException) refused).problems().stream())
          .toList();
    }
  }

  @Test
  void badConfig_endsTheProgramBeforeAnyResource() {
    try (var program = MockProgram.holding(PurchaseEvents.NAME, Map.of(), request -> false)) {
      var result = program.start(PurchaseEvents::stack).join();

      assertThat(result.exceptions()).hasAtLeastOneElementOfType(ConfigException.class);
      assertThat(program.requests()).isEmpty();
    }
  }

  @Test
  void sampleStackFile_names_onlyKnownKeys() throws Exception {
    var keys =
        Files.readAllLines(Path.of("Pulumi.dev.yaml")).stream()
            .map(line -> line.replaceFirst("^\\s*#?\\s*", ""))
            .filter(line -> line.matches("(aws|purchase-events):\\w+:.*"))
            .map(line -> line.replaceFirst("^purchase-events:", "").replaceFirst(": .*", ""))
            .toList();

    assertThat(keys).containsExactlyInAnyOrderElementsOf(PurchaseEventsConfig.KEYS);
  }
}
