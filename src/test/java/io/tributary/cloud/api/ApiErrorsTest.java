package io.tributary.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SqsException;

class ApiErrorsTest {

  private final RuntimeException refusal =
      ApiErrors.error(SqsException.builder(), "OverLimit", 403, "at most 20");

  @Test
  void whatFailedACallIsItsCause_whetherOrNotAnotherWaitedForIt() {
    assertThat(ApiErrors.cause(refusal)).isSameAs(refusal);
    assertThat(ApiErrors.cause(new CompletionException(refusal))).isSameAs(refusal);
    assertThat(ApiErrors.cause(null)).isNull();
  }

  @Test
  void aFailureThatNothingCausedIsNotTakenForNone() {
    CompletionException alone = new CompletionException("alone", null);

    assertThat(ApiErrors.cause(alone)).isSameAs(alone);
  }

  @Test
  void aMissingValueIsToldWithoutQuotes_asAwsTellsIt() {
    assertThat(ApiErrors.constraint(null, "roleName", "not be null"))
        .isEqualTo(
            "1 validation error detected: Value null at 'roleName' failed to satisfy constraint:"
                + " Member must not be null");
    assertThat(ApiErrors.unmet("null", "roleName", "be shorter"))
        .startsWith("Value 'null' at 'roleName'");
  }

  @Test
  void aRefusalIsToldByItsCodeAndAwssMessage() {
    assertThat(ApiErrors.words((SqsException) refusal)).isEqualTo("OverLimit: at most 20");
  }
}
