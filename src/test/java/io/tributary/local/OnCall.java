package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.Runbook.Entry;
import io.tributary.local.Runbook.Step;
import io.tributary.testing.RunningProgram;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;

/**
 * The person who is on call: follows an entry of the runbook to the letter, by running the very
 * commands that stand there, with the rights of {@link DeployerPolicy#toOperate} alone. A test that
 * ends well without having run all of them fails.
 */
final class OnCall implements BeforeEachCallback, AfterEachCallback {

  private static final String OPERATOR = "operator";
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z]+)\\}?");
  private static final Pattern FILE = Pattern.compile("file://(\\S+)");

  private final Map<String, String> variables = new TreeMap<>();
  private final Map<String, String> taken = new TreeMap<>();
  private final Map<String, String> files = new TreeMap<>();
  private final Set<Place> left = new LinkedHashSet<>();
  private Entry entry;
  private RunningProgram program;
  private ResourceGraph asWritten;
  private Principal who;

  /** Where a command stands. */
  private record Place(String entry, Step step, int number) {}

  @Override
  public void beforeEach(ExtensionContext context) {
    entry = Runbook.entry(context.getRequiredTestMethod().getAnnotation(Exercises.class).value());
    entry
        .commands()
        .forEach(
            (step, commands) ->
                IntStream.range(0, commands.size())
                    .forEach(number -> left.add(new Place(entry.name(), step, number))));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      assertThat(left).as("commands of the entry that the test did not run").isEmpty();
    }
  }

  /**
   * Begins to look.
   *
   * @param program that is in trouble
   * @param asWritten what {@code pulumi up} makes of it
   * @param name what the runbook calls N
   */
  OnCall at(RunningProgram program, ResourceGraph asWritten, String name) {
    Stack stack = asWritten.stack();
    this.program = program;
    this.asWritten = asWritten;
    this.who = operator();
    variables.put("U", stack.username());
    variables.put("N", name);
    variables.put("A", stack.accountId());
    variables.put("P", stack.account().partition());
    variables.put("R", stack.region());
    variables.put(
        "SQS", "https://sqs.%s.amazonaws.com/%s".formatted(stack.region(), stack.accountId()));
    variables.put("T", topic());
    variables.put("BUS", bus());
    variables.put("ONBUS", bus().equals("default") ? "" : "Name=EventBusName,Value=" + bus());
    return this;
  }

  private String topic() {
    return asWritten
        .ofType(Altered.SUBSCRIPTION)
        .filter(it -> it.name().equals(variables.get("N") + "-subscription"))
        .map(it -> ((String) it.inputs().get("topic")).replaceFirst(".*:", ""))
        .findFirst()
        .orElse("no topic is about " + variables.get("N"));
  }

  private String bus() {
    GraphResource rule = asWritten.named(Altered.RULE, "purchase-events-rule");
    return (String) rule.inputs().get("eventBusName");
  }

  /** Somebody who has the rights that the operator's policy gives, and no others. */
  private Principal operator() {
    Account account = asWritten.stack().account();
    IamAsyncClient iam = program.cloud.client(IamAsyncClient.class, owner());
    program.time.await(iam.createUser(it -> it.userName(OPERATOR)));
    for (DeployerPolicy policy : DeployerPolicy.toOperate(asWritten, null)) {
      String name = OPERATOR + "." + policy.name();
      String json = policy.json();
      program.time.await(iam.createPolicy(it -> it.policyName(name).policyDocument(json)));
      String arn = account.globalArn("iam", "policy/" + name);
      program.time.await(iam.attachUserPolicy(it -> it.userName(OPERATOR).policyArn(arn)));
    }
    return new Principal.User(account.partition(), account.id(), OPERATOR);
  }

  /** Goes on as whoever may change what is deployed. */
  OnCall asDeployer() {
    who = Deployment.user(asWritten.stack());
    return this;
  }

  /** Goes on as whoever owns what the account provides. */
  OnCall asOwner() {
    who = owner();
    return this;
  }

  private Principal owner() {
    return Principal.Root.of(asWritten.stack().account());
  }

  /** What somebody did by hand, to cause the trouble or for want of a consumer. */
  SdkPojo somebody(String... words) {
    return cli().run(owner(), List.of(words));
  }

  /** Fills in a value that the entry says to take from what was seen, from now on. */
  OnCall with(String variable, String value) {
    taken.put(variable, value);
    return this;
  }

  /** Writes a file that the entry says to write. */
  OnCall withFile(String name, String content) {
    files.put(name, content);
    return this;
  }

  /** What a command of the step See answers; the first is number 0. */
  <T extends SdkPojo> T see(int number, Class<T> answer) {
    return answer.cast(run(Step.SEE, number));
  }

  /** Runs a command of the step Do. */
  SdkPojo mend(int number) {
    return run(Step.DO, number);
  }

  /**
   * Mends by a command of the step Do of another entry.
   *
   * @param links the way to that entry, each pointing to the next: {@code pipe-failed > bus-policy}
   */
  SdkPojo mendBy(String links, int number) {
    Entry at = entry;
    for (String link : links.split(" > ")) {
      assertThat(at.text()).contains("(#" + link + ")");
      at = Runbook.entry(link);
    }
    return run(at, Step.DO, number);
  }

  /** What a command of the step Check answers. */
  <T extends SdkPojo> T check(int number, Class<T> answer) {
    return answer.cast(run(Step.CHECK, number));
  }

  private SdkPojo run(Step step, int number) {
    return run(entry, step, number);
  }

  private SdkPojo run(Entry from, Step step, int number) {
    String command = from.commands().get(step).get(number);
    left.remove(new Place(from.name(), step, number));
    variables.put("FROM", ago(Duration.ofHours(3)));
    variables.put("TO", ago(Duration.ZERO));
    variables.put("SINCE", String.valueOf(Instant.parse(ago(Duration.ofHours(3))).toEpochMilli()));
    variables.putAll(taken);
    List<String> words = words(command);
    if (command.startsWith("aws ")) {
      return cli().run(who, words.subList(1, words.size()));
    }
    return switch (words.get(0)) {
      case "pulumi" -> deploy(words);
      case "scripts/redrive.sh" -> redrive(words);
      default -> throw new IllegalArgumentException("not a command of the runbook: " + command);
    };
  }

  private String ago(Duration past) {
    return program.cloud.loop().now().minus(past).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private AwsCli cli() {
    return new AwsCli(program.cloud, program.time);
  }

  private List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      String literal = word.group(2);
      String quoted = word.group(1);
      words.add(literal != null ? literal : filled(quoted != null ? quoted : word.group(3)));
      if (word.group(3) != null) {
        // As a shell does, with a variable that holds nothing.
        words.remove("");
      }
    }
    return words;
  }

  private String filled(String word) {
    String text = replace(VARIABLE, word, variables);
    return replace(FILE, text, files);
  }

  private static String replace(Pattern pattern, String text, Map<String, String> values) {
    return pattern
        .matcher(text)
        .replaceAll(
            found -> {
              String value = values.get(found.group(1));
              assertThat(value).as(found.group()).isNotNull();
              return Matcher.quoteReplacement(value);
            });
  }

  /** {@code pulumi up}, with or without a look at what is really there before. */
  private SdkPojo deploy(List<String> words) {
    assertThat(words.subList(1, words.size())).isIn(List.of("up"), List.of("up", "--refresh"));
    program.time.await(program.deployment.apply(asWritten));
    return null;
  }

  /** What {@code scripts/redrive.sh USERNAME QUEUE} does, once the person has said yes. */
  private SdkPojo redrive(List<String> words) {
    assertThat(words).hasSize(3);
    assertThat(words.get(1)).isEqualTo(asWritten.stack().username());
    String source = asWritten.stack().account().arn("sqs", words.get(2));
    String destination = source.replaceFirst("-dlq$", "");
    cli()
        .run(
            who,
            List.of(
                "sqs",
                "start-message-move-task",
                "--source-arn",
                source,
                "--destination-arn",
                destination));
    program.time.advance(Duration.ofSeconds(10));
    return cli().run(who, List.of("sqs", "list-message-move-tasks", "--source-arn", source));
  }

  /** The status of the newest task that {@link #mend} has run by redriving. */
  static String status(SdkPojo redriven) {
    return ((ListMessageMoveTasksResponse) redriven).results().get(0).status();
  }
}
