package io.tributary.cloud.gateway;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpHandler;
import io.tributary.cloud.gateway.http.HttpReply;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** Lets the SDK's own clients talk to a gateway without a socket between them. */
final class GatewayTransport implements SdkAsyncHttpClient {

  private final HttpHandler gateway;

  GatewayTransport(HttpHandler gateway) {
    this.gateway = gateway;
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest execute) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    return SdkPublisher.adapt(execute.requestContentPublisher())
        .subscribe(chunk -> append(body, chunk))
        .thenCompose(read -> gateway.answer(call(execute.request(), body.toByteArray())))
        .thenAccept(reply -> deliver(reply, execute));
  }

  private static void append(ByteArrayOutputStream body, ByteBuffer chunk) {
    byte[] bytes = new byte[chunk.remaining()];
    chunk.get(bytes);
    body.writeBytes(bytes);
  }

  private static HttpCall call(SdkHttpRequest request, byte[] body) {
    return new HttpCall(
        request.method().name(),
        request.encodedPath(),
        request.encodedQueryParameters().orElse(null),
        name -> request.firstMatchingHeader(name).orElse(null),
        body);
  }

  private static void deliver(HttpReply reply, AsyncExecuteRequest execute) {
    SdkHttpFullResponse.Builder response =
        SdkHttpFullResponse.builder()
            .statusCode(reply.status())
            .putHeader("Content-Type", reply.contentType())
            .putHeader("Content-Length", Integer.toString(reply.body().length));
    reply.headers().forEach(response::putHeader);
    execute.responseHandler().onHeaders(response.build());
    execute.responseHandler().onStream(AsyncRequestBody.fromBytes(reply.body()));
  }

  @Override
  public void close() {}
}
