package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsOptionTest {

  @ParameterizedTest
  @ValueSource(strings = {"all", "none", "pipe-dies", "duplicate-delivery=0.5,pipe-dies"})
  void faultsAreWrittenAsShortAsTheyMayBeGiven(String given) {
    assertThat(FaultsOption.text(FaultsOption.parse(given))).isEqualTo(given);
  }
}
