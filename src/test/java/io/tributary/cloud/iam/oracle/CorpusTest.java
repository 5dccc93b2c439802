package io.tributary.cloud.iam.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.iam.DecisionCase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The evaluator against the decisions that the oracle gave when the corpus was written. */
class CorpusTest {

  @Test
  void everyStoredCase_isDecidedAsTheOracleDid() throws IOException {
    List<JsonNode> cases = Corpus.read();

    assertThat(cases)
        .hasSize(Corpus.SIZE)
        .allSatisfy(
            one ->
                assertThat(Verdict.of(new DecisionCase(one).decide()))
                    .isEqualTo(Corpus.expected(one)));
  }
}
