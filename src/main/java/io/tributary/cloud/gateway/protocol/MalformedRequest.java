package io.tributary.cloud.gateway.protocol;

import io.tributary.cloud.api.ApiErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The errors of requests whose form or types are wrong. */
final class MalformedRequest {

  private MalformedRequest() {}

  /** A JSON body that is broken, or does not fit the operation's types. */
  static AwsServiceException json(String message) {
    return error("SerializationException", message);
  }

  /** A query parameter whose name or value does not fit the operation's types. */
  static AwsServiceException query(String parameter, String value, String expected) {
    String shown = value.length() <= 100 ? value : value.substring(0, 100) + "...";
    return error("MalformedInput", parameter + " is '" + shown + "' but must be " + expected + ".");
  }

  /** A form whose parameters' names have too many different parts. */
  static AwsServiceException tooManyNames(int most) {
    return error(
        "MalformedInput",
        "The request's parameters are of more than "
            + most
            + " structures, list elements and values, which is more than any request of AWS's has.");
  }

  static AwsServiceException error(String code, String message) {
    return ApiErrors.error(AwsServiceException.builder(), code, 400, message);
  }
}
