package io.tributary.local;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the values of a Pulumi request as plain data. Whole numbers, which travel as doubles,
 * become whole again; a secret is unwrapped, and the property that holds it noted.
 *
 * <p>See
 * pulumi-developer-docs.readthedocs.io/latest/architecture/deployment-execution/resource-registration.html
 */
final class StructReader {

  /** The key by which Pulumi marks a value that is more than JSON, and the mark of a secret. */
  static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

  static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

  private final Set<String> secrets = new TreeSet<>();
  private String property;

  Map<String, Object> read(Struct properties) {
    Map<String, Object> read = new TreeMap<>();
    properties
        .getFieldsMap()
        .forEach(
            (name, value) -> {
              property = name;
              read.put(name, value(value));
            });
    read.values().removeIf(value -> value == null);
    return read;
  }

  /** The top-level properties that held a secret. */
  Set<String> secrets() {
    return secrets;
  }

  private Object value(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case NUMBER_VALUE -> number(value.getNumberValue());
      case LIST_VALUE -> list(value.getListValue().getValuesList());
      case STRUCT_VALUE -> object(value.getStructValue());
      case NULL_VALUE, KIND_NOT_SET -> null;
    };
  }

  private static Object number(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
      long whole = (long) number;
      return whole == (int) whole ? (Object) (int) whole : (Object) whole;
    }
    return number;
  }

  private List<Object> list(List<Value> values) {
    List<Object> list = new ArrayList<>(values.size());
    values.forEach(item -> list.add(value(item)));
    return Collections.unmodifiableList(list);
  }

  private Object object(Struct object) {
    Value signature = object.getFieldsMap().get(SIGNATURE);
    if (signature == null) {
      Map<String, Object> read = new TreeMap<>();
      object.getFieldsMap().forEach((name, value) -> read.put(name, value(value)));
      return read;
    }
    if (signature.getStringValue().equals(SECRET)) {
      secrets.add(property);
      return value(object.getFieldsOrThrow("value"));
    }
    throw new ProgramException(
        List.of(
            "property '"
                + property
                + "' holds an asset, an archive or a resource, which the local cloud does not take"));
  }
}
