package io.tributary.cloud.gateway.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One HTTP response: whole, or open, to be written to for as long as the client listens.
 *
 * @param headers all but the content's type and length
 * @param body all of it; of an open response what is sent first. Not copied, so not to be changed
 *     any more
 * @param open of an open response, takes the stream that follows the body; null when it is whole
 */
public record HttpReply(
    int status,
    String contentType,
    Map<String, String> headers,
    byte[] body,
    Consumer<HttpStream> open) {

  /** A whole response. */
  public HttpReply(int status, String contentType, Map<String, String> headers, byte[] body) {
    this(status, contentType, headers, body, null);
  }

  /** A whole response without further headers. */
  public HttpReply(int status, String contentType, byte[] body) {
    this(status, contentType, Map.of(), body);
  }

  /** The same response with further headers, which take the place of those of equal names. */
  public HttpReply with(Map<String, String> further) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(further);
    return new HttpReply(status, contentType, all, body, open);
  }
}
