package io.tributary.cloud.sns;

import io.tributary.cloud.json.JsonText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * The attributes of a published message: checked, measured, and as filter policies see them.
 *
 * <p>See docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */
public final class MessageAttributes {

  private static final int LONGEST_NAME = 256;
  private static final int MOST_DIGITS = 40;
  private static final Pattern BAD_CHARACTER = Pattern.compile("[^A-Za-z0-9_.-]");

  /** The types of attributes, each with or without a label of the publisher's. */
  static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?", Pattern.DOTALL);

  private static final Pattern RESERVED = Pattern.compile("(?i)(aws|amazon)\\..*");

  private MessageAttributes() {}

  /**
   * Checks the attributes of a message.
   *
   * @param member where they stand in the request, for AWS's wording
   */
  static void check(Map<String, MessageAttributeValue> attributes, String member) {
    attributes.forEach(
        (name, value) -> {
          checkName(name);
          checkValue(name, value, member);
        });
  }

  /** Checks how an attribute is called. */
  static void checkName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw SnsErrors.invalidAttributeValue(
          "Length of message attribute name must be less than 256 bytes.");
    }
    Matcher bad = BAD_CHARACTER.matcher(name);
    if (bad.find()) {
      throw SnsErrors.invalidAttributeValue(
          String.format(
              Locale.ROOT,
              "Invalid non-alphanumeric character '#x%X' was found in the message attribute name."
                  + " Can only include alphanumeric characters, hyphens, underscores, or dots.",
              (int) bad.group().charAt(0)));
    }
    checkDots(name);
    if (RESERVED.matcher(name).matches()) {
      throw SnsErrors.invalidAttributeValue(
          "The message attribute name '"
              + name
              + "' starts with a prefix that is reserved for use by Amazon: AWS. or Amazon.");
    }
  }

  private static void checkDots(String name) {
    if (name.startsWith(".")) {
      throw SnsErrors.invalidAttributeValue(
          "Invalid message attribute name starting with character '.' was found.");
    }
    if (name.endsWith(".")) {
      throw SnsErrors.invalidAttributeValue(
          "Invalid message attribute name ending with character '.' was found.");
    }
    if (name.contains("..")) {
      throw SnsErrors.invalidAttributeValue(
          "Message attribute name can not have successive '.' character.");
    }
  }

  private static void checkValue(String name, MessageAttributeValue value, String member) {
    String type = value.dataType();
    if (type == null) {
      throw SnsErrors.constraint(null, member + "." + name + ".member.dataType", "not be null");
    }
    boolean text = isText(name, type);
    if (text ? value.binaryValue() != null : value.stringValue() != null) {
      throw SnsErrors.invalidAttributeValue(
          ("The message attribute '%s' with type '%s' must use field '%s'.")
              .formatted(name, type, text ? "String" : "Binary"));
    }
    if (size(value) == 0) {
      throw SnsErrors.invalidAttributeValue(
          ("The message attribute '%s' must contain non-empty message attribute value for message"
                  + " attribute type '%s'.")
              .formatted(name, type));
    }
  }

  private static boolean isText(String name, String type) {
    if (!TYPE.matcher(type).matches()) {
      throw SnsErrors.invalidAttributeValue(
          "The message attribute '"
              + name
              + "' has an invalid message attribute type, the set of supported type prefixes is"
              + " Binary, Number, and String.");
    }
    return !type.startsWith("Binary");
  }

  /** The bytes that count against the maximum message size: names, types and values. */
  public static int bytes(Map<String, MessageAttributeValue> attributes) {
    int bytes = 0;
    for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
      MessageAttributeValue value = attribute.getValue();
      bytes += utf8(attribute.getKey()) + utf8(value.dataType()) + size(value);
    }
    return bytes;
  }

  private static int size(MessageAttributeValue value) {
    if (value.binaryValue() != null) {
      return value.binaryValue().asByteArrayUnsafe().length;
    }
    return value.stringValue() == null ? 0 : utf8(value.stringValue());
  }

  /** The length of a text in UTF-8. */
  static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The same attributes as SQS names them. */
  static Map<String, software.amazon.awssdk.services.sqs.model.MessageAttributeValue> forSqs(
      Map<String, MessageAttributeValue> attributes) {
    if (attributes.isEmpty()) {
      return Map.of();
    }
    Map<String, software.amazon.awssdk.services.sqs.model.MessageAttributeValue> same =
        new LinkedHashMap<>();
    attributes.forEach(
        (name, value) ->
            same.put(
                name,
                software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
                    .dataType(value.dataType())
                    .stringValue(value.stringValue())
                    .binaryValue(value.binaryValue())
                    .build()));
    return same;
  }

  /**
   * The attributes as a JSON object for filter policies: numbers as numbers, a String.Array as an
   * array; Binary attributes never match and are left out.
   */
  static JsonText forFilter(Map<String, MessageAttributeValue> attributes) {
    Map<String, JsonText> fields = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> filterValue(value).ifPresent(found -> fields.put(name, found)));
    return JsonText.object(fields);
  }

  private static Optional<JsonText> filterValue(MessageAttributeValue value) {
    String text = value.stringValue();
    if (text == null) {
      return Optional.empty();
    }
    if (value.dataType().equals("String.Array")) {
      return JsonText.parse(text).filter(array -> array.kind() == JsonText.Kind.ARRAY);
    }
    return Optional.of(
        value.dataType().startsWith("Number") ? number(text) : JsonText.string(text));
  }

  /** A number that no filter policy can name stays text, so that 1e999999999 costs nothing. */
  private static JsonText number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS
          ? JsonText.string(text)
          : JsonText.parse(number.toPlainString()).orElseThrow();
    } catch (NumberFormatException notANumber) {
      return JsonText.string(text);
    }
  }
}
