package io.tributary.cloud.gateway.protocol;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** How one service's operations and errors stand in HTTP. */
public interface Protocol {

  /** The name of the operation that the request calls, if it calls one of this service. */
  Optional<String> operation(HttpCall call);

  /**
   * Fills a request's builder from the wire. Members that the operation does not know are skipped,
   * as AWS does.
   *
   * @throws AwsServiceException if the request does not fit the operation's types; 400
   */
  void decode(String operation, HttpCall call, SdkPojo builder);

  /** A response as it goes over the wire. */
  HttpReply encode(String operation, SdkPojo response, String requestId);

  /** An error, which has its awsErrorDetails set, as it goes over the wire. */
  HttpReply error(AwsServiceException error, String requestId);
}
