package io.tributary.cloud.gateway.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Fills builders of the SDK's models from the parameters of a Query request. */
final class QueryReader {

  private QueryReader() {}

  static void read(QueryNode node, SdkPojo builder) {
    for (SdkField<?> field : builder.sdkFields()) {
      QueryNode child = node.child(field.locationName());
      if (child != null) {
        field.set(builder, value(field, child));
      }
    }
  }

  private static Object value(SdkField<?> field, QueryNode node) {
    return switch (field.marshallingType().getKnownType()) {
      case SDK_POJO -> structure(field, node);
      case LIST -> list(Fields.list(field), node);
      case MAP -> map(Fields.map(field), node);
      default -> simple(field, node);
    };
  }

  private static Object simple(SdkField<?> field, QueryNode node) {
    if (node.text() == null) {
      throw MalformedRequest.query(node.path(), "", "one value, with nothing below it");
    }
    return TextValues.read(field, node::path, node.text());
  }

  private static Object structure(SdkField<?> field, QueryNode node) {
    SdkPojo builder = field.constructor().get();
    read(node, builder);
    return Fields.built(builder);
  }

  private static List<Object> list(ListTrait trait, QueryNode node) {
    String member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
    List<Object> values = new ArrayList<>();
    for (QueryNode element : elements(trait.isFlattened(), member, node)) {
      values.add(value(trait.memberFieldInfo(), element));
    }
    return values;
  }

  private static Map<String, Object> map(MapTrait trait, QueryNode node) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (QueryNode entry : elements(trait.isFlattened(), "entry", node)) {
      QueryNode key = entry.child(trait.keyLocationName());
      QueryNode value = entry.child(trait.valueLocationName());
      if (key == null || key.text() == null || value == null) {
        throw MalformedRequest.query(
            entry.path(),
            "",
            "an entry of " + trait.keyLocationName() + " and " + trait.valueLocationName());
      }
      entries.put(key.text(), value(trait.valueFieldInfo(), value));
    }
    return entries;
  }

  /** An empty list or map is sent as the bare name. */
  private static List<QueryNode> elements(boolean flattened, String wrapper, QueryNode node) {
    QueryNode numbered = flattened ? node : node.child(wrapper);
    return numbered == null ? List.of() : numbered.numbered();
  }
}
