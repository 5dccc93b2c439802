package io.tributary.cloud.gateway.protocol;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** What the codecs ask of the SDK's descriptions of its models' fields. */
final class Fields {

  private Fields() {}

  static ListTrait list(SdkField<?> field) {
    return field.getTrait(ListTrait.class, TraitType.LIST_TRAIT);
  }

  static MapTrait map(SdkField<?> field) {
    return field.getTrait(MapTrait.class, TraitType.MAP_TRAIT);
  }

  /** A field's value, or null when it was never set: the SDK's empty stand-ins count as unset. */
  static Object value(SdkField<?> field, SdkPojo model) {
    Object value = field.getValueOrDefault(model);
    boolean unset = value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    return unset ? null : value;
  }

  /** The finished structure of a filled builder. */
  static Object built(SdkPojo builder) {
    return ((Buildable) builder).build();
  }

  static IllegalStateException unsupported(SdkField<?> field) {
    return new IllegalStateException(
        "no codec for the "
            + field.marshallingType().getKnownType()
            + " member "
            + field.memberName()
            + " in "
            + field.location());
  }
}
