package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.house.Finding;
import io.tributary.house.HouseRules;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTextTest {

  @ParameterizedTest
  @CsvSource({"1, 1 time:", "2, 2 times:"})
  void lines_countWhatIsBroken(int broken, String told) {
    Finding finding = new Finding(HouseRules.all().get(0), "urn", "orders", "is wrong", "right");
    List<Finding> findings = Collections.nCopies(broken, finding);

    assertThat(RulesText.lines(findings)).contains("The rules of the house are broken " + told);
  }
}
