package io.tributary.cloud.gateway.http;

import io.tributary.cloud.api.ApiErrors;
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

  /**
   * More than any request of AWS's that fits into a body has: 1,000 metric data of 150 values and
   * counts each do not. Each one takes some hundred bytes of memory in the form's map; what a
   * protocol makes of the names has a limit of its own.
   */
  private static final int PARAMETERS_MAX = 200_000;

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
   * @param body as sent, perhaps compressed; not to be changed any more
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
        readParameters(bytes(query), parameters::put);
      }
      if (hasForm()) {
        readParameters(body(), parameters::put);
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
          bytes(query),
          (parameter, value) -> {
            if (parameter.equals(name)) {
              values.add(value);
            }
          });
    }
    return values;
  }

  private static byte[] bytes(String query) {
    return query.getBytes(StandardCharsets.UTF_8);
  }

  private static void readParameters(byte[] text, BiConsumer<String, String> reader) {
    int count = 0;
    for (int start = 0; start < text.length; ) {
      int end = indexOf('&', text, start, text.length);
      if (++count > PARAMETERS_MAX) {
        throw malformed("too many parameters, of which there may be " + PARAMETERS_MAX);
      }
      if (end > start) {
        int equals = indexOf('=', text, start, end);
        String value = equals == end ? "" : decoded(text, equals + 1, end);
        reader.accept(decoded(text, start, equals), value);
      }
      start = end + 1;
    }
  }

  /** The first place of a character, or the end. */
  private static int indexOf(char sought, byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] != sought) {
      at++;
    }
    return at;
  }

  /** Straight from the bytes: java.net.URLDecoder makes an array and a string of each escape. */
  private static String decoded(byte[] text, int from, int to) {
    byte[] plain = new byte[to - from];
    int length = 0;
    for (int at = from; at < to; at++) {
      byte c = text[at];
      if (c == '%') {
        plain[length++] = escaped(text, at, to);
        at += 2;
      } else {
        plain[length++] = c == '+' ? (byte) ' ' : c;
      }
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }

  private static byte escaped(byte[] text, int at, int to) {
    int high = at + 2 < to ? hex(text[at + 1]) : -1;
    int low = at + 2 < to ? hex(text[at + 2]) : -1;
    if (high < 0 || low < 0) {
      throw malformed("a broken percent-encoding");
    }
    return (byte) (high << 4 | low);
  }

  /** A digit's value, or -1 when it is none. */
  private static int hex(byte digit) {
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }
    int letter = digit | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  private static AwsServiceException malformed(String what) {
    return ApiErrors.error(
        AwsServiceException.builder(),
        "MalformedQueryString",
        400,
        "The query string contains a syntax error: " + what + ".");
  }
}
