package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.Runbook.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/runbook.md as a whole; that its entries help is for the tests that exercise them. */
class RunbookPageTest {

  private static final Pattern LINK = Pattern.compile("\\(#([^)]+)\\)");
  private static final Pattern FILE = Pattern.compile("file://(\\S+)");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z]+)");
  private static final Pattern ZSH_MODIFIER = Pattern.compile("\\$[A-Z]+:[A-Za-z&]");

  /** How the alarms end that point to an entry of another name. */
  private static final Map<String, String> KINDS =
      Map.of("debug-dead-letters", "purchase-events-debug-dlq-not-empty");

  private static List<String> names() {
    return Runbook.entries().stream().map(Entry::name).toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1)).distinct().toList();
  }

  @Test
  void everyEntry_isExercisedAndNothingElse() {
    List<String> exercised =
        Stream.of(
                RunbookAlarmsTest.class,
                RunbookLostTest.class,
                RunbookWayTest.class,
                RunbookMessagesTest.class,
                RunbookProvidedTest.class,
                RunbookUpTest.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Exercises.class))
            .map(method -> method.getAnnotation(Exercises.class).value())
            .distinct()
            .toList();

    assertThat(names()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(exercised);
  }

  @Test
  void everyLink_leadsToAnEntry() {
    assertThat(names()).containsAll(found(LINK, Runbook.page()));
  }

  /** Those in blocks are run with the operator's rights by the tests that exercise the entries. */
  @Test
  void everyCommandInASentence_isTheOperatorsOrSaidToBeTheDeployers() {
    Set<String> operators = RightsOnPages.toOperate();
    List<String> others =
        Runbook.entries().stream()
            .flatMap(entry -> Arrays.stream(entry.text().split("\n\n")))
            .filter(paragraph -> !operators.containsAll(RightsOnPages.inSentences(paragraph)))
            .toList();

    assertThat(others).isNotEmpty().allMatch(it -> it.contains("with the deployer's rights"));
  }

  @Test
  void everyEntry_isFoundFromTheTopOfThePage() {
    String top = Runbook.page().split("\n## ", 2)[0];

    assertThat(found(LINK, top)).containsAll(names());
  }

  @ParameterizedTest
  @MethodSource
  void everyVariable_isSetAtTheTopOrTakenFromWhatIsSeen(Entry entry) {
    List<String> set =
        Runbook.preamble().stream()
            .map(line -> line.replaceFirst("^export ", "").split("=")[0])
            .toList();

    assertThat(found(VARIABLE, String.join("\n", entry.allCommands())))
        .allMatch(it -> set.contains(it) || entry.text().contains("`" + it + "`"));
  }

  static Stream<Entry> everyVariable_isSetAtTheTopOrTakenFromWhatIsSeen() {
    return Runbook.entries().stream();
  }

  /** The account may provide topics of any name, and the default bus, whose metrics name no bus. */
  @Test
  void noCommand_takesTheTopicOrTheBusForOneOfTheStack() {
    assertThat(Runbook.entries())
        .flatMap(Entry::allCommands)
        .noneMatch(it -> it.contains("Name=EventBusName"))
        .noneMatch(it -> it.contains("Name=TopicName,Value=$U"))
        .noneMatch(it -> it.contains(":sns:$R:$A:$U"));
  }

  /** An ARN of another one is no error to every call: a list of what begins with it is empty. */
  @Test
  void noCommand_isForOnePartitionOnly() {
    assertThat(Runbook.entries())
        .flatMap(Entry::allCommands)
        .noneMatch(it -> it.contains("arn:aws") || it.contains("amazonaws"));
    assertThat(Runbook.preamble()).contains("SQS=https://sqs.$R.$D/$A");
  }

  /**
   * The shell of macOS takes a letter behind {@code $P:} for a modifier: {@code :s} substitutes.
   */
  @Test
  void noCommand_meansAnotherThingInZsh() {
    assertThat(Runbook.preamble()).noneMatch(ZSH_MODIFIER.asPredicate());
    assertThat(Runbook.entries()).flatMap(Entry::allCommands).noneMatch(ZSH_MODIFIER.asPredicate());
  }

  /**
   * One that does not wait asks some of a queue's servers only, and may see none of its messages.
   */
  @Test
  void everyLookIntoAQueue_waits() {
    assertThat(Runbook.entries())
        .flatMap(Entry::allCommands)
        .filteredOn(it -> it.contains("sqs receive-message"))
        .isNotEmpty()
        .allMatch(it -> it.contains("--wait-time-seconds"));
  }

  /** One that was written for another command would be taken for this one's. */
  @Test
  void everyFile_isForOneCommandOnly() {
    Map<String, Set<String>> operations = new TreeMap<>();
    Runbook.entries().stream()
        .flatMap(entry -> entry.allCommands().stream())
        .forEach(
            command ->
                found(FILE, command)
                    .forEach(
                        file ->
                            operations
                                .computeIfAbsent(file, none -> new TreeSet<>())
                                .add(command.split(" --")[0])));

    assertThat(operations).isNotEmpty();
    assertThat(operations).allSatisfy((file, commands) -> assertThat(commands).hasSize(1));
  }

  /** It is not for every stack, and a block is pasted as a whole. */
  @Test
  void theCommandThatPublishes_standsInABlockOfItsOwn() {
    assertThat(found(BLOCK, Runbook.page()))
        .filteredOn(it -> it.contains("sns publish"))
        .singleElement()
        .asString()
        .hasLineCount(1);
  }

  /** What is deleted afterwards is kept whole. */
  @Test
  void everyMessageThatIsTakenOut_isShownWithAllItsAttributes() {
    assertThat(Runbook.entries())
        .flatMap(Entry::allCommands)
        .filteredOn(it -> it.contains("--visibility-timeout 30"))
        .hasSize(2)
        .allMatch(it -> it.contains("--attribute-names All --message-attribute-names All"));
  }

  /** The AWS CLI follows all pages of the answer: else to the begin of the retention. */
  @Test
  void everyLookIntoALogGroup_hasABegin() {
    assertThat(Runbook.entries())
        .flatMap(Entry::allCommands)
        .filteredOn(it -> it.contains("logs filter-log-events"))
        .isNotEmpty()
        .allMatch(it -> it.contains("--start-time $SINCE"));
  }

  /** A pager would take the commands that are pasted behind the first for its keys. */
  @Test
  void noCommand_isAnsweredInAPager() {
    assertThat(Runbook.preamble()).contains("export AWS_PAGER=");
  }

  private static Map<String, String> descriptions(String key, String value) {
    return ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:" + key, value)))
        .ofType(Altered.ALARM)
        .collect(
            Collectors.toMap(
                GraphResource::name,
                alarm -> String.valueOf(alarm.inputs().get("alarmDescription"))));
  }

  @Test
  void noAlarm_pointsToALogGroupThatIsNotThere() {
    assertThat(descriptions("pipeLogs", "false").values())
        .isNotEmpty()
        .noneMatch(description -> description.contains("log group"));
  }

  @Test
  void everyAlarm_pointsToTheEntryOfItsKind() {
    Map<String, String> descriptions = descriptions("debugRule", "true");

    assertThat(descriptions).hasSize(15);
    assertThat(descriptions)
        .allSatisfy(
            (alarm, description) -> {
              String entry = description.split("docs/runbook.md#")[1];
              assertThat(names()).contains(entry);
              assertThat("-" + alarm).endsWith("-" + KINDS.getOrDefault(entry, entry));
            });
  }
}
