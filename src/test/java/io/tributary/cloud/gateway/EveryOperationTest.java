package io.tributary.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Every operation that the SDK knows of every service in the gateway's table, whether the cloud
 * builds it or not: random requests go through the SDK's own marshallers and must come to the
 * service equal; random responses must come back equal through the SDK's own unmarshallers.
 */
class EveryOperationTest {

  private static final int ROUNDS = 5;

  @TestFactory
  Stream<DynamicNode> everyOperationOfEveryService() {
    return ServiceApi.ALL.stream()
        .map(api -> DynamicContainer.dynamicContainer(api.signingName(), operationsOf(api)));
  }

  private static Stream<DynamicTest> operationsOf(ServiceApi api) {
    EchoService service = new EchoService(api);
    SdkClient client = SdkOperations.client(api, gateway(service));
    return SdkOperations.operations(api)
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName(), () -> requestAndResponseSurvive(method, service, client)));
  }

  private static void requestAndResponseSurvive(
      Method method, EchoService service, SdkClient client) throws ReflectiveOperationException {
    for (int round = 0; round < ROUNDS; round++) {
      RandomModels models = new RandomModels(method.getName().hashCode() + round);
      Object request = models.fill(SdkOperations.builder(method.getParameterTypes()[0]));
      service.response =
          (SdkPojo) models.fill(SdkOperations.builder(SdkOperations.responseType(method)));

      Object received = ((CompletableFuture<?>) method.invoke(client, request)).join();

      assertThat(service.request).isEqualTo(request);
      assertThat(received).matches(service.response::equalsBySdkFields, "equals what was answered");
    }
  }

  private static Gateway gateway(CloudService service) {
    Principal user = new Principal.User("aws", "536697261635", "someone");
    return new Gateway(
        List.of(service),
        new VirtualTime(Instant.EPOCH, 1),
        id -> Optional.of(user),
        new NoPages());
  }
}
