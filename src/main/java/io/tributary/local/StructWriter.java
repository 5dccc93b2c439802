package io.tributary.local;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;

/** Writes plain data as the values of a Pulumi answer. */
final class StructWriter {

  private StructWriter() {}

  static Struct struct(Map<?, ?> data) {
    Struct.Builder struct = Struct.newBuilder();
    data.forEach((name, value) -> struct.putFields(String.valueOf(name), value(value)));
    return struct.build();
  }

  /** A value with the mark of a secret. */
  static Value secret(Object data) {
    return value(Map.of(StructReader.SIGNATURE, StructReader.SECRET, "value", data));
  }

  static Value value(Object data) {
    Value.Builder value = Value.newBuilder();
    if (data == null) {
      return value.setNullValue(NullValue.NULL_VALUE).build();
    }
    if (data instanceof Boolean flag) {
      return value.setBoolValue(flag).build();
    }
    if (data instanceof Number number) {
      return value.setNumberValue(number.doubleValue()).build();
    }
    if (data instanceof Map<?, ?> map) {
      return value.setStructValue(struct(map)).build();
    }
    if (data instanceof List<?> list) {
      ListValue.Builder items = ListValue.newBuilder();
      list.forEach(item -> items.addValues(value(item)));
      return value.setListValue(items).build();
    }
    return value.setStringValue((String) data).build();
  }
}
