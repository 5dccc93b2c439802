package io.tributary.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.cloud.gateway.http.HttpReply;

/** The console's answers as JSON. */
final class Json {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final ObjectWriter WRITER = MAPPER.writer();

  private Json() {}

  static byte[] bytes(Object content) {
    try {
      return WRITER.writeValueAsBytes(content);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("what the console answers is plain data", bug);
    }
  }

  static HttpReply reply(int status, Object content) {
    return new HttpReply(status, "application/json; charset=UTF-8", bytes(content));
  }
}
