package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.Context;
import io.tributary.local.Program;
import io.tributary.local.ProgramException;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import io.tributary.system.Systems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingProcessTest {

  private static final String SECRET = "purchase-events:purchaseQueue";

  private final List<String> notes = new ArrayList<>();

  private static Program withASecret(Consumer<Context> code) {
    Program program = PurchaseProgram.withOwnSources();
    Map<String, String> config = new TreeMap<>(program.config());
    config.put(SECRET, "pearls");
    return new Program(
        program.project(), program.stack(), config, Set.of(SECRET), code, "111122223333");
  }

  @Test
  void theOtherProcessAsksForTheSame_secretsAndAccountIncluded() {
    Program notToRunHere =
        withASecret(
            context -> {
              throw new IllegalStateException("it ran in this process");
            });

    ResourceGraph graph = RecordingProcess.record(notToRunHere, notes::add);

    assertThat(graph)
        .isEqualTo(ProgramRecorder.record(withASecret(Systems.PURCHASE_EVENTS.stack())));
    assertThat(graph.toJsonWithSecrets())
        .contains("jane-pearls", "arn:aws:sns:eu-west-1:111122223333:");
    assertThat(notes).isEmpty();
  }

  @Test
  void aProgramThatFailsThere_failsHereInItsOwnWords() {
    Program refused = PurchaseProgram.with(Map.of("purchase-events:maxReceiveCount", "0"));

    assertThatThrownBy(() -> RecordingProcess.record(refused, notes::add))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("maxReceiveCount is \"0\"");
    assertThat(notes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
        "-javaagent:profiler.jar",
        "-Xrunjdwp:transport=dt_socket",
        "-XX:StartFlightRecording=filename=up.jfr",
        "-XX:FlightRecorderOptions=repository=recordings",
        "-Dcom.sun.management.jmxremote.port=9010",
        "-Xlog:gc*:file=gc.log",
        "-Xlog:gc:gc.log:time",
        "-Xlog:gc",
        "-Xlog"
      })
  void whatWatchesThisProcess_isNotForTheOther(String option) {
    assertThat(unobserved(option).command()).containsExactly("java", "-cp", "classes", "Main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-Xlog:disable", "-Xlog:all=error:stderr", "-Xshare:auto", "-Duser.region=IE"})
  void otherOptions_areForBoth(String option) {
    assertThat(unobserved(option).command()).contains(option);
  }

  /** What they hold is among this process's options. */
  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"})
  void optionsOutOfTheEnvironment_areNotReadAgain(String variable) {
    ProcessBuilder process = new ProcessBuilder(new ArrayList<>(List.of("java")));
    process.environment().put(variable, "-javaagent:profiler.jar");

    assertThat(RecordingProcess.unobserved(process).environment()).doesNotContainKey(variable);
  }

  private static ProcessBuilder unobserved(String option) {
    return RecordingProcess.unobserved(
        new ProcessBuilder(new ArrayList<>(List.of("java", option, "-cp", "classes", "Main"))));
  }
}
