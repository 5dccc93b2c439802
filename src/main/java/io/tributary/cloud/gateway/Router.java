package io.tributary.cloud.gateway;

import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import io.tributary.cloud.gateway.protocol.AwsJson;
import io.tributary.cloud.gateway.protocol.AwsQuery;
import io.tributary.cloud.gateway.protocol.Credential;
import io.tributary.cloud.gateway.protocol.Protocol;
import io.tributary.cloud.gateway.protocol.RpcV2Cbor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Finds the service and the operation that a request calls. */
final class Router {

  /**
   * What a request calls.
   *
   * @param operation its name as the request gives it
   */
  record Match(ServiceApi api, String operation) {}

  private static final String SQS_QUERY_VERSION = "2012-11-05";
  private static final String CLOUDWATCH_CBOR_PATH = "/service/GraniteServiceVersion20100801/";
  private static final Protocol ANY_JSON = AwsJson.of("1.0", "");
  private static final Protocol ANY_QUERY = new AwsQuery("", "", null);

  private final Map<ServiceApi, Endpoint> endpoints = new LinkedHashMap<>();

  Router(List<CloudService> services) {
    for (CloudService service : services) {
      for (ServiceApi api : apisOf(service)) {
        if (endpoints.put(api, new Endpoint(api, service)) != null) {
          throw new IllegalArgumentException("two services are both " + api.signingName());
        }
      }
    }
  }

  private static List<ServiceApi> apisOf(CloudService service) {
    List<ServiceApi> apis =
        ServiceApi.ALL.stream().filter(api -> api.client() == service.clientType()).toList();
    if (apis.isEmpty()) {
      throw new IllegalArgumentException(
          "the gateway has no line for " + service.clientType().getName());
    }
    return apis;
  }

  /**
   * What the request calls, by its form alone.
   *
   * @throws AwsServiceException if it calls nothing that the gateway knows
   */
  Match match(HttpCall call) {
    if (call.header("X-Amz-Target") == null && !call.hasForm()) {
      refuseOtherServices(call);
    }
    for (ServiceApi api : ServiceApi.ALL) {
      Optional<String> operation = api.protocol().operation(call);
      if (operation.isPresent()) {
        return new Match(api, operation.get());
      }
    }
    throw unmatched(call);
  }

  /** Paths tell no service: many have the same, such as {@code /tags/{resourceArn}}. */
  private void refuseOtherServices(HttpCall call) {
    Credential.of(call)
        .map(Credential::service)
        .filter(service -> !isKnown(service))
        .ifPresent(
            other -> {
              throw GatewayErrors.noService(other, services());
            });
  }

  private AwsServiceException unmatched(HttpCall call) {
    refuseOtherServices(call);
    String target = call.header("X-Amz-Target");
    if (target != null) {
      return GatewayErrors.unknownTarget(target);
    }
    String action = call.form().get("Action");
    String version = call.form().get("Version");
    if (SQS_QUERY_VERSION.equals(version) || action != null && isSignedFor("sqs", call)) {
      return GatewayErrors.queryProtocolOfSqs();
    }
    if (call.path().startsWith(CLOUDWATCH_CBOR_PATH)) {
      return GatewayErrors.cborProtocolOfCloudWatch();
    }
    if (action != null) {
      return GatewayErrors.invalidAction(action, version);
    }
    return call.hasForm()
        ? GatewayErrors.missingAction()
        : GatewayErrors.unknownPath(call.method(), call.path());
  }

  private static boolean isKnown(String service) {
    return ServiceApi.ALL.stream().anyMatch(api -> api.signingName().equals(service));
  }

  private List<String> services() {
    return endpoints.keySet().stream().map(ServiceApi::knownAs).distinct().toList();
  }

  private static boolean isSignedFor(String service, HttpCall call) {
    return Credential.of(call).filter(it -> it.service().equals(service)).isPresent();
  }

  /**
   * The service of this cloud that a match means.
   *
   * @throws AwsServiceException {@code NotImplemented}, 501, if this cloud does not have it
   */
  Endpoint endpoint(Match match) {
    Endpoint endpoint = endpoints.get(match.api());
    if (endpoint == null) {
      throw GatewayErrors.noService(match.api().signingName(), services());
    }
    return endpoint;
  }

  /**
   * The operation that a match means.
   *
   * @throws AwsServiceException as AWS answers when a service has no such operation, 400; {@code
   *     NotImplemented}, 501, if this cloud does not build it
   */
  static Operation operation(Match match, Endpoint endpoint, HttpCall call) {
    return endpoint.operation(match.operation()).orElseThrow(() -> unknown(match, call));
  }

  private static AwsServiceException unknown(Match match, HttpCall call) {
    return call.header("X-Amz-Target") == null
        ? GatewayErrors.invalidAction(match.operation(), call.form().get("Version"))
        : GatewayErrors.unknownTarget(match.operation());
  }

  /** An error as it goes over the wire while the service is not known. */
  static HttpReply error(HttpCall call, AwsServiceException error, String requestId) {
    return RpcV2Cbor.isSpokenBy(call)
        ? RpcV2Cbor.error(error)
        : closestProtocol(call).error(error, requestId);
  }

  private static Protocol closestProtocol(HttpCall call) {
    boolean json = call.header("X-Amz-Target") != null;
    boolean xml = call.hasForm() || asksByQuery(call) || isForS3(call);
    return !json && xml ? ANY_QUERY : ANY_JSON;
  }

  /**
   * The service that people try and that reads errors in XML only; asked of malformed calls too.
   */
  private static boolean isForS3(HttpCall call) {
    String authorization = call.header("Authorization");
    String signature = authorization == null ? Objects.toString(call.query(), "") : authorization;
    return signature.replaceAll("%2[Ff]", "/").contains("/s3/aws4_request");
  }

  private static boolean asksByQuery(HttpCall call) {
    return call.query() != null && call.query().contains("Action=");
  }
}
