package io.tributary.cloud.gateway.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where an operation of a REST protocol lies.
 *
 * @param template its path, with labels such as <code>{Name}</code> for whole segments
 */
public record RestBinding(String operation, String method, String template) {

  /**
   * The labels' values in a request's path; nothing if the path is another one.
   *
   * @param path still percent-encoded
   */
  Optional<Map<String, String>> labels(String path) {
    String[] expected = template.split("/", -1);
    String[] segments = path.split("/", -1);
    if (segments.length != expected.length) {
      return Optional.empty();
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < segments.length; i++) {
      if (expected[i].startsWith("{") && !segments[i].isEmpty()) {
        labels.put(expected[i].substring(1, expected[i].length() - 1), decoded(segments[i]));
      } else if (!expected[i].equals(segments[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(labels);
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw MalformedRequest.query("the path", segment, "percent-encoded");
    }
  }
}
