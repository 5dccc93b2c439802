package io.tributary.simulate.fault;

import java.nio.charset.StandardCharsets;

/** Makes bodies larger than they were. */
final class Bodies {

  private static final String PADDING = "{\"padding\":\"";

  private Bodies() {}

  /** A body of so many bytes, or of more if it had them; still JSON if it was an object. */
  static String padded(String body, int bytes) {
    boolean object = body.startsWith("{\"");
    String begin = object ? PADDING : "";
    String end = object ? "\"," + body.substring(1) : body;
    int missing = bytes - begin.length() - end.getBytes(StandardCharsets.UTF_8).length;
    return begin + "x".repeat(Math.max(0, missing)) + end;
  }
}
