package io.tributary.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.builder.SdkAsyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/**
 * Every operation that the SDK knows of every service in the gateway's table, whether the cloud
 * builds it or not: random requests go through the SDK's own marshallers and must come to the
 * service equal; random responses must come back equal through the SDK's own unmarshallers.
 */
class EveryOperationTest {

  private static final int ROUNDS = 5;

  /** For those without credentials: the SDK does not sign them, and the gateway refuses that. */
  private static final Set<String> UNSIGNED =
      Set.of("assumeRoleWithSAML", "assumeRoleWithWebIdentity");

  @TestFactory
  Stream<DynamicNode> everyOperationOfEveryService() {
    return ServiceApi.ALL.stream()
        .map(api -> DynamicContainer.dynamicContainer(api.signingName(), operationsOf(api)));
  }

  private static Stream<DynamicTest> operationsOf(ServiceApi api) {
    EchoService service = new EchoService(api);
    SdkClient client = client(api, service);
    return operations(api)
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName(), () -> requestAndResponseSurvive(method, service, client)));
  }

  private static void requestAndResponseSurvive(
      Method method, EchoService service, SdkClient client) throws ReflectiveOperationException {
    for (int round = 0; round < ROUNDS; round++) {
      RandomModels models = new RandomModels(method.getName().hashCode() + round);
      Object request = models.fill(builder(method.getParameterTypes()[0]));
      service.response = (SdkPojo) models.fill(builder(responseType(method)));

      Object received = ((CompletableFuture<?>) method.invoke(client, request)).join();

      assertThat(service.request).isEqualTo(request);
      assertThat(received).matches(service.response::equalsBySdkFields, "equals what was answered");
    }
  }

  private static Stream<Method> operations(ServiceApi api) {
    return Arrays.stream(api.client().getMethods())
        .filter(method -> method.getReturnType() == CompletableFuture.class)
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
        .filter(method -> !UNSIGNED.contains(method.getName()))
        .sorted(Comparator.comparing(Method::getName));
  }

  private static Class<?> responseType(Method method) {
    return (Class<?>)
        ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
  }

  private static SdkPojo builder(Class<?> model) throws ReflectiveOperationException {
    return (SdkPojo) model.getMethod("builder").invoke(null);
  }

  private static SdkClient client(ServiceApi api, CloudService service) {
    Principal user = new Principal.User("aws", "536697261635", "someone");
    Gateway gateway =
        new Gateway(
            List.of(service),
            new VirtualTime(Instant.EPOCH, 1),
            id -> Optional.of(user),
            new NoPages());
    try {
      Object builder = api.client().getMethod("builder").invoke(null);
      ((AwsClientBuilder<?, ?>) builder)
          .region(Region.EU_WEST_1)
          .endpointOverride(URI.create("http://localhost"))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
      ((SdkAsyncClientBuilder<?, ?>) builder).httpClient(new GatewayTransport(gateway));
      if (builder instanceof SqsAsyncClientBuilder sqs) {
        sqs.checksumValidationEnabled(false); // random digests match no body
      }
      return (SdkClient) ((AwsClientBuilder<?, ?>) builder).build();
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Keeps what it was asked and answers what it was told to. */
  private static final class EchoService implements CloudService {

    private final ServiceApi api;
    private Object request;
    private SdkPojo response;

    EchoService(ServiceApi api) {
      this.api = api;
    }

    @Override
    public Class<? extends SdkClient> clientType() {
      return api.client();
    }

    @Override
    public SdkClient client(Caller caller) {
      return (SdkClient)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {api.client()},
              (proxy, method, arguments) -> {
                request = arguments[0];
                return CompletableFuture.completedFuture(response);
              });
    }
  }
}
