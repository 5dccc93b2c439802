package io.tributary.cli.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The events that are sent: small, each with an id of its own. */
public final class Events {

  /** As long as every number's id. */
  static final String NO_ID = "0000000000";

  /** A quote in a form; with one on each side an id is told from an account's zeros in an ARN. */
  private static final String QUOTE = "%22";

  private static final String NAME = "event_id";

  private Events() {}

  /** An event with this id. */
  public static String withId(String id) {
    return "{\"event_domain\":\"basket\",\"event_name\":\"basket_updated\",\"event_id\":\""
        + id
        + "\",\"event_attributes\":{\"basket_id\":1000,\"user_id\":1000},\"timestamp\":\"2025-01-07T09:05:00Z\"}";
  }

  /** An event with the id of a number. */
  static String numbered(long number) {
    String digits = Long.toString(number);
    return withId(NO_ID.substring(digits.length()) + digits);
  }

  /** The id within a delivered event; found by text, so that the measuring itself costs little. */
  public static String id(String body) {
    int from = body.indexOf(NAME + "\":\"") + NAME.length() + 3;
    return body.substring(from, body.indexOf('"', from));
  }

  /** Where the ids stand in a request that publishes events without one. */
  static List<Integer> places(byte[] request) {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    List<Integer> places = new ArrayList<>();
    String quoted = QUOTE + NO_ID + QUOTE;
    int body = text.indexOf("\r\n\r\n");
    for (int at = text.indexOf(quoted, body); at >= 0; at = text.indexOf(quoted, at + 1)) {
      places.add(at + QUOTE.length());
    }
    return places;
  }

  /** Writes the id of a number over the one at a place. */
  static void number(byte[] request, int place, long number) {
    long left = number;
    for (int i = place + NO_ID.length() - 1; i >= place; i--) {
      request[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  /** The numbers of the events in an answer, however often their quotes are escaped there. */
  static List<Long> numbers(String answer) {
    List<Long> numbers = new ArrayList<>(10);
    for (int at = answer.indexOf(NAME); at >= 0; at = answer.indexOf(NAME, at)) {
      at += NAME.length();
      while (!Character.isDigit(answer.charAt(at))) {
        at++;
      }
      numbers.add(Long.parseLong(answer, at, at + NO_ID.length(), 10));
    }
    return numbers;
  }

  /** The receipt handles in an answer, escaped as they are there. */
  public static List<String> receiptHandles(String answer) {
    String name = "\"ReceiptHandle\"";
    List<String> handles = new ArrayList<>(10);
    for (int at = answer.indexOf(name); at >= 0; at = answer.indexOf(name, at)) {
      int from = answer.indexOf('"', at + name.length()) + 1;
      at = answer.indexOf('"', from);
      handles.add(answer.substring(from, at));
    }
    return handles;
  }
}
