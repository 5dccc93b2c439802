package io.tributary.cloud;

import io.tributary.cloud.json.JsonText;
import java.util.List;
import java.util.Random;

/** Random message bodies: JSON in every odd form, each with what it should arrive as, and text. */
final class Bodies {

  private static final List<String> NUMBERS =
      List.of("0", "-0", "1.50", "1E400", "-1e-400", "1E+2", "0.10", "123456789012345678901234567");
  private static final List<String> CHARACTERS =
      List.of(
          "a",
          "é",
          "漢",
          "😀",
          "\u2028",
          "\u00a0",
          "\ufffd",
          "<",
          ">",
          "$",
          "/",
          "\\\"",
          "\\\\",
          "\\n",
          "\\t",
          "\\/",
          "\\u0000",
          "\\u00e9",
          "\\uD83D\\uDE00",
          "\\ud800",
          "\u007f",
          "{",
          "]",
          "<$.body>");
  private static final List<String> SPACES = List.of("", "", " ", "\n", "\t", "\r\n  ");
  private static final List<String> TEXTS =
      List.of(
          "plain",
          "with \"quotes\"",
          "back\\slash",
          "two\nlines",
          "{broken",
          "{} {}",
          "01",
          "NaN",
          "'single'",
          "<$.body>",
          "tab\there",
          "😀 漢",
          "\u00a0{}",
          "tru",
          "[1,]");

  private final Random random;

  Bodies(long seed) {
    random = new Random(seed);
  }

  /** A body and the JSON that must arrive for it. */
  record Body(String sent, String arrives) {}

  Body next() {
    if (random.nextInt(5) == 0) {
      String text = pick(TEXTS) + random.nextInt(10);
      String sent = JsonText.parse(text).isPresent() ? "not " + text : text;
      return new Body(sent, JsonText.string(sent).text());
    }
    StringBuilder spaced = new StringBuilder();
    StringBuilder compact = new StringBuilder();
    value(spaced, compact, random.nextInt(6));
    return new Body(spaced.toString(), compact.toString());
  }

  private void value(StringBuilder spaced, StringBuilder compact, int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 6);
    switch (kind) {
      case 0 -> both(spaced, compact, pick(NUMBERS));
      case 1 -> both(spaced, compact, string());
      case 2 -> both(spaced, compact, pick(List.of("true", "false", "null")));
      case 3 -> list(spaced, compact, depth, false);
      default -> list(spaced, compact, depth, true);
    }
  }

  private void list(StringBuilder spaced, StringBuilder compact, int depth, boolean named) {
    both(spaced, compact, named ? "{" : "[");
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      spaced.append(pick(SPACES));
      both(spaced, compact, i > 0 ? "," : "");
      spaced.append(pick(SPACES));
      if (named) {
        both(spaced, compact, string());
        spaced.append(pick(SPACES));
        both(spaced, compact, ":");
        spaced.append(pick(SPACES));
      }
      value(spaced, compact, depth - 1);
    }
    spaced.append(pick(SPACES));
    both(spaced, compact, named ? "}" : "]");
  }

  private String string() {
    StringBuilder string = new StringBuilder("\"");
    int length = random.nextInt(20) == 0 ? 9_000 : random.nextInt(6);
    for (int i = 0; i < length; i++) {
      string.append(pick(CHARACTERS));
    }
    return string.append('"').toString();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static void both(StringBuilder spaced, StringBuilder compact, String text) {
    spaced.append(text);
    compact.append(text);
  }
}
