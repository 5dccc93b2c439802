package io.tributary.cli.bench;

/** The events that are sent: small, each with an id of its own. */
public final class Events {

  private static final String KEY = "\"event_id\":\"";

  private Events() {}

  /** An event with this id. */
  public static String withId(String id) {
    return "{\"event_domain\":\"basket\",\"event_name\":\"basket_updated\","
        + KEY
        + id
        + "\",\"event_attributes\":{\"basket_id\":1000,\"user_id\":1000},\"timestamp\":\"2025-01-07T09:05:00Z\"}";
  }

  /** The id within a delivered event; found by text, so that the measuring itself costs little. */
  public static String id(String body) {
    int from = body.indexOf(KEY) + KEY.length();
    return body.substring(from, body.indexOf('"', from));
  }
}
