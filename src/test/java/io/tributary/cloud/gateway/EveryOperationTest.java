package io.tributary.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
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
import software.amazon.awssdk.utils.StringUtils;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Every operation that the SDK knows of every service in the gateway's table, whether the cloud
 * builds it or not: random requests go through the SDK's own marshallers and must come to the
 * service equal; random responses must come back equal through the SDK's own unmarshallers. Where
 * the SDK's client speaks another protocol of the service, the gateway's own writer and reader have
 * to do.
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
    Gateway gateway = gateway(service);
    Calls calls =
        SdkOperations.isSpokenBySdk(api)
            ? bySdk(SdkOperations.client(api, gateway))
            : byJson(api, gateway);
    return SdkOperations.operations(api)
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName(), () -> requestAndResponseSurvive(method, service, calls)));
  }

  private static void requestAndResponseSurvive(Method method, EchoService service, Calls calls)
      throws ReflectiveOperationException {
    for (int round = 0; round < ROUNDS; round++) {
      RandomModels models = new RandomModels(method.getName().hashCode() + round);
      SdkPojo request = (SdkPojo) models.fill(SdkOperations.builder(method.getParameterTypes()[0]));
      service.response =
          (SdkPojo) models.fill(SdkOperations.builder(SdkOperations.responseType(method)));

      Object received = calls.call(method, request);

      assertThat(service.request).isEqualTo(request);
      assertThat(received).matches(service.response::equalsBySdkFields, "equals what was answered");
    }
  }

  /** Calls an operation and returns its response. */
  private interface Calls {

    Object call(Method method, SdkPojo request) throws ReflectiveOperationException;
  }

  private static Calls bySdk(SdkClient client) {
    return (method, request) -> ((CompletableFuture<?>) method.invoke(client, request)).join();
  }

  private static Calls byJson(ServiceApi api, Gateway gateway) {
    return (method, request) -> {
      String operation = StringUtils.capitalize(method.getName());
      HttpReply reply = gateway.answer(SdkOperations.json(api, operation, request)).join();
      SdkPojo response = SdkOperations.builder(SdkOperations.responseType(method));
      HttpCall answer = new HttpCall("POST", "/", null, name -> null, reply.body());
      api.protocol().decode(operation, answer, response);
      return ((Buildable) response).build();
    };
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
