package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsOptionTest {

  @ParameterizedTest
  @ValueSource(strings = {"all", "none", "pipe-dies", "duplicate-delivery=0.5,pipe-dies"})
  void faultsAreWrittenAsShortAsTheyMayBeGiven(String given) {
    assertThat(FaultsOption.text(FaultsOption.parse(given))).isEqualTo(given);
  }

  @Test
  void aFaultThatIsMistyped_isAnsweredWithTheNearest() {
    assertThatThrownBy(() -> FaultsOption.parse("policy-removd=0.5"))
        .hasMessageContaining("'policy-removd' (did you mean policy-removed?), which is no fault");
    assertThatThrownBy(() -> FaultsOption.parse("x"))
        .hasMessageContaining("'x', which is no fault");
  }
}
