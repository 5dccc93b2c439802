package io.tributary.simulate.fault;

import io.tributary.cloud.api.ApiErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The answers of a service in trouble. A fault makes its answer once and gives it each time, which
 * its lack of a stack trace allows: in an outage it is given a hundred million times.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html; SNS,
 * EventBridge and CloudWatch Logs have pages like it
 */
final class Failures {

  private Failures() {}

  /** The service failed for reasons of its own, and may have done what it was asked. */
  static AwsServiceException internal(AwsServiceException.Builder exception) {
    return ApiErrors.error(
        exception,
        "InternalFailure",
        500,
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  static AwsServiceException unavailable(AwsServiceException.Builder exception) {
    return ApiErrors.error(
        exception,
        "ServiceUnavailable",
        503,
        "The request has failed due to a temporary failure of the server.");
  }

  static AwsServiceException throttled(AwsServiceException.Builder exception, String code) {
    return ApiErrors.error(exception, code, 400, "Rate exceeded");
  }
}
