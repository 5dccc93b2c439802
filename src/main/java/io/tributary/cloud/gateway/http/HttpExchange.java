package io.tributary.cloud.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tributary.cloud.gateway.http.Deadlines.Deadline;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** One request on its connection: its body comes in, its answer goes out. */
final class HttpExchange {

  private static final byte[] NOTHING = {};

  private final HttpServerRequest request;
  private final HttpHandler handler;
  private final HttpLimits limits;
  private final Deadline deadline;
  private Buffer body;
  private boolean refused;

  HttpExchange(
      HttpServerRequest request, HttpHandler handler, HttpLimits limits, Deadline deadline) {
    this.request = request;
    this.handler = handler;
    this.limits = limits;
    this.deadline = deadline;
  }

  void receive() {
    if (tooLong(request.getHeader("Content-Length"))) {
      refuse(bodyTooLarge());
      return;
    }
    deadline.set(limits.receiving(), () -> refuse(tooSlow()));
    request.exceptionHandler(broken -> refuse(unreadable()));
    request.handler(this::append);
    request.endHandler(end -> answerWhenTaken());
  }

  private boolean tooLong(String contentLength) {
    // Netty has refused what is no number, and what is longer than a long.
    return contentLength != null && Long.parseLong(contentLength) > limits.bodyBytes();
  }

  private void append(Buffer chunk) {
    if (refused) {
      return;
    }
    body = body == null ? chunk : body.appendBuffer(chunk);
    if (body.length() > limits.bodyBytes()) {
      refuse(bodyTooLarge());
    }
  }

  /** A client that asks on without taking its answers is given no more of them than it takes. */
  private void answerWhenTaken() {
    if (request.response().writeQueueFull()) {
      deadline.set(limits.receiving(), this::cutOff);
      request.response().drainHandler(taken -> answer());
    } else {
      answer();
    }
  }

  private void answer() {
    if (refused) {
      return;
    }
    deadline.clear();
    CompletableFuture<HttpReply> answer =
        handler.answer(call(body == null ? NOTHING : bytes(body)));
    if (answer.isDone()) {
      send(answer.join());
      return;
    }
    request.response().closeHandler(gone -> answer.cancel(false));
    answer.thenAccept(this::send);
  }

  /**
   * Not copied where they are all of an array, as those of a body that came in one piece: Vert.x
   * has copied it off the connection into an array that nobody else holds.
   */
  private static byte[] bytes(Buffer buffer) {
    ByteBuf bytes = ((BufferInternal) buffer).getByteBuf();
    boolean whole =
        bytes.hasArray()
            && bytes.arrayOffset() + bytes.readerIndex() == 0
            && bytes.readableBytes() == bytes.array().length;
    return whole ? bytes.array() : buffer.getBytes();
  }

  /** Answers at once and closes, whatever of the request is still to come. */
  void refuse(AwsServiceException reason) {
    refused = true;
    body = null;
    HttpServerResponse response = request.response();
    if (!response.ended() && !response.closed()) {
      response.putHeader("Connection", "close");
      deadline.set(limits.receiving(), this::cutOff);
      write(handler.refuse(call(NOTHING), reason));
    }
  }

  private void send(HttpReply reply) {
    if (request.response().closed() || request.response().ended()) {
      return;
    }
    if (reply.open() != null) {
      open(reply);
      return;
    }
    Runnable cutOff = this::cutOff;
    deadline.set(limits.receiving(), cutOff);
    write(reply).onSuccess(sent -> deadline.extend(limits.idle(), cutOff));
  }

  private void open(HttpReply reply) {
    OpenResponse stream = new OpenResponse(head(reply), limits, deadline, this::cutOff);
    stream.send(reply.body());
    reply.open().accept(stream);
  }

  private io.vertx.core.Future<Void> write(HttpReply reply) {
    return head(reply).end(BufferInternal.buffer(Unpooled.wrappedBuffer(reply.body())));
  }

  private HttpServerResponse head(HttpReply reply) {
    HttpServerResponse response = request.response().setStatusCode(reply.status());
    response.putHeader("Content-Type", reply.contentType());
    reply.headers().forEach(response::putHeader);
    return response;
  }

  private void cutOff() {
    HttpConnections.cutOff(request.connection());
  }

  private HttpCall call(byte[] bytes) {
    return new HttpCall(
        request.method().name(), request.path(), request.query(), request::getHeader, bytes);
  }

  private AwsServiceException bodyTooLarge() {
    return HttpConnections.error(
        "RequestEntityTooLarge",
        413,
        "The request's body is longer than " + limits.bodyBytes() + " bytes.");
  }

  private static AwsServiceException unreadable() {
    return HttpConnections.error(
        "InvalidRequest", 400, "The request's body is not valid HTTP/1.1, or has been cut off.");
  }

  private AwsServiceException tooSlow() {
    return HttpConnections.error(
        "RequestTimeout",
        408,
        "The request's body took longer than " + limits.receiving().toSeconds() + " s to come.");
  }
}
