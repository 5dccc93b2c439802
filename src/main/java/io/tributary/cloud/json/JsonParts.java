package io.tributary.cloud.json;

/** Goes through the fields of a checked object, or the elements of a checked array, in order. */
final class JsonParts {

  private final String text;
  private final JsonScanner scanner;
  private final boolean named;
  private int nameFrom;
  private int nameEnd;
  private int from;
  private int end;

  /** Before the first part of the value, which is an object or an array without space around it. */
  JsonParts(JsonText container) {
    this.text = container.text();
    this.scanner = new JsonScanner(text, Integer.MAX_VALUE);
    this.named = container.isObject();
  }

  /** Goes on to the next part; false when there is none. */
  boolean next() {
    int at = scanner.skipSpace(end == 0 ? 1 : end);
    at = text.charAt(at) == ',' ? scanner.skipSpace(at + 1) : at;
    if (at == text.length() - 1) {
      return false;
    }
    if (named) {
      nameFrom = at;
      nameEnd = scanner.string(at);
      at = scanner.skipSpace(scanner.skipSpace(nameEnd) + 1);
    }
    from = at;
    end = scanner.value(from);
    return true;
  }

  /** The name of the field. */
  String name() {
    return JsonText.decoded(text, nameFrom, nameEnd);
  }

  JsonText value() {
    return new JsonText(text.substring(from, end));
  }
}
