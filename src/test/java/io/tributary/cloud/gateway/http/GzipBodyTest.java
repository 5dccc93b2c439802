package io.tributary.cloud.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class GzipBodyTest {

  private static byte[] zipped(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(body);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  private static HttpCall call(byte[] body) {
    Map<String, String> headers =
        Map.of("Content-Encoding", "gzip", "Content-Type", "application/x-www-form-urlencoded");
    return new HttpCall("POST", "/", null, headers::get, body);
  }

  private static int status(byte[] body) {
    return catchThrowableOfType(AwsServiceException.class, () -> call(body).body()).statusCode();
  }

  @Test
  void aFormThatIsZipped_isRead() {
    HttpCall call = call(zipped("Action=X".getBytes(StandardCharsets.UTF_8)));

    assertThat(call.form()).containsEntry("Action", "X");
  }

  @Test
  void aBodyThatIsNoGzip_isTheClientsMistake() {
    assertThat(status(new byte[] {1, 2, 3})).isEqualTo(400);
  }

  @Test
  void aBodyThatIsCutOff_isTheClientsMistake() {
    byte[] whole = zipped(new byte[1_000]);

    assertThat(status(java.util.Arrays.copyOf(whole, whole.length - 9))).isEqualTo(400);
  }

  @Test
  void aBodyOfTheLongestLength_isTaken() {
    int most = HttpLimits.DEFAULT.bodyBytes();

    assertThat(call(zipped(new byte[most])).body()).hasSize(most);
  }

  @Test
  void aBodyThatBecomesLonger_isRefused() {
    assertThat(status(zipped(new byte[HttpLimits.DEFAULT.bodyBytes() + 1]))).isEqualTo(413);
  }
}
