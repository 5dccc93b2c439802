package io.tributary.cloud.gateway.http;

import java.util.Map;

/**
 * One HTTP response.
 *
 * @param headers all but the content's type and length
 */
public record HttpReply(int status, String contentType, Map<String, String> headers, byte[] body) {

  /** A response without further headers. */
  public HttpReply(int status, String contentType, byte[] body) {
    this(status, contentType, Map.of(), body);
  }
}
