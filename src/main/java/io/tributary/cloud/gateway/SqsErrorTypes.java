package io.tributary.cloud.gateway;

import io.tributary.cloud.sqs.SqsError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The names of SQS's errors in JSON, which differ from the codes that its clients read.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-api-responses.html
 */
final class SqsErrorTypes {

  private SqsErrorTypes() {}

  /** The {@code __type} of an error; those that are not SQS's own are common to all services. */
  static String of(AwsServiceException error) {
    String code = error.awsErrorDetails().errorCode();
    return error instanceof SqsException
        ? "com.amazonaws.sqs#" + SqsError.ofQueryCode(code).map(SqsError::shape).orElse(code)
        : "com.amazon.coral.service#" + code;
  }
}
