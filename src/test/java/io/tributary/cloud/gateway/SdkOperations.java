package io.tributary.cloud.gateway;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.builder.SdkAsyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/** Every operation that the SDK knows of a service. */
final class SdkOperations {

  /** For those without credentials: the SDK does not sign them, and the gateway refuses that. */
  private static final Set<String> UNSIGNED =
      Set.of("assumeRoleWithSAML", "assumeRoleWithWebIdentity");

  private SdkOperations() {}

  static Stream<Method> operations(ServiceApi api) {
    return Arrays.stream(api.client().getMethods())
        .filter(method -> method.getReturnType() == CompletableFuture.class)
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
        .filter(method -> !UNSIGNED.contains(method.getName()))
        .sorted(Comparator.comparing(Method::getName));
  }

  static Class<?> responseType(Method method) {
    return (Class<?>)
        ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
  }

  static SdkPojo builder(Class<?> model) throws ReflectiveOperationException {
    return (SdkPojo) model.getMethod("builder").invoke(null);
  }

  /** Whether the SDK's client speaks this protocol of a service's two: it stands first. */
  static boolean isSpokenBySdk(ServiceApi api) {
    return ServiceApi.ALL.stream()
        .filter(it -> it.client() == api.client())
        .findFirst()
        .orElseThrow()
        .equals(api);
  }

  /** A request in the JSON of CloudWatch, which the SDK's client does not speak. */
  static HttpCall json(ServiceApi api, String operation, SdkPojo request) {
    Map<String, String> headers =
        Map.of(
            "X-Amz-Target", "GraniteServiceVersion20100801." + operation,
            "Content-Type", "application/x-amz-json-1.0",
            "Authorization",
                "AWS4-HMAC-SHA256 Credential=key/20250115/eu-west-1/monitoring/aws4_request");
    byte[] body = api.protocol().encode(operation, request, "none").body();
    return new HttpCall("POST", "/", null, headers::get, body);
  }

  /** The SDK's own client of a service, which talks to the handler without a socket. */
  static SdkClient client(ServiceApi api, HttpHandler handler) {
    try {
      Object builder = api.client().getMethod("builder").invoke(null);
      ((AwsClientBuilder<?, ?>) builder)
          .region(Region.EU_WEST_1)
          .endpointOverride(URI.create("http://localhost"))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
      ((SdkAsyncClientBuilder<?, ?>) builder).httpClient(new GatewayTransport(handler));
      if (builder instanceof SqsAsyncClientBuilder sqs) {
        sqs.checksumValidationEnabled(false); // random digests match no body
      }
      return (SdkClient) ((AwsClientBuilder<?, ?>) builder).build();
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
