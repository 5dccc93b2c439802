package io.tributary.cloud.sns;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.Decision;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.FilterPolicyLimitExceededException;
import software.amazon.awssdk.services.sns.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.TagLimitExceededException;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sns.model.TopicLimitExceededException;

/** The errors of SNS, with AWS's codes, statuses and wording. */
final class SnsErrors {

  private SnsErrors() {}

  /** {@code InvalidParameter}; the message follows "Invalid parameter: ". */
  static AwsServiceException invalid(String message) {
    return ApiErrors.error(
        InvalidParameterException.builder(),
        "InvalidParameter",
        400,
        "Invalid parameter: " + message);
  }

  /** A message attribute that AWS does not take. */
  static AwsServiceException invalidAttributeValue(String message) {
    return ApiErrors.error(
        InvalidParameterValueException.builder(), "ParameterValueInvalid", 400, message);
  }

  static AwsServiceException constraint(Object value, String field, String must) {
    return ApiErrors.error(
        SnsException.builder(), "ValidationError", 400, ApiErrors.constraint(value, field, must));
  }

  static AwsServiceException noTopic() {
    return notFound("Topic does not exist");
  }

  static AwsServiceException noSubscription() {
    return notFound("Subscription does not exist");
  }

  private static AwsServiceException notFound(String message) {
    return ApiErrors.error(NotFoundException.builder(), "NotFound", 404, message);
  }

  /** What tagging operations say of a topic that is not there. */
  static AwsServiceException noResource() {
    return ApiErrors.error(
        ResourceNotFoundException.builder(), "ResourceNotFound", 404, "Resource does not exist");
  }

  static AwsServiceException denied(Decision decision) {
    return ApiErrors.denied(
        AuthorizationErrorException.builder(),
        "AuthorizationError",
        403,
        decision.message(decision.request().action().replace("sns:", "SNS:")),
        decision);
  }

  static AwsServiceException topicLimit(int limit) {
    return ApiErrors.error(
        TopicLimitExceededException.builder(),
        "TopicLimitExceeded",
        403,
        "Topic limit exceeded: this account may have " + limit + " topics");
  }

  static AwsServiceException filterPolicyLimit(String ofWhat, int limit) {
    return ApiErrors.error(
        FilterPolicyLimitExceededException.builder(),
        "FilterPolicyLimitExceeded",
        403,
        "Filter policy limit exceeded: " + ofWhat + " may have " + limit + " filter policies");
  }

  static AwsServiceException tagLimit() {
    return ApiErrors.error(
        TagLimitExceededException.builder(),
        "TagLimitExceeded",
        400,
        "Could not complete request: tag quota of per resource exceeded");
  }

  static AwsServiceException emptyBatch() {
    return ApiErrors.error(
        EmptyBatchRequestException.builder(),
        "EmptyBatchRequest",
        400,
        "The batch request doesn't contain any entries.");
  }

  static AwsServiceException batchTooLarge() {
    return ApiErrors.error(
        TooManyEntriesInBatchRequestException.builder(),
        "TooManyEntriesInBatchRequest",
        400,
        "The batch request contains more entries than permissible.");
  }

  static AwsServiceException batchTooLong() {
    return ApiErrors.error(
        BatchRequestTooLongException.builder(),
        "BatchRequestTooLong",
        400,
        "The length of all the messages put together is more than the limit.");
  }

  static AwsServiceException badBatchId() {
    return ApiErrors.error(
        InvalidBatchEntryIdException.builder(),
        "InvalidBatchEntryId",
        400,
        "The Id of a batch entry in a batch request doesn't abide by the specification.");
  }

  static AwsServiceException sameBatchIds() {
    return ApiErrors.error(
        BatchEntryIdsNotDistinctException.builder(),
        "BatchEntryIdsNotDistinct",
        400,
        "Two or more batch entries in the request have the same Id.");
  }
}
