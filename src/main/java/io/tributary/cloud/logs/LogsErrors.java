package io.tributary.cloud.logs;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.Decision;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.model.AccessDeniedException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.TooManyTagsException;

/**
 * CloudWatch Logs' errors, all with status 400.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html
 */
final class LogsErrors {

  private static final int STATUS = 400;

  private LogsErrors() {}

  static AwsServiceException invalid(String message) {
    return ApiErrors.error(
        InvalidParameterException.builder(), "InvalidParameterException", STATUS, message);
  }

  /** A value outside AWS's limits, in the words of AWS's own check of requests. */
  static AwsServiceException constraint(Object value, String field, String must) {
    return invalid(ApiErrors.constraint(value, field, must));
  }

  static AwsServiceException invalidNextToken() {
    return invalid("The specified nextToken is invalid.");
  }

  static AwsServiceException notFound(String message) {
    return ApiErrors.error(
        ResourceNotFoundException.builder(), "ResourceNotFoundException", STATUS, message);
  }

  static AwsServiceException alreadyExists(String message) {
    return ApiErrors.error(
        ResourceAlreadyExistsException.builder(),
        "ResourceAlreadyExistsException",
        STATUS,
        message);
  }

  static AwsServiceException limitExceeded(String message) {
    return ApiErrors.error(
        LimitExceededException.builder(), "LimitExceededException", STATUS, message);
  }

  static AwsServiceException tooManyTags(String message) {
    return ApiErrors.error(TooManyTagsException.builder(), "TooManyTagsException", STATUS, message);
  }

  static AwsServiceException denied(Decision decision) {
    return ApiErrors.denied(
        AccessDeniedException.builder(),
        "AccessDeniedException",
        STATUS,
        decision.message(),
        decision);
  }
}
