package io.tributary.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.gateway.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS has and the cloud does not build is refused by its name, however it is asked for. */
class NotBuiltTest {

  private final CloudGateway gateway = new CloudGateway();

  @Test
  void anOperationWhoseAnswerIsAStream_isRefusedByNameToo() {
    HttpReply reply =
        gateway.post(
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
        gateway.post(
            "Version=2011-06-15&Action=" + operation,
            Map.of("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains(message);
    assertThat(reply.status()).isEqualTo(status);
  }
}
