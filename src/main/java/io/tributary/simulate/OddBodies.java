package io.tributary.simulate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BinaryOperator;

/** Bodies that SNS and SQS take and hardly anybody expects. */
final class OddBodies {

  /**
   * The most bytes of an odd body whose plain one is smaller: a quarter of what a message may have,
   * so that all that is added on the way fits.
   */
  private static final int MOST_BYTES = Topics.MOST_BYTES / 4;

  /** Each makes a body of a plain one and the event's mark. */
  private static final List<BinaryOperator<String>> KINDS =
      List.of(
          (body, mark) -> " \r\n" + body.replace(",", " ,\n\t").replace("{", "{  ") + "\n",
          (body, mark) -> with(body, "\"text\":\"\\u20ac \\uD83D\\uDE00 é ß 漢字 🎈 \\/ \\n \\t\""),
          (body, mark) ->
              with(body, "\"number\":1.50,\"big\":12345678901234567890123,\"e\":-1.0E-7"),
          (body, mark) -> with(body, "\"a\":{\"a\":[[],{},[null,true,[{\"\":\"\"}]]]},\"\":0"),
          (body, mark) -> with(body, "\"template\":\"<$.body> <aws.pipes.event> $.detail ${x}\""),
          (body, mark) -> with(body, "\"twice\":1,\"twice\":2"),
          (body, mark) -> with(body, "\"long\":\"" + "x".repeat(20_000) + "\""),
          (body, mark) -> with(body, "\"deep\":" + "[".repeat(40) + "]".repeat(40)),
          (body, mark) -> "no JSON at all: \"" + mark + "\" \\ {",
          (body, mark) -> "\"" + mark + "\"",
          (body, mark) -> "[1,\"" + mark + "\"]");

  /** An odd body of the event; the plain one where the odd one would be too large. */
  String of(String body, String mark, Chance chance) {
    String odd = KINDS.get(chance.below(KINDS.size(), -4)).apply(body, mark);
    return bytes(odd) <= Math.max(MOST_BYTES, bytes(body)) ? odd : body;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String with(String body, String members) {
    return "{" + members + "," + body.substring(1);
  }
}
