package io.tributary.console;

import io.tributary.cloud.api.ApiErrors;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A request that cannot be answered; the message tells the person why and what would do. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** What a person is told of a failure: a mistake, or a service's refusal. Empty for a bug. */
  static Optional<Refusal> of(Throwable failure) {
    Throwable cause = ApiErrors.cause(failure);
    if (cause instanceof Refusal refusal) {
      return Optional.of(refusal);
    }
    return cause instanceof AwsServiceException aws && aws.awsErrorDetails() != null
        ? Optional.of(new Refusal(aws.statusCode(), ApiErrors.words(aws)))
        : Optional.empty();
  }

  /** The same, telling first what had been done before. */
  Refusal after(String done) {
    return new Refusal(status, done + ", then: " + getMessage());
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, message);
  }

  static Refusal forbidden(String message) {
    return new Refusal(403, message);
  }

  static Refusal notFound(String message) {
    return new Refusal(404, message);
  }

  static Refusal notAllowed(String message) {
    return new Refusal(405, message);
  }

  static Refusal conflict(String message) {
    return new Refusal(409, message);
  }

  static Refusal gone(String message) {
    return new Refusal(410, message);
  }

  static Refusal busy(String message) {
    return new Refusal(503, message);
  }

  int status() {
    return status;
  }
}
