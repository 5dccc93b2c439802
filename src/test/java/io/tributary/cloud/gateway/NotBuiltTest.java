package io.tributary.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS has and the cloud does not build is refused by its name, however it is asked for. */
class NotBuiltTest {

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1);
  private final LocalCloud cloud = new LocalCloud(time, new Account("536697261635", "eu-west-1"));
  private final Gateway gateway =
      new Gateway(
          List.copyOf(cloud.services()),
          time,
          id -> Optional.of(new Principal.Root("aws", "536697261635")),
          new NoPages());

  private HttpReply answer(String body, Map<String, String> headers) {
    return time.await(
        gateway.answer(
            new HttpCall("POST", "/", null, headers::get, body.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void anOperationWhoseAnswerIsAStream_isRefusedByNameToo() {
    HttpReply reply =
        answer(
            "{}",
            Map.of(
                "X-Amz-Target", "Logs_20140328.StartLiveTail",
                "Content-Type", "application/x-amz-json-1.1",
                "Authorization",
                    "AWS4-HMAC-SHA256 Credential=key/20250115/eu-west-1/logs/aws4_request"));

    assertThat(reply.status()).isEqualTo(501);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .contains("does not build logs:StartLiveTail", "PutLogEvents");
  }

  @ParameterizedTest
  @CsvSource({
    "AssumeRoleWithWebIdentity, 501, does not build sts:AssumeRoleWithWebIdentity",
    "AssumeRoleWithSAML, 501, does not build sts:AssumeRoleWithSAML",
    "GetCallerIdentity, 403, missing Authentication Token",
    "AssumeRoleWithNothing, 400, Could not find operation"
  })
  void whatIsNotBuilt_isRefusedByNameThoughItIsNotSigned(
      String operation, int status, String message) {
    HttpReply reply =
        answer(
            "Version=2011-06-15&Action=" + operation,
            Map.of("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains(message);
    assertThat(reply.status()).isEqualTo(status);
  }
}
