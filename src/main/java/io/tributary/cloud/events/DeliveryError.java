package io.tributary.cloud.events;

import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Decision;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Why a target did not take an event, in the words of the dead-letter queue's attributes.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 *
 * @param retried whether trying again may help
 * @param decision IAM's decision when permission was missing; else null
 */
record DeliveryError(String code, String message, boolean retried, Decision decision) {

  private static final int SERVER_ERROR = 500;

  /** What the failure of a call to the target's service means. */
  static DeliveryError of(AwsServiceException failure) {
    String message = failure.awsErrorDetails().errorMessage();
    Decision decision = AccessDenied.behind(failure).orElse(null);
    if (decision != null) {
      return new DeliveryError("NO_PERMISSIONS", message, false, decision);
    }
    if (failure.isThrottlingException()) {
      return new DeliveryError("THROTTLING", message, true, null);
    }
    if (failure.statusCode() >= SERVER_ERROR) {
      return new DeliveryError("INTERNAL_ERROR", message, true, null);
    }
    return new DeliveryError(
        clientError(failure.awsErrorDetails().errorCode()), message, false, null);
  }

  /** The event gives no input for the target. */
  static DeliveryError of(TargetInput.UndeliverableInput failure) {
    return new DeliveryError("INVALID_JSON", failure.getMessage(), false, null);
  }

  private static String clientError(String code) {
    return switch (code) {
      case "QueueDoesNotExist",
          "AWS.SimpleQueueService.NonExistentQueue",
          "ResourceNotFoundException" ->
          "NO_RESOURCE";
      case "InvalidParameterValue",
          "InvalidParameterValueException",
          "InvalidMessageContents",
          "InvalidParameterException" ->
          "INVALID_PARAMETER";
      default -> "SDK_CLIENT_ERROR";
    };
  }
}
