package io.tributary.cloud.iam;

import io.tributary.cloud.api.ApiErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * The errors of the IAM API.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and each operation's page
 */
final class IamErrors {

  private IamErrors() {}

  static AwsServiceException exists(String message) {
    return ApiErrors.error(
        EntityAlreadyExistsException.builder(), "EntityAlreadyExists", 409, message);
  }

  static AwsServiceException noSuchEntity(String message) {
    return ApiErrors.error(NoSuchEntityException.builder(), "NoSuchEntity", 404, message);
  }

  static AwsServiceException deleteConflict(String message) {
    return ApiErrors.error(DeleteConflictException.builder(), "DeleteConflict", 409, message);
  }

  static AwsServiceException limit(String message) {
    return ApiErrors.error(LimitExceededException.builder(), "LimitExceeded", 409, message);
  }

  static AwsServiceException malformedPolicy(String message) {
    return ApiErrors.error(
        MalformedPolicyDocumentException.builder(), "MalformedPolicyDocument", 400, message);
  }

  static AwsServiceException invalidInput(String message) {
    return ApiErrors.error(InvalidInputException.builder(), "InvalidInput", 400, message);
  }

  static AwsServiceException validation(String message) {
    return ApiErrors.error(IamException.builder(), "ValidationError", 400, message);
  }

  static AwsServiceException denied(Decision decision) {
    return ApiErrors.denied(
        IamException.builder(), "AccessDenied", 403, decision.message(), decision);
  }
}
