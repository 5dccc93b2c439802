package io.tributary.cloud.gateway;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import java.util.concurrent.CompletableFuture;

/**
 * The local cloud's own pages and data, beside AWS's APIs: everything below {@link #PATH}. They are
 * not signed for; the host lets in this machine's own names and origins only.
 */
@FunctionalInterface
public interface Pages {

  /** No AWS API has a path that begins so. */
  String PATH = "/_tributary/";

  /** Leads to {@link #PATH}. */
  String PATH_WITHOUT_SLASH = "/_tributary";

  /**
   * Answers a request on the cloud's loop, at once or later, and then on the loop again. What it
   * throws is answered as an AWS error: one with awsErrorDetails as such, all else as a bug.
   */
  CompletableFuture<HttpReply> answer(HttpCall call);
}
