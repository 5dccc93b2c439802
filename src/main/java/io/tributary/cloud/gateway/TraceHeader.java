package io.tributary.cloud.gateway;

import io.tributary.cloud.gateway.http.HttpCall;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The one header of a request that is input of a service without being a member of its model: the
 * X-Ray trace that the request belongs to. A service finds it among the request's own headers,
 * where a client that calls it without a gateway puts it.
 *
 * <p>See docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
final class TraceHeader {

  private static final String NAME = "X-Amzn-Trace-Id";

  private TraceHeader() {}

  /** Hands the header, if the call has it, to the request that is being built. */
  static void pass(HttpCall call, SdkPojo builder) {
    String header = call.header(NAME);
    if (header != null) {
      ((AwsRequest.Builder) builder)
          .overrideConfiguration(
              AwsRequestOverrideConfiguration.builder().putHeader(NAME, header).build());
    }
  }
}
