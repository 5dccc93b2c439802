package io.tributary.cloud.events;

import io.tributary.cloud.json.JsonText;

/** The newest text and how it is written in JSON: events of one kind come together. */
final class NewestString {

  private String text;
  private JsonText json;

  /** A text as a JSON string. */
  JsonText of(String given) {
    if (json == null || given != text) {
      text = given;
      json = JsonText.string(given);
    }
    return json;
  }
}
