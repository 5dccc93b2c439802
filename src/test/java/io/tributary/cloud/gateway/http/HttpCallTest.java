package io.tributary.cloud.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class HttpCallTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  @Test
  void aFormsParameters_areDecoded_theLastOfEqualNamesCounts() {
    assertThat(form("a=1&&b=%7b%22x%22%3A+%C3%A9%7D&c&d=&e%2Bf=x=y&a=2&g=é"))
        .isEqualTo(Map.of("a", "2", "b", "{\"x\": é}", "c", "", "d", "", "e+f", "x=y", "g", "é"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%4g", "a=%-1", "%=a", "a=%4&b=1"})
  void aBrokenPercentEncoding_isRefused(String body) {
    assertThatThrownBy(() -> form(body))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining("a broken percent-encoding");
  }

  @Test
  void bytesThatAreNoUtf8_areReadAsReplacementCharacters() {
    assertThat(form("a=%FFb")).isEqualTo(Map.of("a", "\uFFFDb"));
  }

  @Test
  void aFormOfAsManyParametersAsABodyOfMetricDataHas_isRead() {
    assertThat(form("MetricData.member.1000.Values.member.150=1&" + "a=1&".repeat(150_000)))
        .hasSize(2);
  }

  @Test
  void aFormOfMoreParametersThanAnyRequestHas_isRefused() {
    assertThatThrownBy(() -> form("a&".repeat(200_001)))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining("too many parameters, of which there may be 200000");
  }

  private static Map<String, String> form(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new HttpCall("POST", "/", null, name -> name.equals("Content-Type") ? FORM : null, bytes)
        .form();
  }
}
