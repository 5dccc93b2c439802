package io.tributary.cloud.gateway.protocol;

import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Simple values as text: in forms, XML, paths, query strings and headers. */
final class TextValues {

  private TextValues() {}

  /**
   * Reads a simple value.
   *
   * @param name gives the parameter's, for the error
   * @throws AwsServiceException {@code MalformedInput}, 400
   */
  static Object read(SdkField<?> field, Supplier<String> name, String text) {
    try {
      return switch (field.marshallingType().getKnownType()) {
        case STRING -> text;
        case BOOLEAN -> truth(text);
        case INTEGER -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case SHORT -> Short.valueOf(text);
        case BYTE -> Byte.valueOf(text);
        case FLOAT -> Float.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case INSTANT -> Timestamps.instant(text, Timestamps.format(field, Format.ISO_8601));
        case SDK_BYTES -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
        default -> throw Fields.unsupported(field);
      };
    } catch (IllegalArgumentException broken) {
      throw MalformedRequest.query(
          name.get(), text, "of type " + field.marshallingType().getKnownType());
    }
  }

  static String write(SdkField<?> field, Object value) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING, BOOLEAN, INTEGER, LONG, SHORT, BYTE, FLOAT, DOUBLE -> value.toString();
      case INSTANT -> Timestamps.text((Instant) value, Timestamps.format(field, Format.ISO_8601));
      case SDK_BYTES -> Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe());
      default -> throw Fields.unsupported(field);
    };
  }

  private static Boolean truth(String text) {
    if (text.equalsIgnoreCase("true")) {
      return Boolean.TRUE;
    }
    if (text.equalsIgnoreCase("false")) {
      return Boolean.FALSE;
    }
    throw new IllegalArgumentException("neither true nor false");
  }
}
