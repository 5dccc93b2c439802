package io.tributary.cloud.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills the SDK's models with values from a seed: every kind of member, present or absent. */
final class RandomModels {

  private static final int DEPTH_MAX = 4;
  private static final String[] PIECES = {
    "a", "Z", "0", " ", "+", "%", "&", "=", "/", "?", "#", "<", ">", "\"", "'", "\\", "{", "}", "é",
    "€", "😀", "\n", "\t", "\r", ".", ",", ":", "~"
  };

  private final Random random;

  RandomModels(long seed) {
    this.random = new Random(seed);
  }

  /** Fills a builder and builds it. */
  Object fill(SdkPojo builder) {
    fill(builder, 0);
    return ((Buildable) builder).build();
  }

  private void fill(SdkPojo builder, int depth) {
    for (SdkField<?> field : builder.sdkFields()) {
      // What the SDK insists on: labels of paths, and tokens, which it makes up where there is
      // none.
      boolean needed =
          field.location() == MarshallLocation.PATH || field.containsTrait(DefaultValueTrait.class);
      // With an endpoint id the SDK refuses every endpoint but AWS's own.
      boolean refused = field.memberName().equals("EndpointId") && depth == 0;
      if (needed || !refused && random.nextInt(4) > 0 && depth < DEPTH_MAX) {
        field.set(builder, value(field, depth));
      }
    }
  }

  private Object value(SdkField<?> field, int depth) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> text(field.location() == MarshallLocation.PAYLOAD ? 0 : 1);
      case BOOLEAN -> random.nextBoolean();
      case INTEGER -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextGaussian();
      case INSTANT -> Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
      case SDK_BYTES -> SdkBytes.fromUtf8String(text(1));
      case SDK_POJO -> structure(field, depth + 1);
      case LIST -> list(field.getTrait(ListTrait.class), depth + 1);
      case MAP -> map(field.getTrait(MapTrait.class), depth + 1);
      default -> throw new IllegalStateException("no values for " + field.marshallingType());
    };
  }

  private Object structure(SdkField<?> field, int depth) {
    SdkPojo builder = field.constructor().get();
    fill(builder, depth);
    SdkPojo model = (SdkPojo) ((Buildable) builder).build();
    return model.sdkFields().stream().allMatch(it -> isUnset(it.getValueOrDefault(model)))
        ? null // the protocols cannot all tell a structure without members from none
        : model;
  }

  private static boolean isUnset(Object value) {
    return value == null
        || value instanceof SdkAutoConstructList
        || value instanceof SdkAutoConstructMap;
  }

  private List<Object> list(ListTrait trait, int depth) {
    List<Object> values = new ArrayList<>();
    for (int i = random.nextInt(1, 13); i > 0 && depth <= DEPTH_MAX; i--) {
      addPresent(values, value(trait.memberFieldInfo(), depth));
    }
    return values.isEmpty() ? null : values;
  }

  private static void addPresent(List<Object> values, Object value) {
    if (value != null) {
      values.add(value);
    }
  }

  private Map<String, Object> map(MapTrait trait, int depth) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(1, 13); i > 0; i--) {
      Object value = value(trait.valueFieldInfo(), depth);
      if (value != null) {
        entries.put(text(1), value);
      }
    }
    return entries.isEmpty() ? null : entries;
  }

  private String text(int lengthMin) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(lengthMin, 12); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
