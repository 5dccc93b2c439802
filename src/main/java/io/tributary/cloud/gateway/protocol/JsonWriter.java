package io.tributary.cloud.gateway.protocol;

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

  /**
   * A field that goes into bodies.
   *
   * @param name as it is written
   */
  private record Member(SdkField<?> field, byte[] name) {}

  private static final Map<Class<?>, List<Member>> MEMBERS = new ConcurrentHashMap<>();

  private final JsonBytes json = new JsonBytes();

  private JsonWriter() {}

  /**
   * A model's members as a JSON object.
   *
   * @param first members that no model describes, as an error's message is
   */
  static byte[] write(Map<String, String> first, SdkPojo model) {
    JsonWriter writer = new JsonWriter();
    writer.json.open('{');
    first.forEach(writer::writeString);
    writer.writeMembers(model);
    writer.json.close('}');
    return writer.json.toByteArray();
  }

  private void writeString(String name, String value) {
    json.member(JsonBytes.name(name));
    if (value == null) {
      json.literal("null");
    } else {
      json.string(value);
    }
  }

  private void writeMembers(SdkPojo model) {
    for (Member member : MEMBERS.computeIfAbsent(model.getClass(), type -> members(model))) {
      Object value = Fields.value(member.field(), model);
      if (value != null) {
        json.member(member.name());
        writeValue(member.field(), value);
      }
    }
  }

  private static List<Member> members(SdkPojo model) {
    return model.sdkFields().stream()
        .filter(field -> field.location() == MarshallLocation.PAYLOAD)
        .map(field -> new Member(field, JsonBytes.name(field.locationName())))
        .toList();
  }

  private void writeValue(SdkField<?> field, Object value) {
    switch (field.marshallingType().getKnownType()) {
      case STRING -> json.string((String) value);
      case BOOLEAN, INTEGER, SHORT, BYTE, LONG -> json.literal(value.toString());
      case FLOAT, DOUBLE -> json.number(((Number) value).doubleValue(), value.toString());
      case INSTANT -> writeTime((Instant) value, Timestamps.format(field, Format.UNIX_TIMESTAMP));
      case SDK_BYTES -> json.base64(((SdkBytes) value).asByteArrayUnsafe());
      case SDK_POJO -> {
        json.open('{');
        writeMembers((SdkPojo) value);
        json.close('}');
      }
      case LIST -> writeList(Fields.list(field).memberFieldInfo(), (List<?>) value);
      case MAP -> writeMap(Fields.map(field).valueFieldInfo(), (Map<?, ?>) value);
      case NULL, BIG_DECIMAL, DOCUMENT -> throw Fields.unsupported(field);
    }
  }

  private void writeList(SdkField<?> element, List<?> values) {
    json.open('[');
    for (Object value : values) {
      writeValue(element, value);
    }
    json.close(']');
  }

  private void writeMap(SdkField<?> valueField, Map<?, ?> entries) {
    json.open('{');
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      json.member(JsonBytes.name((String) entry.getKey()));
      writeValue(valueField, entry.getValue());
    }
    json.close('}');
  }

  private void writeTime(Instant time, Format format) {
    String text = Timestamps.text(time, format);
    switch (format) {
      case UNIX_TIMESTAMP, UNIX_TIMESTAMP_MILLIS -> json.literal(text);
      case ISO_8601, RFC_822 -> json.string(text);
    }
  }
}
