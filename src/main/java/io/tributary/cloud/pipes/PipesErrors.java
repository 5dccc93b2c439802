package io.tributary.cloud.pipes;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.Decision;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.pipes.model.ConflictException;
import software.amazon.awssdk.services.pipes.model.NotFoundException;
import software.amazon.awssdk.services.pipes.model.PipesException;
import software.amazon.awssdk.services.pipes.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.pipes.model.ValidationException;

/**
 * The errors of the Pipes API, with AWS's codes and statuses.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_CreatePipe.html
 */
final class PipesErrors {

  private PipesErrors() {}

  /** All problems of one request, together. */
  static AwsServiceException invalid(List<String> problems) {
    String counted =
        problems.size() == 1
            ? "1 validation error detected: "
            : problems.size() + " validation errors detected: ";
    return ApiErrors.error(
        ValidationException.builder(),
        "ValidationException",
        400,
        counted + String.join("; ", problems));
  }

  static AwsServiceException notFound(String name) {
    return ApiErrors.error(
        NotFoundException.builder(), "NotFoundException", 404, "Pipe " + name + " does not exist.");
  }

  static AwsServiceException conflict(String name, String message) {
    return ApiErrors.error(
        ConflictException.builder().resourceId(name).resourceType("Pipe"),
        "ConflictException",
        409,
        message);
  }

  static AwsServiceException tooMany(String name, int quota) {
    return ApiErrors.error(
        ServiceQuotaExceededException.builder()
            .resourceId(name)
            .resourceType("Pipe")
            .serviceCode("pipes"),
        "ServiceQuotaExceededException",
        402,
        "The account has reached its quota of " + quota + " pipes.");
  }

  static AwsServiceException invalidNextToken() {
    return invalid(List.of("The nextToken is not one that this operation gave"));
  }

  static AwsServiceException denied(Decision decision) {
    return ApiErrors.denied(
        PipesException.builder(), "AccessDeniedException", 403, decision.message(), decision);
  }
}
