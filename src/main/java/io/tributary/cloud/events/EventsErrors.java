package io.tributary.cloud.events;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.Decision;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.AccessDeniedException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.PolicyLengthExceededException;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/**
 * EventBridge's errors, all with status 400.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html
 */
final class EventsErrors {

  private static final int STATUS = 400;

  private EventsErrors() {}

  static AwsServiceException validation(String message) {
    return ApiErrors.error(EventBridgeException.builder(), "ValidationException", STATUS, message);
  }

  /** A value outside AWS's limits, in the words of AWS's own check of requests. */
  static AwsServiceException constraint(Object value, String field, String must) {
    return validation(ApiErrors.constraint(value, field, must));
  }

  static AwsServiceException invalidNextToken() {
    return validation("The NextToken is not one that this operation gave.");
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

  static AwsServiceException policyTooLong(String message) {
    return ApiErrors.error(
        PolicyLengthExceededException.builder(), "PolicyLengthExceededException", STATUS, message);
  }

  static AwsServiceException invalidPattern(String reason) {
    return ApiErrors.error(
        InvalidEventPatternException.builder(),
        "InvalidEventPatternException",
        STATUS,
        "Event pattern is not valid. Reason: " + reason);
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
