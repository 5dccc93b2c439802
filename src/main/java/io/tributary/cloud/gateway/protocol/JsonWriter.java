package io.tributary.cloud.gateway.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.tributary.cloud.text.EightBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes the SDK's models as JSON in UTF-8. */
final class JsonWriter {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * A field that goes into bodies.
   *
   * @param name as it is written, escaped and encoded once
   */
  private record Member(SdkField<?> field, SerializableString name) {}

  /** By the model's type. */
  private static final Map<Class<?>, List<Member>> MEMBERS = new ConcurrentHashMap<>();

  /** The room of longer answers is not kept. */
  private static final int MOST_ROOM = 64 << 10;

  /**
   * What a thread writes to, again and again: in new ones, each answer would be copied as it grows.
   */
  private static final ThreadLocal<ByteArrayOutputStream> ROOM =
      ThreadLocal.withInitial(ByteArrayOutputStream::new);

  private final JsonGenerator json;

  private JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  /**
   * A model's members as a JSON object.
   *
   * @param first members that no model describes, as an error's message is
   */
  static byte[] write(Map<String, String> first, SdkPojo model) {
    ByteArrayOutputStream bytes = ROOM.get();
    bytes.reset();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, String> member : first.entrySet()) {
        json.writeStringField(member.getKey(), member.getValue());
      }
      new JsonWriter(json).writeMembers(model);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory cannot fail", impossible);
    } finally {
      if (bytes.size() > MOST_ROOM) {
        ROOM.remove();
      }
    }
    return bytes.toByteArray();
  }

  private void writeMembers(SdkPojo model) throws IOException {
    for (Member member : MEMBERS.computeIfAbsent(model.getClass(), type -> members(model))) {
      Object value = Fields.value(member.field(), model);
      if (value != null) {
        json.writeFieldName(member.name());
        writeValue(member.field(), value);
      }
    }
  }

  private static List<Member> members(SdkPojo model) {
    return model.sdkFields().stream()
        .filter(field -> field.location() == MarshallLocation.PAYLOAD)
        .map(field -> new Member(field, new SerializedString(field.locationName())))
        .toList();
  }

  private void writeValue(SdkField<?> field, Object value) throws IOException {
    switch (field.marshallingType().getKnownType()) {
      case STRING -> writeString((String) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case INTEGER, SHORT, BYTE -> json.writeNumber(((Number) value).intValue());
      case LONG -> json.writeNumber((Long) value);
      case FLOAT -> json.writeNumber((Float) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case INSTANT -> writeTime((Instant) value, Timestamps.format(field, Format.UNIX_TIMESTAMP));
      case SDK_BYTES -> json.writeBinary(((SdkBytes) value).asByteArrayUnsafe());
      case SDK_POJO -> {
        json.writeStartObject();
        writeMembers((SdkPojo) value);
        json.writeEndObject();
      }
      case LIST -> writeList(Fields.list(field).memberFieldInfo(), (List<?>) value);
      case MAP -> writeMap(Fields.map(field).valueFieldInfo(), (Map<?, ?>) value);
      case NULL, BIG_DECIMAL, DOCUMENT -> throw Fields.unsupported(field);
    }
  }

  /**
   * From its bytes, which takes less than character by character: messages stand in answers. Half
   * of a surrogate pair has no bytes; in their place is a question mark.
   */
  private void writeString(String value) throws IOException {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (EightBytes.contains(utf8, '?')) {
      json.writeString(value);
    } else {
      json.writeUTF8String(utf8, 0, utf8.length);
    }
  }

  private void writeList(SdkField<?> element, List<?> values) throws IOException {
    json.writeStartArray();
    for (Object value : values) {
      writeValue(element, value);
    }
    json.writeEndArray();
  }

  private void writeMap(SdkField<?> valueField, Map<?, ?> entries) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      json.writeFieldName((String) entry.getKey());
      writeValue(valueField, entry.getValue());
    }
    json.writeEndObject();
  }

  private void writeTime(Instant time, Format format) throws IOException {
    String text = Timestamps.text(time, format);
    switch (format) {
      case UNIX_TIMESTAMP, UNIX_TIMESTAMP_MILLIS -> json.writeNumber(text);
      case ISO_8601, RFC_822 -> json.writeString(text);
    }
  }
}
