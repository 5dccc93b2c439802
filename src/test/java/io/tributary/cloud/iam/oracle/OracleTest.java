package io.tributary.cloud.iam.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The evaluator against the oracle, over cases drawn from a seed. {@code -Diam.oracle.seed} and
 * {@code -Diam.oracle.cases} set others; {@code -Diam.oracle.corpus=write} stores the first of them
 * for {@link CorpusTest}.
 */
class OracleTest {

  private static final long SEED = Long.getLong("iam.oracle.seed", 1);
  private static final int CASES = Integer.getInteger("iam.oracle.cases", 20_000);
  private static final int SHOWN = 5;

  @Test
  void everyDrawnCase_isDecidedAsTheOracleDoes_orADifferenceIsExplained() throws IOException {
    String missing = Oracle.missing();
    assumeTrue(missing == null, missing);

    Comparison comparison = new Comparison(drawn(SEED, CASES));

    List<Comparison.Judged> unexplained = comparison.unexplained();
    assertThat(unexplained.stream().limit(SHOWN))
        .as("%d of %d cases of seed %d are unexplained", unexplained.size(), CASES, SEED)
        .isEmpty();
    System.out.println("cases that the oracle decides otherwise: " + comparison.differences());
    if ("write".equals(System.getProperty("iam.oracle.corpus"))) {
      Corpus.write(comparison.cases());
    }
  }

  private static List<ObjectNode> drawn(long seed, int count) {
    return Stream.generate(new CaseGenerator(seed)::next).limit(count).toList();
  }
}
