package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
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
}
