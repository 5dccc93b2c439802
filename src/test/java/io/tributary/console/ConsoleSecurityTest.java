package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.gateway.http.RawClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleSecurityTest {

  private static final Map<String, Object> PAUSE = Map.of("paused", true);

  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.ofPurchases(Map.of());
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @AfterEach
  void nothingWasDone() {
    assertThat(browser.server.read(browser.server::paused)).isFalse();
  }

  private static String origin() {
    return browser.server.endpoint().toString();
  }

  @Test
  void aPostWithoutToken_isRefused() {
    assertRefused(browser.post("api/time", PAUSE, origin(), null));
  }

  @Test
  void aPostWithAnotherToken_isRefused() {
    assertRefused(browser.post("api/time", PAUSE, origin(), "0".repeat(64)));
  }

  @Test
  void aPostThatNamesNoOrigin_isRefused() {
    assertRefused(browser.post("api/time", PAUSE, null, browser.token()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "https://localhost"})
  void aPostOfAForeignPage_isRefused(String origin) {
    assertThat(browser.post("api/time", PAUSE, origin, browser.token()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aPostOfAnotherServersPageOnThisMachine_isRefused() {
    assertRefused(browser.post("api/time", PAUSE, "http://localhost:3000", browser.token()));
  }

  @Test
  void aPostUnderAForeignHost_isRefused() throws IOException {
    assertThat(raw("POST /_tributary/api/time HTTP/1.1\r\nHost: evil.example\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void aReadUnderAForeignHost_isRefused() throws IOException {
    assertThat(raw("GET /_tributary/api/events HTTP/1.1\r\nHost: evil.example\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void aReadThatAnotherPageSendsWithoutOrigin_isRefused(String site) {
    assertThat(readFrom(site, "no-cors", "image")).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iframe", "frame", "object", "embed"})
  void aReadIntoAFrameOfAnotherPage_isRefused(String destination) {
    assertThat(readFrom("cross-site", "navigate", destination)).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "same-origin, cors,     empty",
    "none,        navigate, document",
    "cross-site,  navigate, document",
    "cross-site,  navigate,",
  })
  void aReadOfThePageItself_andALinkToIt_areAnswered(String site, String mode, String destination) {
    assertThat(readFrom(site, mode, destination)).isEqualTo(200);
  }

  private static int readFrom(String site, String mode, String destination) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(browser.uri("api/events"))
            .header("Sec-Fetch-Site", site)
            .header("Sec-Fetch-Mode", mode);
    if (destination != null) {
      request.header("Sec-Fetch-Dest", destination);
    }
    return browser.exchange(request.build()).statusCode();
  }

  private static String raw(String head) throws IOException {
    return raw(head, "");
  }

  private static String raw(String head, String body) throws IOException {
    try (RawClient client = new RawClient(browser.server.endpoint().getPort())) {
      return client.send(head + "Content-Length: " + body.length() + "\r\n\r\n" + body).response();
    }
  }

  @Test
  void aGetCannotChangeAnything() {
    assertThat(browser.get("api/time").statusCode()).isEqualTo(405);
    assertThat(browser.get("api/publish").statusCode()).isEqualTo(405);
    assertThat(browser.get("api/queues/jane-purchase-events-dlq/redrive").statusCode())
        .isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets/Console.class",
        "assets/..%2fConsole.class",
        "assets/%2fetc%2fpasswd",
        "assets/../Console.class",
        "assets/..%2f..%2f..%2fMETA-INF%2fMANIFEST.MF",
        "assets/"
      })
  void whatIsNoAsset_isNotFound(String path) {
    assertThat(browser.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void everyAnswer_forbidsForeignContentFramingAndGuessing() {
    for (String path : new String[] {"api/map", "api/nothing"}) {
      Map<String, java.util.List<String>> headers = browser.get(path).headers().map();
      assertThat(headers.get("Content-Security-Policy").get(0))
          .contains("default-src 'self'", "frame-ancestors 'none'");
      assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(headers).doesNotContainKey("Access-Control-Allow-Origin");
    }
  }

  @Test
  void theTokenIsAnotherAtEachStart() {
    try (Browser other = Browser.of(browser.server.graph())) {
      assertThat(other.token()).hasSize(64).isNotEqualTo(browser.token());
    }
  }

  @Test
  void aBodyThatIsNoJson_isRefusedWithoutAStackTrace() {
    HttpResponse<String> response = browser.post("api/time", "paused");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("message").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"paused\":[1]}           | 'paused' is not understood",
        "{\"pause\":true}           | 'pause' is not understood",
        "[true]                     | no JSON object",
        "null                       | no JSON object",
        "\"\"                       | no JSON object",
      })
  void aBodyThatDoesNotFit_isRefusedNamingTheFieldsItTakes(String body, String why)
      throws IOException {
    HttpResponse<String> response = browser.post("api/time", Json.MAPPER.readTree(body));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(message(response)).contains(why).endsWith("it takes 'paused' (true or false)");
  }

  @Test
  void aNumberThatIsTooLarge_isRefusedNamingTheFieldsItTakes() {
    HttpResponse<String> response = browser.post("api/publish", Map.of("count", Long.MAX_VALUE));

    assertThat(message(response))
        .isEqualTo(
            "the body's 'count' is not understood; it takes 'topic' (text), 'body' (text),"
                + " 'attributes' (text), 'count' (a whole number)");
  }

  @Test
  void aBodyThatIsNestedTooDeep_isRefusedNamingTheFieldsItTakes() throws IOException {
    String deep = "{\"paused\":" + "[".repeat(1_001) + "]".repeat(1_001) + "}";
    String head =
        "POST /_tributary/api/time HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\n%s: %s\r\n"
            .formatted(
                browser.server.endpoint().getAuthority(),
                origin(),
                Guard.TOKEN_HEADER,
                browser.token());

    assertThat(raw(head, deep))
        .startsWith("HTTP/1.1 400")
        .contains("nested too deep", "'paused' (true or false)")
        .doesNotContain("Constraints");
  }

  private static String message(HttpResponse<String> response) {
    return Browser.json(response).path("message").asText();
  }

  private static void assertRefused(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(Browser.json(response).path("message").asText()).isNotEmpty();
  }
}
