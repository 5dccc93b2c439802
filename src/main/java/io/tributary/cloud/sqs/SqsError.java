package io.tributary.cloud.sqs;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.Decision;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidAddressException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;

/**
 * The errors of SQS. Each has two names: the <em>query code</em>, which the header {@code
 * x-amzn-query-error} carries and the SDKs show as error code, and the <em>shape</em>, which the
 * JSON body carries as {@code __type} after {@code com.amazonaws.sqs#}.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-api-responses.html
 */
public enum SqsError {
  QUEUE_DOES_NOT_EXIST(
      "AWS.SimpleQueueService.NonExistentQueue",
      "QueueDoesNotExist",
      400,
      QueueDoesNotExistException::builder),
  QUEUE_NAME_EXISTS(
      "QueueAlreadyExists", "QueueNameExists", 400, QueueNameExistsException::builder),
  QUEUE_DELETED_RECENTLY(
      "AWS.SimpleQueueService.QueueDeletedRecently",
      "QueueDeletedRecently",
      400,
      QueueDeletedRecentlyException::builder),
  PURGE_QUEUE_IN_PROGRESS(
      "AWS.SimpleQueueService.PurgeQueueInProgress",
      "PurgeQueueInProgress",
      403,
      PurgeQueueInProgressException::builder),
  OVER_LIMIT("OverLimit", "OverLimit", 403, OverLimitException::builder),
  UNSUPPORTED_OPERATION(
      "AWS.SimpleQueueService.UnsupportedOperation",
      "UnsupportedOperation",
      400,
      UnsupportedOperationException::builder),
  RESOURCE_NOT_FOUND(
      "ResourceNotFoundException",
      "ResourceNotFoundException",
      404,
      ResourceNotFoundException::builder),
  INVALID_ADDRESS("InvalidAddress", "InvalidAddress", 404, InvalidAddressException::builder),
  INVALID_ATTRIBUTE_NAME(
      "InvalidAttributeName", "InvalidAttributeName", 400, InvalidAttributeNameException::builder),
  INVALID_ATTRIBUTE_VALUE(
      "InvalidAttributeValue",
      "InvalidAttributeValue",
      400,
      InvalidAttributeValueException::builder),
  INVALID_MESSAGE_CONTENTS(
      "InvalidMessageContents",
      "InvalidMessageContents",
      400,
      InvalidMessageContentsException::builder),
  RECEIPT_HANDLE_IS_INVALID(
      "ReceiptHandleIsInvalid",
      "ReceiptHandleIsInvalid",
      404,
      ReceiptHandleIsInvalidException::builder),
  TOO_MANY_ENTRIES_IN_BATCH_REQUEST(
      "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
      "TooManyEntriesInBatchRequest",
      400,
      TooManyEntriesInBatchRequestException::builder),
  EMPTY_BATCH_REQUEST(
      "AWS.SimpleQueueService.EmptyBatchRequest",
      "EmptyBatchRequest",
      400,
      EmptyBatchRequestException::builder),
  BATCH_REQUEST_TOO_LONG(
      "AWS.SimpleQueueService.BatchRequestTooLong",
      "BatchRequestTooLong",
      400,
      BatchRequestTooLongException::builder),
  BATCH_ENTRY_IDS_NOT_DISTINCT(
      "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
      "BatchEntryIdsNotDistinct",
      400,
      BatchEntryIdsNotDistinctException::builder),
  INVALID_BATCH_ENTRY_ID(
      "AWS.SimpleQueueService.InvalidBatchEntryId",
      "InvalidBatchEntryId",
      400,
      InvalidBatchEntryIdException::builder),
  /** Not modelled: the SDK has no exception class of its own for it. */
  INVALID_PARAMETER_VALUE(
      "InvalidParameterValue", "InvalidParameterValueException", 400, SqsException::builder),
  /** Not modelled: the SDK has no exception class of its own for it. */
  MISSING_PARAMETER(
      "MissingParameter", "MissingRequiredParameterException", 400, SqsException::builder),
  /** Not modelled: the SDK has no exception class of its own for it. */
  ACCESS_DENIED("AccessDenied", "AccessDeniedException", 403, SqsException::builder);

  private final String queryCode;
  private final String shape;
  private final int status;
  private final Supplier<? extends SqsException.Builder> exception;

  SqsError(
      String queryCode,
      String shape,
      int status,
      Supplier<? extends SqsException.Builder> exception) {
    this.queryCode = queryCode;
    this.shape = shape;
    this.status = status;
    this.exception = exception;
  }

  /** The error code that the SDKs show, also the {@code errorCode} of the exceptions. */
  public String queryCode() {
    return queryCode;
  }

  /** The name after {@code com.amazonaws.sqs#} in the JSON body's {@code __type}. */
  public String shape() {
    return shape;
  }

  /** The error behind a query code, for who has to write an exception onto the wire. */
  public static Optional<SqsError> ofQueryCode(String queryCode) {
    for (SqsError error : values()) {
      if (error.queryCode.equals(queryCode)) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }

  SqsException with(String message) {
    return (SqsException) ApiErrors.error(exception.get(), queryCode, status, message);
  }

  static SqsException noSuchQueue() {
    return QUEUE_DOES_NOT_EXIST.with("The specified queue does not exist.");
  }

  static SqsException missing(String parameter) {
    return MISSING_PARAMETER.with("The request must contain the parameter " + parameter + ".");
  }

  static SqsException invalidValue(Object value, String parameter, String reason) {
    return INVALID_PARAMETER_VALUE.with(
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
  }

  static SqsException invalidNextToken() {
    return INVALID_PARAMETER_VALUE.with("Invalid or expired next token.");
  }

  static SqsException denied(Decision decision) {
    return (SqsException)
        ApiErrors.denied(
            ACCESS_DENIED.exception.get(),
            ACCESS_DENIED.queryCode,
            ACCESS_DENIED.status,
            words(decision),
            decision);
  }

  /** Without the decision: the statement that it misses would not help. */
  static SqsException deniedToOtherAccounts(Decision decision) {
    return ACCESS_DENIED.with(
        words(decision) + " (a queue's policy cannot let another account do this)");
  }

  private static String words(Decision denial) {
    String action = denial.request().action();
    return denial.message().replace(action, action.toLowerCase(Locale.ROOT));
  }
}
