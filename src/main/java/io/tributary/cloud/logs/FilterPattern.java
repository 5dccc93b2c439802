package io.tributary.cloud.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter pattern for plain text: terms that must all stand in the message, {@code -} before one
 * that must not, or {@code ?} before each of several of which one must. A term is a word, or a
 * phrase in quotes; upper and lower case differ. JSON, space-delimited and regular expression
 * patterns are not built.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
final class FilterPattern {

  /** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
  private static final int LONGEST = 1_024;

  private static final Pattern TERM =
      Pattern.compile("\\s*([?-]?)(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|(\\w+))(?=\\s|$)");

  private FilterPattern() {}

  /**
   * Which messages the pattern lets through; null or empty lets all through.
   *
   * @param pattern of 1,024 characters at most
   */
  static Predicate<String> parse(String pattern) {
    if (pattern != null && pattern.length() > LONGEST) {
      throw LogsErrors.constraint(
          pattern, "filterPattern", "have length less than or equal to " + LONGEST);
    }
    if (pattern == null || pattern.isBlank()) {
      return message -> true;
    }
    List<String> all = new ArrayList<>();
    List<String> none = new ArrayList<>();
    List<String> any = new ArrayList<>();
    String terms = pattern.stripTrailing();
    Matcher matcher = TERM.matcher(terms);
    int at = 0;
    while (at < terms.length()) {
      if (!matcher.region(at, terms.length()).lookingAt()) {
        throw refused(pattern);
      }
      List<String> kind =
          switch (matcher.group(1)) {
            case "?" -> any;
            case "-" -> none;
            default -> all;
          };
      kind.add(term(matcher));
      at = matcher.end();
    }
    // AWS ignores ? beside other terms; a filter that does not do what it says is refused here.
    if (!any.isEmpty() && !(all.isEmpty() && none.isEmpty())) {
      throw refused(pattern);
    }
    return message ->
        all.stream().allMatch(message::contains)
            && none.stream().noneMatch(message::contains)
            && (any.isEmpty() || any.stream().anyMatch(message::contains));
  }

  private static String term(Matcher matcher) {
    return matcher.group(3) != null
        ? matcher.group(3)
        : matcher.group(2).replaceAll("\\\\(.)", "$1");
  }

  private static RuntimeException refused(String pattern) {
    return LogsErrors.invalid(
        "Invalid filter pattern "
            + pattern
            + ": the local cloud builds words, \"quoted phrases\" for anything but letters, digits"
            + " and _, -term to exclude, and ?term ?term for any of them, not mixed with others.");
  }
}
