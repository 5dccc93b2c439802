package io.tributary.cloud.sqs;

import io.tributary.cloud.text.EightBytes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What SQS asks of a message.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html and
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
final class MessageRules {

  private static final int MAX_ATTRIBUTES = 10;
  private static final Pattern ATTRIBUTE_NAME =
      Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final Pattern ATTRIBUTE_TYPE =
      Pattern.compile("(String|Number|Binary)(\\..+)?", Pattern.DOTALL);

  private MessageRules() {}

  /**
   * Checks everything but the size, and returns the size in bytes, as AWS counts it.
   *
   * @param operation AWS's name for what sends it, for the errors that name it
   */
  static int check(OutgoingMessage message, String operation) {
    if (message.body() == null || message.body().isEmpty()) {
      throw SqsError.missing("MessageBody");
    }
    int size = utf8Length(message.body());
    checkGroupId(message.messageGroupId());
    return size + checkAttributes(message.attributes(), operation);
  }

  /** The size of a message in bytes, checked or not. */
  static int size(String body, Map<String, MessageAttributeValue> attributes) {
    int size = bytes(body);
    for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
      size += size(attribute.getKey(), attribute.getValue());
    }
    return size;
  }

  /** A text of an attribute may have the characters of a body. */
  private static void checkCharacters(String text) {
    utf8Length(text);
  }

  private static int utf8Length(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return isPlain(utf8) ? utf8.length : checkedLength(text);
  }

  /**
   * Whether all is ASCII from the space on, as in most bodies. A question mark does not count as
   * such: half a surrogate pair is encoded as one.
   */
  private static boolean isPlain(byte[] text) {
    int eights = text.length & -Long.BYTES;
    long outside = 0;
    for (int at = 0; at < eights; at += Long.BYTES) {
      outside |= EightBytes.outside(EightBytes.at(text, at), ' ', '?');
    }
    boolean plain = !EightBytes.toldAny(outside);
    for (int at = eights; at < text.length; at++) {
      plain &= text[at] >= ' ' && text[at] != '?';
    }
    return plain;
  }

  /** The same for any text, character by character. */
  private static int checkedLength(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
          throw invalidCharacters();
        }
        length++;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        length += 4;
        i++;
      } else if (Character.isSurrogate(c) || c >= 0xFFFE) {
        throw invalidCharacters();
      } else {
        length += c < 0x800 ? 2 : 3;
      }
    }
    return length;
  }

  private static SqsException invalidCharacters() {
    return SqsError.INVALID_MESSAGE_CONTENTS.with(
        "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF"
            + " | #xE000 to #xFFFD | #x10000 to #x10FFFF");
  }

  private static void checkGroupId(String id) {
    if (id != null && !OutgoingMessage.isMessageGroupId(id)) {
      throw SqsError.invalidValue(
          id,
          "MessageGroupId",
          "MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in"
              + " length.");
    }
  }

  private static int checkAttributes(
      Map<String, MessageAttributeValue> attributes, String operation) {
    if (attributes.size() > MAX_ATTRIBUTES) {
      throw invalid(
          "Number of message attributes ["
              + attributes.size()
              + "] exceeds the allowed maximum ["
              + MAX_ATTRIBUTES
              + "].");
    }
    int size = 0;
    for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
      checkName(attribute.getKey());
      checkNoLists(attribute.getValue(), operation);
      checkValue(attribute.getKey(), attribute.getValue());
      size += size(attribute.getKey(), attribute.getValue());
    }
    return size;
  }

  private static void checkName(String name) {
    if (name.length() > 256 || !ATTRIBUTE_NAME.matcher(name).matches()) {
      throw invalid(
          "The message attribute name '"
              + name
              + "' is invalid: 1 to 256 characters of A-Z, a-z, 0-9, underscore (_), hyphen (-) and"
              + " period (.), no period at either end nor two in a row.");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("aws.") || lower.startsWith("amazon.")) {
      throw invalid(
          "Message attribute name '" + name + "' must not start with the reserved AWS. or Amazon.");
    }
  }

  /** The API has fields for lists of values, which AWS reserves for future use. */
  private static void checkNoLists(MessageAttributeValue value, String operation) {
    if (!value.stringListValues().isEmpty() || !value.binaryListValues().isEmpty()) {
      throw SqsError.UNSUPPORTED_OPERATION.with(
          "Message attribute list values in " + operation + " operation are not supported.");
    }
  }

  private static void checkValue(String name, MessageAttributeValue value) {
    String type = value.dataType();
    checkType(name, type);
    boolean binary = type.startsWith("Binary");
    checkField(name, value, binary);
    if (!binary) {
      checkCharacters(value.stringValue());
    }
    if (type.startsWith("Number") && !isNumber(value.stringValue())) {
      throw invalid("Can't cast the value of message (user) attribute '" + name + "' to a number.");
    }
  }

  private static void checkType(String name, String type) {
    if (type == null || type.isEmpty()) {
      throw invalid(attribute(name) + " must contain non-empty message attribute type.");
    }
    if (type.length() > 256 || !ATTRIBUTE_TYPE.matcher(type).matches()) {
      throw invalid(
          attribute(name)
              + " has an invalid message attribute type, the set of supported type prefixes is"
              + " Binary, Number, and String.");
    }
    checkCharacters(type);
  }

  /** The value stands in the field of its type, and nothing in the other's. */
  private static void checkField(String name, MessageAttributeValue value, boolean binary) {
    if (binary ? value.stringValue() != null : value.binaryValue() != null) {
      throw invalid(
          attribute(name)
              + " with type '"
              + value.dataType()
              + "' must use field '"
              + (binary ? "Binary" : "String")
              + "'.");
    }
    boolean empty =
        binary
            ? value.binaryValue() == null || value.binaryValue().asByteArrayUnsafe().length == 0
            : value.stringValue() == null || value.stringValue().isEmpty();
    if (empty) {
      throw invalid(
          "Message (user) attribute '"
              + name
              + "' must contain a non-empty value of type '"
              + value.dataType()
              + "'.");
    }
  }

  private static String attribute(String name) {
    return "The message attribute '" + name + "'";
  }

  /** Up to 38 digits, from 10^-128 to 10^126. */
  private static boolean isNumber(String text) {
    if (text.length() > 256
        || !text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?")) {
      return false;
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    int magnitude = number.precision() - number.scale() - 1;
    return number.signum() == 0
        || number.precision() <= 38 && magnitude >= -128 && magnitude <= 126;
  }

  private static int size(String name, MessageAttributeValue value) {
    int size = bytes(name) + bytes(value.dataType()) + bytes(value.stringValue());
    return value.binaryValue() == null
        ? size
        : size + value.binaryValue().asByteArrayUnsafe().length;
  }

  private static int bytes(String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static SqsException invalid(String message) {
    return SqsError.INVALID_PARAMETER_VALUE.with(message);
  }
}
