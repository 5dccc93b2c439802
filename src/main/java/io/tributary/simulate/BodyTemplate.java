package io.tributary.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example event of which endless others are made: its ids and numbers vary, all else stays, and
 * a member is added that names the event of the run. All bodies of a template have one length, so
 * that a body is a copy with some characters changed.
 */
final class BodyTemplate {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A UUID as a whole string, or an integer as a value: after a quote that ends a name, since it is
   * neither part of a string, and so escaped, nor begins one.
   */
  private static final Pattern VARIED =
      Pattern.compile(
          "(?<=\")([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?=\")"
              + "|(?<=[^\\\\:,\\[{]\":)-?\\d+(?=[,}])");

  private static final int UUID_LENGTH = 36;
  private static final int NUMBER_DIGITS = 6;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] text;
  private final int[] ids;
  private final int[] numbers;
  private final int mark;

  /**
   * A template of one example.
   *
   * @throws IllegalArgumentException if it is not a JSON object with at least one member, or too
   *     large for a topic only with what is added to it
   */
  BodyTemplate(String example) {
    String compact = compact(example);
    StringBuilder all = new StringBuilder();
    List<Integer> idPlaces = new ArrayList<>();
    List<Integer> numberPlaces = new ArrayList<>();
    Matcher varied = VARIED.matcher(compact.substring(0, compact.length() - 1) + ",}");
    while (varied.find()) {
      boolean id = varied.group(1) != null;
      varied.appendReplacement(all, "");
      (id ? idPlaces : numberPlaces).add(bytes(all).length);
      all.append((id ? "0" : "1").repeat(id ? UUID_LENGTH : NUMBER_DIGITS));
    }
    varied.appendTail(all);
    all.setLength(all.length() - 1);
    all.append('"').append(Workload.MEMBER).append("\":\"");
    this.mark = bytes(all).length;
    this.text = bytes(all.append(Workload.mark(0)).append("\"}"));
    if (bytes(compact).length <= Topics.MOST_BYTES) {
      requireFits(text.length);
    }
    this.ids = idPlaces.stream().mapToInt(Integer::intValue).toArray();
    this.numbers = numberPlaces.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What is too large only with its mark, SNS would refuse for the simulation's own doing. */
  private static void requireFits(int bytes) {
    if (bytes > Topics.MOST_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an example event has %,d bytes with the mark of its event, and its numbers of six digits, but a topic"
                  + " takes at most %,d: shorten it",
              bytes,
              Topics.MOST_BYTES));
    }
  }

  /** The body of an event: JSON without white space, ending with the event's mark. */
  String body(int event, Chance chance) {
    byte[] body = text.clone();
    for (int i = 0; i < ids.length; i++) {
      putId(body, ids[i], chance.bits(3 * i), chance.bits(3 * i + 1));
    }
    for (int i = 0; i < numbers.length; i++) {
      putDigits(body, numbers[i] + 1, NUMBER_DIGITS - 1, (int) (chance.bits(3 * i + 2) >>> 33));
    }
    putDigits(body, mark + Workload.MARK.length(), Workload.DIGITS, event);
    return new String(body, StandardCharsets.UTF_8);
  }

  private static void putId(byte[] body, int at, long high, long low) {
    int place = at;
    for (int digit = 0; digit < 32; digit++) {
      if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
        body[place++] = '-';
      }
      long half = digit < 16 ? high : low;
      body[place++] = HEX[(int) (half >>> 4 * (digit & 15)) & 15];
    }
  }

  private static void putDigits(byte[] body, int at, int count, int number) {
    int left = number;
    for (int place = at + count - 1; place >= at; place--) {
      body[place] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  private static byte[] bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
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
}
