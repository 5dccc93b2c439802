package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

  private static final String TOLD = "tributary.terminal";

  @AfterEach
  void toldNothing() {
    System.clearProperty(TOLD);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whetherAPersonLooksOn_isWhatTheScriptTells(boolean told) {
    System.setProperty(TOLD, Boolean.toString(told));

    assertThat(Terminal.ofProcess().interactive()).isEqualTo(told);
  }

  @Test
  void json_isIndented() {
    Screen screen = new Screen();

    screen.terminal.printJson(Map.of("lost", List.of(Map.of("id", 7))));

    assertThat(screen.out().lines())
        .containsExactly("{", "  \"lost\" : [ {", "    \"id\" : 7", "  } ]", "}");
  }
}
