package io.tributary.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example event of which endless others are made: its ids and numbers vary, all else stays, and
 * a member is added that names the event of the run.
 */
final class BodyTemplate {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A UUID as a whole string, or an integer as a value. */
  private static final Pattern VARIED =
      Pattern.compile(
          "\"([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\"|(?<=:)-?\\d+(?=[,}])");

  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final int NUMBERS = 100_000;

  private final List<String> fixed = new ArrayList<>();
  private final List<Boolean> ids = new ArrayList<>();

  /**
   * A template of one example.
   *
   * @throws IllegalArgumentException if it is not a JSON object with at least one member
   */
  BodyTemplate(String example) {
    String compact = compact(example);
    Matcher varied = VARIED.matcher(compact);
    int from = 0;
    while (varied.find()) {
      fixed.add(compact.substring(from, varied.start()));
      ids.add(varied.group(1) != null);
      from = varied.end();
    }
    fixed.add(compact.substring(from, compact.length() - 1) + ",\"" + Workload.MEMBER + "\":\"");
  }

  private static String compact(String example) {
    try {
      JsonNode json = JSON.readTree(example);
      if (json.isObject() && !json.isEmpty()) {
        return json.toString();
      }
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("an example event must be JSON, got: " + example, notJson);
    }
    throw new IllegalArgumentException(
        "an example event must be a JSON object that is not empty, got: " + example);
  }

  /**
   * The body of an event: JSON without white space, ending with the mark and the object's brace.
   */
  String body(String mark, Chance chance) {
    StringBuilder body = new StringBuilder(512);
    for (int i = 0; i < ids.size(); i++) {
      body.append(fixed.get(i));
      if (ids.get(i)) {
        appendId(body, chance.bits(2 * i), chance.bits(2 * i + 1));
      } else {
        body.append(chance.below(NUMBERS, 2 * i));
      }
    }
    return body.append(fixed.get(ids.size())).append(mark).append("\"}").toString();
  }

  private static void appendId(StringBuilder body, long high, long low) {
    body.append('"');
    for (int digit = 0; digit < 32; digit++) {
      if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
        body.append('-');
      }
      long half = digit < 16 ? high : low;
      body.append(HEX[(int) (half >>> 4 * (digit & 15)) & 15]);
    }
    body.append('"');
  }
}
