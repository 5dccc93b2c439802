package io.tributary.cloud.gateway;

import io.tributary.cloud.api.ApiErrors;
import java.util.Collection;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The errors that AWS answers before a service sees the request, and the local cloud's own for what
 * it does not build.
 *
 * <p>See docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html, which all services
 * share.
 */
final class GatewayErrors {

  private GatewayErrors() {}

  static AwsServiceException unsigned() {
    return error(
        "MissingAuthenticationToken",
        403,
        "Request is missing Authentication Token: sign it with any credentials, the local cloud"
            + " reads the access key id and verifies nothing.");
  }

  /** As no signature is verified, any page of the web could have a browser send one. */
  static AwsServiceException presigned() {
    return notImplemented(
        "The local cloud does not take presigned requests: send the signature in the Authorization"
            + " header, as AWS's clients do when they call an operation.");
  }

  static AwsServiceException unknownAccessKey() {
    return error(
        "InvalidClientTokenId", 403, "The security token included in the request is invalid.");
  }

  static AwsServiceException missingAction() {
    return error(
        "MissingAction", 400, "The request is missing an action or a required parameter: Action.");
  }

  static AwsServiceException invalidAction(String action, String version) {
    return error(
        "InvalidAction",
        400,
        "Could not find operation %s for version %s.".formatted(shown(action), shown(version)));
  }

  static AwsServiceException unknownTarget(String target) {
    return error(
        "UnknownOperationException", 400, "No service has the operation " + shown(target) + ".");
  }

  static AwsServiceException unknownPath(String method, String path) {
    return error(
        "UnknownOperationException",
        404,
        "No service has an operation at %s %s; the console is at %s."
            .formatted(method, shown(path), Pages.PATH));
  }

  static AwsServiceException noService(String service, Collection<String> services) {
    return notImplemented(
        "This local cloud does not have the service %s. It has: %s."
            .formatted(service, String.join(", ", services)));
  }

  static AwsServiceException notBuilt(
      String service, String operation, Collection<String> operations) {
    return notImplemented(
        "The local cloud does not build %s:%s. Of %s it builds: %s."
            .formatted(service, operation, service, String.join(", ", operations)));
  }

  static AwsServiceException queryProtocolOfSqs() {
    return notImplemented(
        "The local cloud speaks SQS's JSON protocol only, and this client speaks the older Query"
            + " protocol. Use the AWS SDK for Java 2.21.19 or later, the AWS CLI 1.29.82 or later"
            + " or a 2.x that speaks SQS by JSON (2.13.33 or later), or boto3 1.28.82 or later.");
  }

  static AwsServiceException cborProtocolOfCloudWatch() {
    return notImplemented(
        "The local cloud speaks CloudWatch's JSON and Query protocols, and this client speaks CBOR."
            + " Use the AWS CLI, boto3 or the AWS SDK for Java, which speak one of those.");
  }

  static AwsServiceException notImplemented(String message) {
    return error("NotImplemented", 501, message);
  }

  static AwsServiceException internalFailure() {
    return error(
        "InternalFailure",
        500,
        "The request failed because of a bug in the local cloud, which has written it to its"
            + " standard error.");
  }

  static AwsServiceException invalidHeader(String header, String value, String allowed) {
    return error(
        "ValidationError",
        400,
        "The header %s is '%s' but must be %s.".formatted(header, shown(value), allowed));
  }

  private static AwsServiceException error(String code, int status, String message) {
    return ApiErrors.error(AwsServiceException.builder(), code, status, message);
  }

  private static String shown(String text) {
    return text == null ? "(none)" : text.substring(0, Math.min(128, text.length()));
  }
}
