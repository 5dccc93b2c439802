package io.tributary.cloud.gateway;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Pages of which none exists. */
final class NoPages implements Pages {

  @Override
  public CompletableFuture<HttpReply> answer(HttpCall call) {
    byte[] text = ("no page " + call.path()).getBytes(StandardCharsets.UTF_8);
    return CompletableFuture.completedFuture(new HttpReply(404, "text/plain", text));
  }
}
