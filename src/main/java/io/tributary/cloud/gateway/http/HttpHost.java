package io.tributary.cloud.gateway.http;

import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.RealTime;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An HTTP server on 127.0.0.1 and the one thread it shares with the cloud's state: {@link #loop()}
 * is there before the cloud is made, {@link #serve} comes after.
 *
 * <p>Handing requests from a network thread to another for the state takes more than it gives, one
 * a request at least, where clients want the other core.
 */
public final class HttpHost implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx;
  private final RealTime loop;
  private final EventLoop serverLoop;
  private final HttpLimits limits;
  private HttpConnections connections;

  private HttpHost(Vertx vertx, RealTime loop, EventLoop serverLoop, HttpLimits limits) {
    this.vertx = vertx;
    this.loop = loop;
    this.serverLoop = serverLoop;
    this.limits = limits;
  }

  /**
   * Starts the thread; nothing listens yet.
   *
   * @param seed of the loop's chance
   */
  public static HttpHost start(long seed) {
    return start(seed, HttpLimits.DEFAULT);
  }

  static HttpHost start(long seed, HttpLimits limits) {
    Vertx vertx = Vertx.vertx(options());
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    RealTime loop = new RealTime(context.nettyEventLoop(), seed);
    return new HttpHost(vertx, loop, new RealTime(context.nettyEventLoop(), seed), limits);
  }

  /**
   * One thread does all the work, and nothing of files, names or blocked threads is looked after.
   */
  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setBlockedThreadCheckInterval(1)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS)
        .setDisableTCCL(true)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  /** The loop on the server's thread, for the cloud to live on. */
  public RealTime loop() {
    return loop;
  }

  /** The same thread by the wall clock, which goes on while the cloud's time is paused. */
  public EventLoop serverLoop() {
    return serverLoop;
  }

  /**
   * Listens on a port of 127.0.0.1, from now until the host is closed.
   *
   * @param port 0 picks a free one
   * @return the port
   * @throws PortUnavailableException if something else listens there, or this process may not
   */
  public int serve(int port, HttpHandler handler) {
    connections = new HttpConnections(serverLoop, limits, atOneMoment(handler));
    HttpServer server =
        vertx
            .createHttpServer(serverOptions())
            .connectionHandler(connections::opened)
            .requestHandler(connections::accept)
            .invalidRequestHandler(connections::refuseInvalid);
    try {
      serverLoop.await(server.listen(port, LOOPBACK).toCompletionStage().toCompletableFuture());
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof BindException busy
          ? new PortUnavailableException(port, busy)
          : failed;
    }
    return server.actualPort();
  }

  /**
   * Finds out before any work whether a port of 127.0.0.1 can be listened on.
   *
   * @param port 0 always can
   * @throws PortUnavailableException if something else listens there, or this process may not
   */
  public static void requireFree(int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket trial = new ServerSocket()) {
      trial.bind(new InetSocketAddress(LOOPBACK, port));
    } catch (BindException unavailable) {
      throw new PortUnavailableException(port, unavailable);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot try port " + port, failed);
    }
  }

  /** A request is answered at one moment, as a task is, though the loop did not start it. */
  private HttpHandler atOneMoment(HttpHandler handler) {
    return new HttpHandler() {
      @Override
      public CompletableFuture<HttpReply> answer(HttpCall call) {
        return loop.atOneMoment(() -> handler.answer(call));
      }

      @Override
      public HttpReply refuse(HttpCall call, AwsServiceException reason) {
        return handler.refuse(call, reason);
      }
    };
  }

  private static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(true)
        .setMaxInitialLineLength(HttpLimits.HEAD_BYTES)
        .setMaxHeaderSize(HttpLimits.HEAD_BYTES)
        .setMaxChunkSize(64 << 10)
        .setAcceptBacklog(1024)
        .setStrictThreadMode(true);
  }

  /** How many connections are open, to be asked on the loop. */
  int openConnections() {
    return connections.open();
  }

  /** Stops listening, drops the connections and ends the thread. */
  @Override
  public void close() {
    serverLoop.await(vertx.close().toCompletionStage().toCompletableFuture());
  }
}
