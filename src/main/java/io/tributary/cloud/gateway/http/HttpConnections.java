package io.tributary.cloud.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.gateway.http.Deadlines.Deadline;
import io.tributary.cloud.time.EventLoop;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The connections of one server: lets requests in, or says why not. */
final class HttpConnections {

  private final HttpLimits limits;
  private final HttpHandler handler;
  private final Deadlines deadlines;
  private final Map<HttpConnection, Deadline> open = new IdentityHashMap<>();
  private final FlushTogether flushTogether = new FlushTogether();
  private String lastHost;

  HttpConnections(EventLoop loop, HttpLimits limits, HttpHandler handler) {
    this.limits = limits;
    this.handler = handler;
    this.deadlines = new Deadlines(loop, accuracy(limits));
  }

  private static Duration accuracy(HttpLimits limits) {
    return limits.receiving().dividedBy(6);
  }

  /** Drops a connection with all that waits to go out on it, for which its close would wait. */
  static void cutOff(HttpConnection connection) {
    context(connection).close();
  }

  private static ChannelHandlerContext context(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext();
  }

  void opened(HttpConnection connection) {
    Deadline deadline = deadlines.add();
    deadline.set(limits.idle(), () -> cutOff(connection));
    open.put(connection, deadline);
    flushTogether.add(context(connection).channel());
    connection.closeHandler(
        closed -> {
          open.remove(connection);
          deadline.end();
        });
  }

  int open() {
    return open.size();
  }

  void accept(HttpServerRequest request) {
    HttpExchange exchange =
        new HttpExchange(request, handler, limits, open.get(request.connection()));
    AwsServiceException refusal = refusal(request);
    if (refusal == null) {
      exchange.receive();
    } else {
      exchange.refuse(refusal);
    }
  }

  private AwsServiceException refusal(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll("Host");
    if (hosts.size() != 1 || !isHost(hosts.get(0))) {
      return forbidden("Host", hosts.isEmpty() ? null : hosts.get(0));
    }
    String origin = request.getHeader("Origin");
    if (!LoopbackNames.isOrigin(origin)) {
      return forbidden("Origin", origin);
    }
    return request.uri().startsWith("/")
        ? null
        : error("InvalidRequest", 400, "The request's target must be a path.");
  }

  /** Most requests name the host as the one before did. */
  private boolean isHost(String host) {
    if (!host.equals(lastHost)) {
      if (!LoopbackNames.isHost(host)) {
        return false;
      }
      lastHost = host;
    }
    return true;
  }

  private static AwsServiceException forbidden(String header, String value) {
    String shown = value == null ? "(none)" : value.substring(0, Math.min(100, value.length()));
    return error(
        "AccessDenied",
        403,
        "The header %s is '%s', but the local cloud answers this machine's own names only: %s."
            .formatted(header, shown, "localhost, *.localhost and 127.0.0.0/8"));
  }

  /** What Netty could not read as HTTP/1.1. */
  void refuseInvalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    AwsServiceException reason;
    if (cause instanceof TooLongHttpLineException) {
      reason = error("RequestUriTooLong", 414, "The request line is longer than 32 KiB.");
    } else if (cause instanceof TooLongHttpHeaderException) {
      reason = error("RequestHeaderFieldsTooLarge", 431, "The headers are longer than 32 KiB.");
    } else {
      reason = error("InvalidRequest", 400, "The request is not valid HTTP/1.1.");
    }
    new HttpExchange(request, handler, limits, open.get(request.connection())).refuse(reason);
  }

  static AwsServiceException error(String code, int status, String message) {
    return ApiErrors.error(AwsServiceException.builder(), code, status, message);
  }
}
