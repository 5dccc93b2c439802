package io.tributary.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpHandler;
import io.tributary.cloud.gateway.http.HttpReply;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.StringUtils;

/**
 * Good requests made bad, from a seed: each gets an answer in AWS's shape, and none finds a bug.
 */
class MutatedRequestsTest {

  private static final int MUTANTS_PER_OPERATION = 40;
  private static final String[] ODD = {
    "null",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "-1e999",
    "9".repeat(400),
    "\\ud800",
    "%",
    "&",
    "=",
    ".",
    "\u0000",
    "[".repeat(2_000),
    "a.".repeat(100),
    "true",
    "1.5",
    ":",
    ","
  };

  private final List<Throwable> bugs = new ArrayList<>();
  private final Random random = new Random(7);

  static List<ServiceApi> services() {
    return ServiceApi.ALL;
  }

  @ParameterizedTest
  @MethodSource("services")
  void mutantsAreAnsweredInAwssShape(ServiceApi api) throws ReflectiveOperationException {
    EchoService service = new EchoService(api);
    Recorder recorder = new Recorder(gateway(service));
    SdkClient client = SdkOperations.client(api, recorder);
    for (Method method : SdkOperations.operations(api).toList()) {
      service.response =
          (SdkPojo)
              new RandomModels(1).fill(SdkOperations.builder(SdkOperations.responseType(method)));
      SdkPojo request =
          (SdkPojo) new RandomModels(1).fill(SdkOperations.builder(method.getParameterTypes()[0]));
      if (SdkOperations.isSpokenBySdk(api)) {
        ((CompletableFuture<?>) method.invoke(client, request)).join();
      } else {
        String operation = StringUtils.capitalize(method.getName());
        recorder.answer(SdkOperations.json(api, operation, request)).join();
      }
      for (int i = 0; i < MUTANTS_PER_OPERATION; i++) {
        assertAnswered(recorder, mutant(recorder.last));
      }
    }
    assertThat(bugs).isEmpty();
  }

  private static void assertAnswered(Recorder recorder, HttpCall mutant) {
    HttpReply reply = recorder.gateway.answer(mutant).join();
    String text = new String(reply.body(), StandardCharsets.UTF_8);
    assertThat(reply.headers()).containsKey("x-amzn-RequestId");
    if (reply.status() != 200) {
      assertThat(reply.status()).as(text).isIn(400, 403, 404, 501);
      assertThat(text).containsPattern("\"message\":\".|<Message>.");
    }
  }

  private HttpCall mutant(HttpCall call) {
    String oddHeader =
        switch (random.nextInt(12)) {
          case 0 -> "X-Amz-Target";
          case 1 -> "Authorization";
          case 2 -> "Content-Type";
          default -> "";
        };
    String oddValue = random.nextBoolean() ? null : ODD[random.nextInt(ODD.length)];
    return new HttpCall(
        random.nextInt(20) == 0 ? "PATCH" : call.method(),
        random.nextInt(5) == 0 ? "/" + spoiled(call.path()) : call.path(),
        call.query() == null || random.nextInt(3) > 0 ? call.query() : spoiled(call.query()),
        name -> name.equalsIgnoreCase(oddHeader) ? oddValue : call.header(name),
        random.nextInt(8) == 0 ? noise() : spoiled(call.body()));
  }

  private String spoiled(String text) {
    return new String(spoiled(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  private byte[] spoiled(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String odd = ODD[random.nextInt(ODD.length)];
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 ->
          (text.substring(0, at) + odd + text.substring(at)).getBytes(StandardCharsets.ISO_8859_1);
      default -> {
        byte[] flipped = bytes.clone();
        if (at < flipped.length) {
          flipped[at] = (byte) random.nextInt();
        }
        yield flipped;
      }
    };
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(200)];
    random.nextBytes(noise);
    return noise;
  }

  private Gateway gateway(EchoService service) {
    Principal user = new Principal.User("aws", "536697261635", "someone");
    return new Gateway(
        List.of(service),
        new VirtualTime(Instant.EPOCH, 1),
        id -> Optional.of(user),
        new NoPages(),
        bugs::add);
  }

  /** Keeps the last request that passed through. */
  private static final class Recorder implements HttpHandler {

    private final Gateway gateway;
    private HttpCall last;

    Recorder(Gateway gateway) {
      this.gateway = gateway;
    }

    @Override
    public CompletableFuture<HttpReply> answer(HttpCall call) {
      last = call;
      return gateway.answer(call);
    }

    @Override
    public HttpReply refuse(HttpCall call, AwsServiceException reason) {
      return gateway.refuse(call, reason);
    }
  }
}
