package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The scripts with the real AWS CLI, against a local cloud in this process. */
class ScriptsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUEUE = "jane-purchase-events";

  private static LocalServer server;
  private static SnsClient sns;
  private static SqsClient sqs;

  @BeforeAll
  static void serve() {
    for (String tool : List.of("aws", "jq")) {
      if (!Script.installed(tool)) {
        if ("true".equals(System.getenv("CI"))) {
          fail(tool + " is not installed, and with CI=true this is not skipped");
        }
        abort(tool + " is not installed");
      }
    }
    server = Purchases.served(Purchases.recorded(Map.of("debugRule", "true")));
    sns = AwsClients.sns(server);
    sqs = AwsClients.sqs(server);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      sns.close();
      sqs.close();
      server.close();
    }
  }

  @BeforeEach
  void asDeployed() {
    String url = server.output("purchaseQueueUrl");
    sqs.setQueueAttributes(
        it ->
            it.queueUrl(url).attributes(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "262144")));
    visibilityTimeout("30");
    empty(url);
    empty(deadLetters());
  }

  /** One by one: SQS purges a queue once a minute. */
  private static void empty(String url) {
    List<Message> left;
    do {
      left = sqs.receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10)).messages();
      left.forEach(
          message ->
              sqs.deleteMessage(it -> it.queueUrl(url).receiptHandle(message.receiptHandle())));
    } while (!left.isEmpty());
  }

  private static Map<String, String> environment(LocalServer server) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("AWS_ENDPOINT_URL", server.endpoint().toString());
    variables.put("AWS_REGION", "eu-west-1");
    variables.put("AWS_ACCESS_KEY_ID", "jane");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    return variables;
  }

  private static Script run(String name, String... args) {
    return Script.run(environment(server), name, args);
  }

  private static void publish(String body) {
    sns.publish(it -> it.topicArn(server.output("basketTopicArn")).message(body));
  }

  private static int waiting() {
    return sqs.receiveMessage(
            it ->
                it.queueUrl(server.output("purchaseQueueUrl"))
                    .maxNumberOfMessages(10)
                    .visibilityTimeout(0))
        .messages()
        .size();
  }

  private static List<JsonNode> json(String lines) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      documents.add(JSON.readTree(line));
    }
    return documents;
  }

  private static JsonNode example(String name) throws IOException {
    return JSON.readTree(Purchases.ROOT.resolve("example-sns-events/" + name).toFile());
  }

  private static void assertOneLine(Script script, String... words) {
    assertThat(script.code()).as(script.err()).isEqualTo(2);
    assertThat(script.err().lines()).singleElement().asString().contains(words);
    assertThat(script.out()).isEmpty();
  }

  @Test
  void sentEvents_arePrintedAndRemovedByTheQueueScript() throws IOException {
    Script sent = run("send-mock-events.sh", "jane");
    assertThat(sent.code()).as(sent.err()).isZero();
    assertThat(sent.out().lines()).hasSize(2);

    Script watched = run("watch-sqs-queue.sh", "--count", "2", QUEUE);

    assertThat(watched.code()).as(watched.err()).isZero();
    assertThat(json(watched.out()))
        .extracting(event -> event.at("/detail/event"))
        .containsExactlyInAnyOrder(
            example("basket-updated-event.json"), example("checkout-created-event.json"));
    assertThat(waiting()).isZero();
  }

  @Test
  void keep_leavesTheMessageVisible() {
    publish("{\"n\":1}");

    Script watched = run("watch-sqs-queue.sh", "--keep", "--count", "1", QUEUE);

    assertThat(watched.code()).as(watched.err()).isZero();
    assertThat(waiting()).isEqualTo(1);
  }

  /** Runs a script whose output nobody reads any more. */
  private static Script withoutAReader(String line) {
    return Script.run(
        environment(server),
        "",
        List.of("bash", "-o", "pipefail", "-c", "bash scripts/" + line + " | true"));
  }

  private static void visibilityTimeout(String seconds) {
    sqs.setQueueAttributes(
        it ->
            it.queueUrl(server.output("purchaseQueueUrl"))
                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, seconds)));
  }

  @Test
  void aMessageThatCannotBePrinted_staysInTheQueue() {
    publish("{\"n\":1}");
    visibilityTimeout("0");

    Script watched = withoutAReader("watch-sqs-queue.sh --count 1 " + QUEUE);

    assertThat(watched.code()).isEqualTo(2);
    assertThat(watched.err()).contains("could not be written", "stays in the queue");
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void keep_putsBackWhatCannotBePrinted_andWhatCameWithIt() {
    publish("{\"n\":1}");
    publish("{\"n\":2}");

    Script watched = withoutAReader("watch-sqs-queue.sh --keep --count 2 " + QUEUE);

    assertThat(watched.code()).as(watched.err()).isEqualTo(2);
    assertThat(waiting()).isEqualTo(2);
  }

  @Test
  void aLogEventThatCannotBePrinted_endsTheScript() {
    publish("{\"n\":1}");

    Script followed = withoutAReader("watch-logs-group.sh --count 1 " + QUEUE);

    assertThat(followed.code()).isEqualTo(2);
    assertThat(followed.err()).contains("could not be written");
  }

  private static Map<String, String> withCommandsOf(Path folder) {
    Map<String, String> variables = environment(server);
    variables.put("PATH", folder + ":" + System.getenv("PATH"));
    return variables;
  }

  /** An AWS CLI with which somebody deletes the first message that is put back meanwhile. */
  private static Map<String, String> withAFirstMessageThatIsGone(Path folder) throws IOException {
    String aws = Script.path("aws").toString();
    write(
        folder.resolve("aws"),
        """
        if [[ "$*" == *change-message-visibility* ]] && mkdir '%s' 2>/dev/null; then
          set -- "${@:1:$#-2}"
          %s "${@/change-message-visibility/delete-message}"
          echo 'the message is gone' >&2
          exit 255
        fi
        exec %s "$@\""""
            .formatted(folder.resolve("once"), aws, aws));
    return withCommandsOf(folder);
  }

  @Test
  void keep_putsBackTheOthersWhenOneCannotBe(@TempDir Path folder) throws IOException {
    publish("{\"n\":1}");
    publish("{\"n\":2}");

    Script watched =
        Script.run(
            withAFirstMessageThatIsGone(folder),
            "watch-sqs-queue.sh",
            "--keep",
            "--full",
            "--count",
            "2",
            QUEUE);

    String gone = json(watched.out()).get(0).path("messageId").asText();
    assertThat(watched.err())
        .contains("the message is gone", gone + " could not be put back")
        .containsOnlyOnce("could not be put back");
    assertThat(watched.code()).isEqualTo(2);
    assertThat(waiting()).isEqualTo(1);
  }

  /**
   * An AWS CLI for which the message received first shows again at once, as it does after a long
   * wait, and another one comes later.
   */
  private static Map<String, String> withAMessageThatComesAgain(Path folder) throws IOException {
    String aws = Script.path("aws").toString();
    write(
        folder.resolve("aws"),
        """
        if [[ "$*" == *receive-message* ]]; then
          if mkdir '%1$s' 2>/dev/null; then
            set -- "${@/#300/0}"
          elif ! mkdir '%2$s' 2>/dev/null; then
            all=$*
            url=${all#*--queue-url }
            %3$s --endpoint-url "$AWS_ENDPOINT_URL" sqs send-message --queue-url "${url%%%% *}" \\
              --message-body '{"n":2}' >/dev/null
          fi
        fi
        exec %3$s "$@\""""
            .formatted(folder.resolve("once"), folder.resolve("twice"), aws));
    return withCommandsOf(folder);
  }

  @Test
  void keep_putsBackAMessageThatCameAgainByItsNewHandle(@TempDir Path folder) throws IOException {
    publish("{\"n\":1}");

    Script watched =
        Script.run(
            withAMessageThatComesAgain(folder),
            "watch-sqs-queue.sh",
            "--keep",
            "--count",
            "2",
            QUEUE);

    assertThat(watched.err()).doesNotContain("could not be put back");
    assertThat(watched.code()).isZero();
    assertThat(waiting()).isEqualTo(2);
  }

  @Test
  void full_printsIdsAndAttributesWithTheBodyAsJson() throws IOException {
    publish("{\"n\":1}");

    Script watched = run("watch-sqs-queue.sh", "--full", "--count", "01", QUEUE);

    JsonNode message = json(watched.out()).get(0);
    assertThat(message.path("messageId").asText()).isNotEmpty();
    assertThat(message.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
    assertThat(message.at("/body/detail/event/n").asInt()).isEqualTo(1);
  }

  @Test
  void withoutAQueue_theQueuesAreListed() {
    assertThat(run("watch-sqs-queue.sh").out().lines())
        .containsExactlyInAnyOrder(
            "jane-basket-events",
            "jane-basket-events-dlq",
            "jane-checkout-events",
            "jane-checkout-events-dlq",
            "jane-purchase-events",
            "jane-purchase-events-debug-dlq",
            "jane-purchase-events-dlq");
  }

  @Test
  void withoutAGroup_theGroupsAreListed() {
    assertThat(run("watch-logs-group.sh").out().lines())
        .containsExactlyInAnyOrder(
            "/jane/basket-events", "/jane/checkout-events", "/jane/purchase-events");
  }

  @Test
  void aGroupNamedAsAQueue_isUnderstoodAndFollowed() throws IOException {
    publish("{\"n\":1}");

    Script followed = run("watch-logs-group.sh", "--since", "08", "--count", "1", QUEUE);

    assertThat(followed.code()).as(followed.err()).isZero();
    assertThat(json(followed.out()).get(0).path("detail-type").asText())
        .isEqualTo("Event from aws:sqs");
  }

  @Test
  void theDebugGroup_whereTheRuleIsOff_tellsHowToTurnItOn() {
    try (LocalServer other = Purchases.served(Purchases.recorded(Map.of()))) {
      assertOneLine(
          Script.run(environment(other), "watch-logs-group.sh", QUEUE),
          QUEUE,
          "pulumi config set purchase-events:debugRule true");
    }
  }

  @Test
  void anUnknownQueue_isOneLine() {
    assertOneLine(run("watch-sqs-queue.sh", "nowhere"), "there is no queue 'nowhere'");
  }

  @Test
  void anUnknownGroup_isOneLine() {
    assertOneLine(run("watch-logs-group.sh", "nowhere"), "there is no log group 'nowhere'");
  }

  @Test
  void aUserWithoutTopics_isOneLine() {
    assertOneLine(
        run("send-mock-events.sh", "nobody"),
        "send-mock-events.sh: denied: User: arn:aws:iam::536697261635:user/jane is not authorized",
        "nobody-basket-events",
        "the local cloud's user publishes to their own topics only: send-mock-events.sh jane");
  }

  /** The topics are the sample's, jane's. */
  @Test
  void aUserWhoseOwnTopicsAreNotThere_isToldWhereTheirNamesAre(@TempDir Path home)
      throws IOException {
    Path checkout = Files.createSymbolicLink(home.resolve("Jane Doe"), Purchases.ROOT);
    String script = checkout.resolve("scripts/send-mock-events.sh").toString();
    try (LocalServer joes = Purchases.served(Purchases.recorded(Map.of("username", "joe")))) {
      Map<String, String> environment = environment(joes);
      environment.put("AWS_ACCESS_KEY_ID", "joe");

      assertOneLine(
          Script.run(environment, "", List.of("bash", script, "joe")),
          "send-mock-events.sh: Topic does not exist: joe-basket-events in eu-west-1 of account"
              + " 536697261635; is 'joe' how the topics begin that the stack's config names"
              + " (basketTopicArn, checkoutTopicArn)? 'scripts/tributary up' prints the command"
              + " for its own. To topics of other names: aws sns publish --topic-arn ARN --message file://"
              + home
              + "/Jane\\ Doe/example-sns-events/basket-updated-event.json");
    }
  }

  @Test
  void aUserWithoutDeadLetterQueues_isOneLine() {
    assertOneLine(run("redrive.sh", "nobody"), "there is no dead-letter queue of 'nobody'");
  }

  @Test
  void emptyDeadLetterQueues_areListedAndNothingIsMoved() {
    Script redriven = run("redrive.sh", "jane");

    assertThat(redriven.code()).as(redriven.err()).isZero();
    assertThat(redriven.out().lines())
        .containsExactly(
            "jane-basket-events-dlq: 0",
            "jane-checkout-events-dlq: 0",
            "jane-purchase-events-debug-dlq: 0",
            "jane-purchase-events-dlq: 0");
    assertThat(redriven.err()).isEqualTo("There is nothing to move.\n");
  }

  @Test
  void aDeadLetterThatSomebodyHasReceived_isSaidToStayUntilItIsVisibleAgain() {
    sqs.sendMessage(it -> it.queueUrl(deadLetters()).messageBody("{\"n\":1}"));
    // Longer than the scripts take, however slow the machine.
    Message received =
        sqs.receiveMessage(it -> it.queueUrl(deadLetters()).visibilityTimeout(600))
            .messages()
            .get(0);

    try {
      Script none = run("redrive.sh", "jane", QUEUE);
      assertThat(none.code()).isZero();
      assertThat(none.out()).isEqualTo("jane-purchase-events-dlq: 0 (and 1 in flight)\n");
      assertThat(none.err())
          .isEqualTo(
              "There is nothing to move but what is in flight: run again once it is visible again.\n");
      sqs.sendMessage(it -> it.queueUrl(deadLetters()).messageBody("{\"n\":2}"));
      assertThat(run("redrive.sh", "--yes", "jane", QUEUE).err())
          .contains("What is in flight stays: run again once it is visible again.")
          .contains("moved 1 of 1");
    } finally {
      sqs.deleteMessage(it -> it.queueUrl(deadLetters()).receiptHandle(received.receiptHandle()));
    }
  }

  @Test
  void aDeadLetter_isMovedWithoutAskingIntoItsQueue() {
    sqs.sendMessage(it -> it.queueUrl(deadLetters()).messageBody("{\"n\":1}"));

    Script redriven = run("redrive.sh", "--yes", "jane", QUEUE);

    assertThat(redriven.code()).as(redriven.err()).isZero();
    assertThat(redriven.out().lines())
        .singleElement()
        .asString()
        .startsWith("jane-purchase-events-dlq: 1: no reason is given");
    assertThat(redriven.err()).contains("jane-purchase-events-dlq: moved 1 of 1");
    assertThat(waiting()).isEqualTo(1);
  }

  /** A dead letter of 1,028 bytes whose queue takes 1,024, and the try to move it. */
  private static Script redrivenTooLarge() {
    sqs.setQueueAttributes(
        it ->
            it.queueUrl(server.output("purchaseQueueUrl"))
                .attributes(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024")));
    sqs.sendMessage(
        it ->
            it.queueUrl(deadLetters())
                .messageBody("€".repeat(340))
                .messageAttributes(
                    Map.of(
                        "b",
                        MessageAttributeValue.builder()
                            .dataType("Binary")
                            .binaryValue(SdkBytes.fromUtf8String("5"))
                            .build())));
    return run("redrive.sh", "--yes", "jane", QUEUE);
  }

  private static String deadLetters() {
    return server.output("purchaseQueueUrl") + "-dlq";
  }

  /** Runs the commands that a script showed, in their order. */
  private static Script runShown(Script shown, Path folder) {
    String commands =
        shown
            .err()
            .lines()
            .filter(line -> line.startsWith("  aws "))
            .collect(Collectors.joining(" && "));
    return Script.run(
        environment(server), "", List.of("bash", "-c", "cd '" + folder + "' && " + commands));
  }

  @Test
  void aDeadLetterTooLargeForItsQueue_isNamedWithItsSizeAndFails() {
    Script redriven = redrivenTooLarge();

    String id = onlyDeadLetter();
    assertThat(redriven.code()).isEqualTo(1);
    assertThat(redriven.err())
        .contains("the task failed: InvalidParameterValue")
        .contains("the message " + id + " has 1028 bytes, jane-purchase-events takes 1024");
  }

  @Test
  void aDeadLetterTooLargeForItsQueue_isTakenOutByTheCommandsShown(@TempDir Path folder)
      throws IOException {
    Script redriven = redrivenTooLarge();

    assertThat(redriven.err().lines())
        .filteredOn(line -> line.contains("receive-message"))
        .isNotEmpty()
        .allMatch(line -> line.contains("--wait-time-seconds 1"));
    Script taken = runShown(redriven, folder);

    assertThat(taken.code()).as(taken.err()).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      assertThat(JSON.readTree(file.toFile()).path("Body").asText()).isEqualTo("€".repeat(340));
    }
    assertThat(run("redrive.sh", "--yes", "jane", QUEUE).out())
        .isEqualTo("jane-purchase-events-dlq: 0\n");
  }

  @Test
  void aDeadLetterTooLargeForItsQueue_isNotToBeLetIn() {
    assertThat(redrivenTooLarge().err())
        .contains("have it published again, smaller")
        .doesNotContain("set-queue-attributes", "maxMessageSize");
  }

  private static String onlyDeadLetter() {
    List<Message> left =
        sqs.receiveMessage(it -> it.queueUrl(deadLetters()).visibilityTimeout(0)).messages();
    assertThat(left).hasSize(1);
    return left.get(0).messageId();
  }

  @Test
  void missingCredentials_areOneLine(@TempDir Path empty) {
    Map<String, String> variables = environment(server);
    variables.remove("AWS_ACCESS_KEY_ID");
    variables.remove("AWS_SECRET_ACCESS_KEY");
    variables.put("AWS_CONFIG_FILE", empty.resolve("config").toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", empty.resolve("credentials").toString());
    variables.put("AWS_EC2_METADATA_DISABLED", "true");

    assertOneLine(
        Script.run(variables, "watch-sqs-queue.sh"), "no AWS credentials", "scripts/tributary up");
  }

  @Test
  void aProfileThatIsNowhere_isOneLine() {
    Map<String, String> variables = environment(server);
    variables.put("AWS_PROFILE", "nobodys");

    assertOneLine(Script.run(variables, "watch-sqs-queue.sh"), "no AWS credentials");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4566", "http://", "http://not_a host"})
  void anEndpointThatIsNone_isOneLine(String endpoint) {
    Map<String, String> variables = environment(server);
    variables.put("AWS_ENDPOINT_URL", endpoint);

    assertOneLine(
        Script.run(variables, "watch-sqs-queue.sh"),
        "AWS_ENDPOINT_URL is '" + endpoint + "'",
        "for example http://localhost:4566");
  }

  @Test
  void aMissingRegion_isOneLine(@TempDir Path empty) {
    Map<String, String> variables = environment(server);
    variables.remove("AWS_REGION");
    variables.put("AWS_CONFIG_FILE", empty.resolve("config").toString());

    assertOneLine(Script.run(variables, "watch-sqs-queue.sh"), "no region; set AWS_REGION");
  }

  @Test
  void aCloudThatDoesNotRun_isOneLine() {
    LocalServer ended = Purchases.served(server.graph());
    Map<String, String> variables = environment(ended);
    ended.close();
    variables.put("AWS_MAX_ATTEMPTS", "1");

    assertOneLine(
        Script.run(variables, "watch-sqs-queue.sh"), "nothing answers at", "scripts/tributary up");
  }

  @Test
  void anAwsThatCannotBeReached_isNotTakenForALocalCloud() {
    String error =
        "Could not connect to the endpoint URL: \"https://sqs.eu-west-9.amazonaws.com/\"";
    String call =
        ". scripts/lib/aws.sh; aws() { echo '" + error + "' >&2; return 255; }; aws_call sqs list";

    assertOneLine(
        Script.run(Map.of(), "", List.of("bash", "-c", call)),
        "is this machine online, and is the region right?",
        error);
  }

  @ParameterizedTest
  @CsvSource({
    "send-mock-events.sh",
    "send-mock-events.sh a b",
    "send-mock-events.sh --loud",
    "watch-sqs-queue.sh --loud",
    "watch-sqs-queue.sh --count",
    "watch-sqs-queue.sh --count 0 q",
    "watch-sqs-queue.sh --count x q",
    "watch-sqs-queue.sh a b",
    "redrive.sh",
    "redrive.sh --loud",
    "redrive.sh --rate",
    "redrive.sh --rate 0 jane",
    "redrive.sh --rate 501 jane",
    "redrive.sh --rate x jane",
    "redrive.sh jane a b",
    "watch-logs-group.sh --loud",
    "watch-logs-group.sh --since",
    "watch-logs-group.sh --since -1 g",
    "watch-logs-group.sh a b"
  })
  void wrongUse_isOneLine(String line) {
    List<String> command = new ArrayList<>(List.of("bash", "-c", "exec bash scripts/" + line));

    assertOneLine(Script.run(environment(server), "", command), line.split(" ")[0] + ": ");
  }

  /** None of them may mean no limit, be it spelt with more zeros or too large for the shell. */
  @ParameterizedTest
  @CsvSource({
    "watch-sqs-queue.sh, --count, 00",
    "watch-sqs-queue.sh, --count, 18446744073709551616",
    "watch-logs-group.sh, --count, 00",
    "watch-logs-group.sh, --since, 10000000",
    "redrive.sh, --rate, 000"
  })
  void aNumberOutOfRange_isRefusedWithWhatIsAllowed(String script, String option, String number) {
    assertOneLine(
        run(script, option, number, QUEUE),
        option + " takes a whole number, 1 to ",
        "got '" + number + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"send-mock-events.sh", "watch-sqs-queue.sh", "watch-logs-group.sh", "redrive.sh"})
  void help_tellsTheExitCodes(String name) {
    Script help = run(name, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: " + name, "Exit codes:");
  }

  /** A folder for PATH with the tools that the scripts use, but the AWS CLI and jq. */
  private static Path tools(Path folder) throws IOException {
    for (String tool : List.of("bash", "dirname", "sed", "cat", "rm", "mktemp", "tr", "cut")) {
      borrow(folder, tool);
    }
    return folder;
  }

  private static void borrow(Path folder, String tool) throws IOException {
    write(folder.resolve(tool), "exec " + Script.path(tool) + " \"$@\"");
  }

  private static void write(Path file, String command) throws IOException {
    Files.writeString(file, "#!" + Script.path("bash") + "\n" + command + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void fakeAws(Path folder, String version) throws IOException {
    write(folder.resolve("aws"), "echo 'aws-cli/" + version + " Python/3.8'");
  }

  private static Script withPath(Path folder) {
    Map<String, String> variables = environment(server);
    variables.put("PATH", folder.toString());
    String bash = folder.resolve("bash").toString();
    return Script.run(variables, "", List.of(bash, "scripts/watch-sqs-queue.sh", QUEUE));
  }

  @Test
  void aMissingJq_isOneLine(@TempDir Path folder) throws IOException {
    fakeAws(tools(folder), "2.15.0");

    assertOneLine(withPath(folder), "'jq' is not installed");
  }

  @Test
  void aMissingAwsCli_isOneLine(@TempDir Path folder) throws IOException {
    borrow(tools(folder), "jq");

    assertOneLine(withPath(folder), "the AWS CLI ('aws') is not installed");
  }

  @ParameterizedTest
  @CsvSource({"1.29.81, 1.29.82", "1.9.100, 1.29.82", "2.14.0, 2.15.0"})
  void anOldAwsCli_isOneLineWithTheOldestThatServes(
      String version, String oldest, @TempDir Path folder) throws IOException {
    borrow(tools(folder), "jq");
    fakeAws(folder, version);

    assertOneLine(withPath(folder), version, oldest);
  }

  /** Ctrl-C ends what runs in the foreground, too: then the AWS CLI ends with 130 and no word. */
  @Test
  void aCallThatCtrlCEnds_isNoFailureToBeTold() {
    String call = ". scripts/lib/aws.sh; aws() { return 130; }; aws_call sqs list-queues";

    Script ended = Script.run(Map.of(), "", List.of("bash", "-c", call));

    assertThat(ended.code()).isEqualTo(130);
    assertThat(ended.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.29.82", "1.30.0", "2.15.0", "2.100.1", "10.0.0"})
  void aNewEnoughAwsCli_passes(String version) {
    String check = ". scripts/lib/aws.sh; aws() { echo aws-cli/" + version + "; }; require_aws_cli";

    assertThat(Script.run(Map.of(), "", List.of("bash", "-c", check)).code()).isZero();
  }

  /** What a filter of the scripts' library, such as {@code print_json .}, makes of a text. */
  private static String printed(String print, String body) {
    String command = ". scripts/lib/aws.sh; jq -R -s . | " + print;
    Script printed = Script.run(Map.of(), body, List.of("bash", "-c", command));
    assertThat(printed.code()).as(printed.err()).isZero();
    assertThat(printed.out()).endsWith("\n");
    return printed.out().substring(0, printed.out().length() - 1);
  }

  private static String line(String body) {
    String line = printed("print_json .", body);
    assertThat(line.lines()).hasSize(1);
    return line;
  }

  private static String page(String body) {
    return printed("jq -r --indent 2 \"$AS_JSON as_page\"", body);
  }

  private static String largest() {
    return "x$1\\".repeat(50_000);
  }

  static Stream<String> noJson() {
    return Stream.of(
        "a \\ b \\n c \\\\",
        "$HOME ${HOME} $(id)",
        "`id`",
        "it's \"quoted\"",
        "two\nlines",
        "a line's end\n",
        " ",
        "grün € 😀",
        "JSON",
        "%s %d",
        "-n",
        "* ?",
        "{\"open\":",
        "1 2",
        "truefalse",
        "nan",
        "[NaN]",
        "007",
        ".5",
        "{\"a\":\"a\ttab\"}",
        largest());
  }

  @ParameterizedTest
  @MethodSource("noJson")
  void aBodyThatIsNoJson_isPrintedAsAStringUnchanged(String body) throws IOException {
    assertThat(JSON.readTree(line(body)).textValue()).isEqualTo(body);
    assertThat(JSON.readTree(page(body)).textValue()).isEqualTo(body);
  }

  /** What jq would print otherwise: by its version it rounds, and takes a name's last value. */
  static Stream<String> jsonToKeep() {
    return Stream.of(
        "{\"id\":12345678901234567890,\"n\":9007199254740993,\"p\":10.00}",
        "{\"a\":1,\"a\":2}",
        "[1e400,-0,1E2]",
        "\"\\u20ac \\/\"",
        "{ \"a\": [] }",
        "\"" + "x".repeat(200_000) + "\"");
  }

  @ParameterizedTest
  @MethodSource("jsonToKeep")
  @ValueSource(strings = {"{\"a\":\"\\\\ $HOME `id` \\n\"}", "[1,null,\"x\"]", "{\"€\":\"😀\"}"})
  void aBodyThatIsJson_isPrintedAsItself(String body) {
    assertThat(line(body)).isEqualTo(body);
  }

  @Test
  void aBodyOfJsonOnSeveralLines_isPrintedOnOne() {
    assertThat(line("{\r\n\"p\": 10.00\n}\n")).isEqualTo("{  \"p\": 10.00 } ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[1]}", "{\"a\": [1]}", "{\r\n\t\"a\" : [ 1 ]}\n"})
  void onATerminal_aBodyIsIndented(String body) {
    assertThat(page(body)).isEqualTo("{\n  \"a\": [\n    1\n  ]\n}");
  }

  @Test
  void onATerminal_theBlanksInAStringStay() {
    assertThat(page("{\"a b\": \"c  d\"}")).isEqualTo("{\n  \"a b\": \"c  d\"\n}");
  }

  @ParameterizedTest
  @MethodSource("jsonToKeep")
  @ValueSource(strings = {"\"x\"", "5", "{\n\"p\": 10.00\n}"})
  void onATerminal_aBodyLosesNothingButSpace(String body) {
    assertThat(page(body)).isEqualToIgnoringWhitespace(body);
  }

  @ParameterizedTest
  @CsvSource({"--count", "--full --count"})
  void aMessageThatIsRemoved_wasPrintedDigitForDigit(String options) {
    String body = "{\"id\":12345678901234567890,\"p\":10.00}";
    sqs.sendMessage(it -> it.queueUrl(deadLetters()).messageBody(body));

    List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
    arguments.addAll(List.of("1", QUEUE + "-dlq"));
    Script watched = run("watch-sqs-queue.sh", arguments.toArray(String[]::new));

    assertThat(watched.code()).as(watched.err()).isZero();
    assertThat(watched.out().strip()).contains(body);
  }
}
