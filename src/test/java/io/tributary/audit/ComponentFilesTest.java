package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.PurchaseProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentFilesTest {

  private final ComponentFiles files = new ComponentFiles(PurchaseProgram.recorded(), Path.of(""));

  @ParameterizedTest
  @CsvSource({
    "SnsToBusPipe, sqs:*, PipePolicies",
    "SnsToBusPipe, *, PipePolicies",
    "SourceQueueWithSubscription, *, QueuePolicies",
    "SourceQueueWithSubscription, sns:Publish,"
  })
  void aPolicyMayBeWrittenWhereActionsOfItsServicesAreNamed(
      String component, String action, String writer) {
    String file = "src/main/java/io/tributary/component/" + component + ".java";

    assertThat(files.whereWritten(file, List.of(action)))
        .isEqualTo(
            writer == null
                ? List.of()
                : List.of(
                    "policy may be written in: src/main/java/io/tributary/iam/"
                        + writer
                        + ".java"));
  }
}
