package io.tributary.simulate;

import java.util.Map;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructMap;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * The message attributes that all events like one example are published with.
 *
 * @param values by name
 * @param characters of names, types and values together, bytes counted as such
 */
record Attributes(Map<String, MessageAttributeValue> values, int characters) {

  static final Attributes NONE = of(Map.of());

  /** With the SDK's own map where there are none, of which no request makes a copy. */
  static Attributes of(Map<String, MessageAttributeValue> values) {
    return new Attributes(
        values.isEmpty() ? DefaultSdkAutoConstructMap.getInstance() : values,
        values.entrySet().stream().mapToInt(Attributes::characters).sum());
  }

  private static int characters(Map.Entry<String, MessageAttributeValue> attribute) {
    MessageAttributeValue value = attribute.getValue();
    return attribute.getKey().length()
        + value.dataType().length()
        + (value.stringValue() == null
            ? value.binaryValue().asByteArrayUnsafe().length
            : value.stringValue().length());
  }
}
