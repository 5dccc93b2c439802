package io.tributary.cloud.gateway;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpHandler;
import io.tributary.cloud.gateway.http.HttpReply;
import io.tributary.cloud.gateway.protocol.Protocol;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Answers AWS API requests by calling the cloud's services as the principal that the request's
 * access key names. Runs on the cloud's loop.
 *
 * <p>An operation that AWS has and this cloud does not build is answered with 501 {@code
 * NotImplemented}, naming it and what is built. Signatures are not verified.
 */
public final class Gateway implements HttpHandler {

  /** Who leaves the slash out means the pages. */
  private static final HttpReply TO_PAGES =
      new HttpReply(308, "text/plain", Map.of("Location", Pages.PATH), new byte[0]);

  private final Router router;

  private final EventLoop loop;
  private final Callers callers;
  private final Pages pages;
  private final Consumer<Throwable> bugs;

  /**
   * A gateway.
   *
   * @param services each of another AWS service
   * @param loop on which the services run; draws the request ids
   * @param principals who an access key id belongs to; a request whose key is no one's is refused
   *     with {@code InvalidClientTokenId}, 403
   * @param pages what lies beside the APIs
   */
  public Gateway(
      List<CloudService> services,
      EventLoop loop,
      Function<String, Optional<Principal>> principals,
      Pages pages) {
    this(services, loop, principals, pages, Throwable::printStackTrace);
  }

  Gateway(
      List<CloudService> services,
      EventLoop loop,
      Function<String, Optional<Principal>> principals,
      Pages pages,
      Consumer<Throwable> bugs) {
    this.router = new Router(services);
    this.loop = loop;
    this.callers = new Callers(principals);
    this.pages = pages;
    this.bugs = bugs;
  }

  @Override
  public CompletableFuture<HttpReply> answer(HttpCall call) {
    String requestId = loop.random().uuid();
    Exchange exchange = new Exchange(call, requestId);
    return exchange.answer();
  }

  @Override
  public HttpReply refuse(HttpCall call, AwsServiceException reason) {
    String requestId = loop.random().uuid();
    return named(Router.error(call, reason, requestId), requestId);
  }

  private static HttpReply named(HttpReply reply, String requestId) {
    return reply.with(Map.of("x-amzn-RequestId", requestId));
  }

  /** One request on its way to its answer; learns step by step what it is about. */
  private final class Exchange {

    private final HttpCall call;
    private final String requestId;
    private Protocol protocol;
    private Router.Match match;
    private Operation operation;

    Exchange(HttpCall call, String requestId) {
      this.call = call;
      this.requestId = requestId;
    }

    CompletableFuture<HttpReply> answer() {
      CompletableFuture<HttpReply> answer = new CompletableFuture<>();
      CompletableFuture<?> outcome = started();
      outcome.whenComplete(
          (result, failure) -> {
            if (!answer.isCancelled()) {
              answer.complete(reply(result, failure));
            }
          });
      answer.whenComplete((reply, gone) -> outcome.cancel(false));
      return answer;
    }

    private CompletableFuture<?> started() {
      try {
        if (call.path().equals(Pages.PATH_WITHOUT_SLASH)) {
          return CompletableFuture.completedFuture(TO_PAGES);
        }
        return call.path().startsWith(Pages.PATH) ? pages.answer(call) : called();
      } catch (RuntimeException | Error failure) {
        return CompletableFuture.failedFuture(failure);
      }
    }

    private CompletableFuture<?> called() {
      match = router.match(call);
      protocol = match.api().protocol();
      Endpoint endpoint = router.endpoint(match);
      operation = Router.operation(match, endpoint, call);
      SdkClient client = endpoint.client(callers.of(call));
      SdkPojo request = operation.newBuilder();
      protocol.decode(match.operation(), call, request);
      TraceHeader.pass(call, request);
      return operation.call(client, request);
    }

    private HttpReply reply(Object result, Throwable failure) {
      try {
        return named(failure == null ? success(result) : error(refusal(failure)), requestId);
      } catch (RuntimeException | Error bug) {
        return named(error(reported(bug)), requestId);
      }
    }

    private HttpReply success(Object result) {
      return result instanceof HttpReply page
          ? page
          : protocol.encode(match.operation(), (SdkPojo) result, requestId);
    }

    private HttpReply error(AwsServiceException refusal) {
      return protocol == null
          ? Router.error(call, refusal, requestId)
          : protocol.error(refusal, requestId);
    }

    private AwsServiceException refusal(Throwable failure) {
      Throwable cause = ApiErrors.cause(failure);
      if (cause instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
        return refusal;
      }
      // Of an operation that is built, a part may not be, and says so; the rest are bugs.
      return operation != null
              && cause instanceof UnsupportedOperationException
              && cause.getMessage() != null
          ? GatewayErrors.notImplemented(cause.getMessage())
          : reported(cause);
    }

    private AwsServiceException reported(Throwable bug) {
      bugs.accept(bug);
      return GatewayErrors.internalFailure();
    }
  }
}
