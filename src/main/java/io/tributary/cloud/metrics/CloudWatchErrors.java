package io.tributary.cloud.metrics;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.Decision;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardInvalidInputErrorException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidFormatException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatch.model.MissingRequiredParameterException;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;

/**
 * CloudWatch's errors, with AWS's codes and statuses.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html
 */
final class CloudWatchErrors {

  private CloudWatchErrors() {}

  static AwsServiceException invalid(String message) {
    return ApiErrors.error(
        InvalidParameterValueException.builder(), "InvalidParameterValue", 400, message);
  }

  /** What GetMetricData says of its queries; the SDK has no exception of its own for it. */
  static AwsServiceException validation(String message) {
    return ApiErrors.error(CloudWatchException.builder(), "ValidationError", 400, message);
  }

  static AwsServiceException invalidFormat(String message) {
    return ApiErrors.error(InvalidFormatException.builder(), "InvalidFormat", 400, message);
  }

  static AwsServiceException combination(String message) {
    return ApiErrors.error(
        InvalidParameterCombinationException.builder(),
        "InvalidParameterCombination",
        400,
        message);
  }

  static AwsServiceException missing(String parameter) {
    return ApiErrors.error(
        MissingRequiredParameterException.builder(),
        "MissingParameter",
        400,
        "The parameter " + parameter + " is required.");
  }

  static AwsServiceException limitExceeded(String message) {
    return ApiErrors.error(LimitExceededException.builder(), "LimitExceeded", 400, message);
  }

  static AwsServiceException invalidNextToken() {
    return ApiErrors.error(
        InvalidNextTokenException.builder(),
        "InvalidNextToken",
        400,
        "The next token is not one that this operation gave.");
  }

  static AwsServiceException noAlarm(String name) {
    return ApiErrors.error(
        ResourceNotFoundException.builder(),
        "ResourceNotFound",
        404,
        "There is no alarm " + name + ".");
  }

  /** What tagging says of a resource that is not there. */
  static AwsServiceException noResource(String arn) {
    return ApiErrors.error(
        ResourceNotFoundException.builder(),
        "ResourceNotFoundException",
        404,
        "There is no alarm with the ARN " + arn + ".");
  }

  static AwsServiceException noDashboard(String name) {
    return ApiErrors.error(
        DashboardNotFoundErrorException.builder(),
        "ResourceNotFound",
        404,
        "Dashboard " + name + " does not exist");
  }

  static AwsServiceException invalidDashboard(String message) {
    return ApiErrors.error(
        DashboardInvalidInputErrorException.builder(), "InvalidParameterInput", 400, message);
  }

  static AwsServiceException denied(Decision decision) {
    return ApiErrors.denied(
        CloudWatchException.builder(), "AccessDenied", 403, decision.message(), decision);
  }
}
