package io.tributary.cloud.gateway;

import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;

/**
 * The names of CloudWatch's errors in JSON, where they differ from the codes that its clients read.
 *
 * <p>See the errors of each operation under
 * docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Operations.html, and
 * github.com/boto/botocore/blob/develop/botocore/data/cloudwatch/2010-08-01/service-2.json.gz
 */
final class CloudWatchErrorTypes {

  private static final Map<String, String> BY_CODE =
      Map.of(
          "InvalidParameterInput", "DashboardInvalidInputError",
          "InvalidParameterValue", "InvalidParameterValueException",
          "InvalidParameterCombination", "InvalidParameterCombinationException",
          "InvalidFormat", "InvalidFormatFault",
          "MissingParameter", "MissingRequiredParameterException",
          "LimitExceeded", "LimitExceededFault");

  private CloudWatchErrorTypes() {}

  /** The {@code __type} of an error. */
  static String of(AwsServiceException error) {
    String code = error.awsErrorDetails().errorCode();
    return error instanceof DashboardNotFoundErrorException
        ? "DashboardNotFoundError"
        : BY_CODE.getOrDefault(code, code);
  }
}
