package io.tributary.cloud.gateway.http;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Answers the requests that an {@link HttpHost} receives, on the host's loop. */
public interface HttpHandler {

  /**
   * Answers a request, at once or later. Must neither throw nor fail, and must complete the future
   * on the loop. The host cancels the future when the client goes away first.
   */
  CompletableFuture<HttpReply> answer(HttpCall call);

  /**
   * Words the host's own refusal of a request: too large, too slow, not HTTP, not from this
   * machine.
   *
   * @param call without its body
   * @param reason with AWS's code, status and message
   */
  HttpReply refuse(HttpCall call, AwsServiceException reason);
}
