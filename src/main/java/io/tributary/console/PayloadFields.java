package io.tributary.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What a payload says an event is called by. Only its beginning is read, for a list shows hundreds
 * of events, each of up to a megabyte.
 *
 * @param eventId the first {@code event_id} at any depth; null when there is none
 * @param eventName the first {@code event_name} at any depth; null when there is none
 * @param source the {@code source} at the top; null when there is none
 * @param detailType the {@code detail-type} at the top; null when there is none
 */
record PayloadFields(String eventId, String eventName, String source, String detailType) {

  private static final int LONGEST_READ = 64 << 10;
  private static final JsonFactory JSON = new JsonFactory();

  static PayloadFields of(String payload) {
    Reader reader = new Reader();
    try (JsonParser parser = JSON.createParser(payload)) {
      while (!reader.done() && parser.currentLocation().getCharOffset() < LONGEST_READ) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          break;
        }
        reader.see(token, parser);
      }
    } catch (IOException isNotJson) {
      // A message may be any text: what was read until here is all that it says.
      return reader.fields();
    }
    return reader.fields();
  }

  /** Gathers the fields as they come by. */
  private static final class Reader {
    private String eventId;
    private String eventName;
    private String source;
    private String detailType;
    private int depth;

    void see(JsonToken token, JsonParser parser) throws IOException {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token.isScalarValue() && parser.currentName() != null) {
        field(parser.currentName(), parser.getText());
      }
    }

    private void field(String name, String value) {
      switch (name) {
        case "event_id" -> eventId = eventId == null ? value : eventId;
        case "event_name" -> eventName = eventName == null ? value : eventName;
        case "source" -> source = depth == 1 ? value : source;
        case "detail-type" -> detailType = depth == 1 ? value : detailType;
        default -> {}
      }
    }

    boolean done() {
      return eventId != null && eventName != null && source != null && detailType != null;
    }

    PayloadFields fields() {
      return new PayloadFields(eventId, eventName, source, detailType);
    }
  }
}
