package io.tributary.cloud.api;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What AWS asks of a tag, of whatever service.
 *
 * <p>See docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
public enum TagLimit {
  KEY_LENGTH("key", "have length 1 to 128"),
  /** Keys that begin with {@code aws:} are AWS's own. */
  KEY_RESERVED("key", "not begin with aws:, in any case of letters"),
  VALUE_LENGTH("value", "have length 0 to 256");

  /** How many tags a resource has at most. */
  public static final int MOST = 50;

  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final String RESERVED = "aws:";

  private final String part;
  private final String must;

  TagLimit(String part, String must) {
    this.part = part;
    this.must = must;
  }

  /**
   * The first limit that a tag breaks, its lengths counted in Unicode characters; empty when it
   * keeps all.
   *
   * @param key null breaks the limit of its length
   * @param value null breaks the limit of its length
   */
  public static Optional<TagLimit> brokenBy(String key, String value) {
    if (key == null || key.isEmpty() || length(key) > LONGEST_KEY) {
      return Optional.of(KEY_LENGTH);
    }
    if (key.regionMatches(true, 0, RESERVED, 0, RESERVED.length())) {
      return Optional.of(KEY_RESERVED);
    }
    return value == null || length(value) > LONGEST_VALUE
        ? Optional.of(VALUE_LENGTH)
        : Optional.empty();
  }

  /**
   * Refuses a tag that breaks a limit.
   *
   * @param refusal what the service answers, given the limit and the part of the tag that breaks it
   */
  public static void check(
      String key, String value, BiFunction<TagLimit, String, AwsServiceException> refusal) {
    brokenBy(key, value)
        .ifPresent(
            limit -> {
              throw refusal.apply(limit, limit.of(key, value));
            });
  }

  /**
   * Puts tags over those that are there, or none when they would be more than {@link #MOST}.
   *
   * @param tooMany what the service answers to that, given how many there would be
   */
  public static void putAll(
      Map<String, String> present,
      Map<String, String> added,
      IntFunction<AwsServiceException> tooMany) {
    long unlike = added.keySet().stream().filter(key -> !present.containsKey(key)).count();
    int together = present.size() + (int) unlike;
    if (together > MOST) {
      throw tooMany.apply(together);
    }
    present.putAll(added);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Which part of the tag breaks it: {@code key} or {@code value}. */
  public String part() {
    return part;
  }

  /** What that part must do, to stand after "must". */
  public String must() {
    return must;
  }

  /** The part of a tag that breaks it. */
  public String of(String key, String value) {
    return this == VALUE_LENGTH ? value : key;
  }
}
