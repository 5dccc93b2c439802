package io.tributary.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a call that a service refuses must fail with. */
public final class ApiFailures {

  private ApiFailures() {}

  /**
   * Awaits a call, which fails.
   *
   * @param message what the error's message must contain
   */
  public static void assertFails(ThrowingCallable call, String code, int status, String message) {
    assertThatThrownBy(call)
        .cause()
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            failure -> {
              assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(failure.statusCode()).isEqualTo(status);
              assertThat(failure.awsErrorDetails().errorMessage()).contains(message);
            });
  }
}
