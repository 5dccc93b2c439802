package io.tributary.cloud.api;

import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Decision;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Makes the exceptions that AWS's SDK would throw, with code, status and message as AWS gives them,
 * and reads them.
 */
public final class ApiErrors {

  private ApiErrors() {}

  /**
   * A caller's mistake.
   *
   * @param exception a builder of the SDK's exception class for it
   * @param code AWS's error code as it stands in the response
   * @param status the HTTP status
   * @param message AWS's wording
   */
  public static AwsServiceException error(
      AwsServiceException.Builder exception, String code, int status, String message) {
    return error(exception, code, status, message, null);
  }

  /**
   * A denial; {@link AccessDenied#behind} finds its decision again.
   *
   * @param message the wording of the service that was called
   */
  public static AwsServiceException denied(
      AwsServiceException.Builder exception,
      String code,
      int status,
      String message,
      Decision decision) {
    return error(exception, code, status, message, new AccessDenied(decision));
  }

  /**
   * A value outside AWS's limits, in the words of AWS's own check of requests.
   *
   * @param must what it must do, to stand after "Member must"
   */
  public static String constraint(Object value, String field, String must) {
    return "1 validation error detected: " + unmet(value, field, must);
  }

  /** As {@link #constraint}, for one of several values of a request. */
  public static String unmet(Object value, String field, String must) {
    return "Value "
        + (value == null ? "null" : "'" + value + "'")
        + " at '"
        + field
        + "' failed to satisfy constraint: Member must "
        + must;
  }

  /** What a call failed with, whether or not another waited for it; null if it did not fail. */
  public static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** A refusal in words for a person: its code and AWS's message. */
  public static String words(AwsServiceException refusal) {
    AwsErrorDetails why = refusal.awsErrorDetails();
    return why.errorCode() + ": " + why.errorMessage();
  }

  private static AwsServiceException error(
      AwsServiceException.Builder exception,
      String code,
      int status,
      String message,
      Throwable cause) {
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .errorCode(code)
            .errorMessage(message)
            .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
            .build();
    exception.awsErrorDetails(details).message(message).cause(cause).statusCode(status);
    return (AwsServiceException) exception.writableStackTrace(false).build();
  }
}
