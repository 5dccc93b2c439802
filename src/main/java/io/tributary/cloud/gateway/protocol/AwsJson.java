package io.tributary.cloud.gateway.protocol;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * AWS JSON 1.0 and 1.1: the operation in a header, everything else in JSON bodies.
 *
 * <p>See smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
public final class AwsJson implements Protocol {

  private final String contentType;
  private final String targetPrefix;
  private final Function<AwsServiceException, String> errorType;
  private final boolean queryCompatible;

  private AwsJson(
      String version,
      String targetPrefix,
      Function<AwsServiceException, String> errorType,
      boolean queryCompatible) {
    this.contentType = "application/x-amz-json-" + version;
    this.targetPrefix = targetPrefix + ".";
    this.errorType = errorType;
    this.queryCompatible = queryCompatible;
  }

  /**
   * A service whose errors are named by their codes.
   *
   * @param version of the protocol, 1.0 or 1.1
   * @param targetPrefix what stands before the operation's name in X-Amz-Target, without the dot
   */
  public static AwsJson of(String version, String targetPrefix) {
    return new AwsJson(version, targetPrefix, error -> error.awsErrorDetails().errorCode(), false);
  }

  /**
   * A service that once spoke the Query protocol: an error's code, as old clients know it, goes
   * into the header x-amzn-query-error, and {@code __type} has a name of its own.
   *
   * <p>See
   * smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
   *
   * @param errorType gives an error's {@code __type}
   */
  public static AwsJson queryCompatible(
      String version, String targetPrefix, Function<AwsServiceException, String> errorType) {
    return new AwsJson(version, targetPrefix, errorType, true);
  }

  @Override
  public Optional<String> operation(HttpCall call) {
    String target = call.header("X-Amz-Target");
    return target != null && target.startsWith(targetPrefix)
        ? Optional.of(target.substring(targetPrefix.length()))
        : Optional.empty();
  }

  @Override
  public void decode(String operation, HttpCall call, SdkPojo builder) {
    JsonReader.read(call.body(), builder);
  }

  @Override
  public HttpReply encode(String operation, SdkPojo response, String requestId) {
    return new HttpReply(200, contentType, JsonWriter.write(Map.of(), response));
  }

  @Override
  public HttpReply error(AwsServiceException error, String requestId) {
    String code = error.awsErrorDetails().errorCode();
    Map<String, String> members = new LinkedHashMap<>();
    members.put("__type", errorType.apply(error));
    members.put("message", error.awsErrorDetails().errorMessage());
    String blame = error.statusCode() < 500 ? ";Sender" : ";Receiver";
    Map<String, String> headers =
        queryCompatible ? Map.of("x-amzn-query-error", code + blame) : Map.of();
    return new HttpReply(
        error.statusCode(), contentType, headers, JsonWriter.write(members, error));
  }
}
