package io.tributary.cloud.gateway.http;

import io.tributary.cloud.api.ApiErrors;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** One HTTP request, its body read whole. */
public final class HttpCall {

  private static final int PARAMETERS_MAX = 10_000;

  private final String method;
  private final String path;
  private final String query;
  private final UnaryOperator<String> headers;
  private final byte[] sent;
  private byte[] body;
  private Map<String, String> form;

  /**
   * A request.
   *
   * @param path as sent, still percent-encoded
   * @param query as sent, without the question mark; null when there is none
   * @param headers gives a header's value by its name, whatever the case; null when it is absent
   * @param body as sent, perhaps compressed
   */
  public HttpCall(
      String method, String path, String query, UnaryOperator<String> headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.sent = body;
  }

  public String method() {
    return method;
  }

  /** The path as sent, still percent-encoded. */
  public String path() {
    return path;
  }

  /** The query string as sent, without the question mark; null when there is none. */
  public String query() {
    return query;
  }

  /**
   * The body, unzipped if the client compressed it.
   *
   * @throws AwsServiceException if that cannot be done; 400 or 413
   */
  public byte[] body() {
    if (body == null) {
      body = "gzip".equalsIgnoreCase(header("Content-Encoding")) ? GzipBody.unzipped(sent) : sent;
    }
    return body;
  }

  /** A header's value, or null when it is absent. */
  public String header(String name) {
    return headers.apply(name);
  }

  /** Whether the body is a form, as in AWS's Query protocol. */
  public boolean hasForm() {
    String type = header("Content-Type");
    return type != null && type.startsWith("application/x-www-form-urlencoded");
  }

  /**
   * The parameters of the query string and, if the body is a form, of the body: the last of equal
   * names counts.
   *
   * @throws AwsServiceException {@code MalformedQueryString}, 400, or if the body cannot be
   *     unzipped
   */
  public Map<String, String> form() {
    if (form == null) {
      Map<String, String> parameters = new LinkedHashMap<>();
      if (query != null) {
        readParameters(query, parameters::put);
      }
      if (hasForm()) {
        readParameters(new String(body(), StandardCharsets.UTF_8), parameters::put);
      }
      form = parameters;
    }
    return form;
  }

  /** All values of one parameter of the query string, in their order. */
  public List<String> queryValues(String name) {
    List<String> values = new ArrayList<>();
    if (query != null) {
      readParameters(
          query,
          (parameter, value) -> {
            if (parameter.equals(name)) {
              values.add(value);
            }
          });
    }
    return values;
  }

  private static void readParameters(String text, BiConsumer<String, String> reader) {
    int count = 0;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('&', start);
      end = end < 0 ? text.length() : end;
      if (++count > PARAMETERS_MAX) {
        throw malformed("more than " + PARAMETERS_MAX + " parameters");
      }
      if (end > start) {
        readParameter(text.substring(start, end), reader);
      }
      start = end + 1;
    }
  }

  private static void readParameter(String pair, BiConsumer<String, String> reader) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    reader.accept(decoded(name), decoded(value));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw malformed("a broken percent-encoding");
    }
  }

  private static AwsServiceException malformed(String what) {
    return ApiErrors.error(
        AwsServiceException.builder(),
        "MalformedQueryString",
        400,
        "The query string contains a syntax error: " + what + ".");
  }
}
