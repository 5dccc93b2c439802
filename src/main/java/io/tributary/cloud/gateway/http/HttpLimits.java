package io.tributary.cloud.gateway.http;

import java.time.Duration;

/**
 * What a client may ask of the host.
 *
 * @param bodyBytes of one request at most
 * @param receiving how long a request's body may take to come in, and an answer to go out
 * @param idle how long a connection may wait for its next request; clients' pools keep theirs for a
 *     minute
 */
record HttpLimits(int bodyBytes, Duration receiving, Duration idle) {

  /**
   * No API takes more than 1 MiB of payload. Percent-encoding makes it three times as long at most,
   * JSON six times, which must write a control character in six; one more MiB is for all the rest.
   */
  static final HttpLimits DEFAULT =
      new HttpLimits(7 << 20, Duration.ofSeconds(30), Duration.ofMinutes(2));

  /** Of the request line, and of all headers: the longest session tokens and tag keys fit. */
  static final int HEAD_BYTES = 32 << 10;
}
