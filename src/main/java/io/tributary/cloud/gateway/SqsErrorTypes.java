package io.tributary.cloud.gateway;

import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The names of SQS's errors in JSON, which differ from the codes that its clients read.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-api-responses.html
 */
final class SqsErrorTypes {

  private static final String SQS = "com.amazonaws.sqs#";
  private static final String ANY_SERVICE = "com.amazon.coral.service#";

  /** Errors that SQS's model does not list, by their codes. */
  private static final Map<String, String> UNMODELLED =
      Map.of(
          "AccessDenied", "AccessDeniedException",
          "InvalidParameterValue", "InvalidParameterValueException",
          "MissingParameter", "MissingRequiredParameterException");

  private SqsErrorTypes() {}

  /** The {@code __type} of an error; those that are not SQS's own are common to all services. */
  static String of(AwsServiceException error) {
    String code = error.awsErrorDetails().errorCode();
    if (!(error instanceof SqsException)) {
      return ANY_SERVICE + code;
    }
    if (error.getClass() == SqsException.class) {
      return SQS + UNMODELLED.getOrDefault(code, code);
    }
    return SQS + modelled(error);
  }

  /** The SDK appends 'Exception' to the names of the model, which has it in one of its own. */
  private static String modelled(AwsServiceException error) {
    String name = error.getClass().getSimpleName();
    return error instanceof ResourceNotFoundException ? name : name.replaceFirst("Exception$", "");
  }
}
