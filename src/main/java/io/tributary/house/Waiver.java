package io.tributary.house;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Leave to break a rule for a while.
 *
 * @param rule the rule's id
 * @param resource the name or URN of the resource; {@code *} stands for any characters
 * @param reason why it may
 * @param expires the last day on which it may
 */
public record Waiver(String rule, String resource, String reason, LocalDate expires) {

  /** Whether it is about this finding, on whatever day. */
  boolean matches(Finding finding) {
    return finding.rule().id().equals(rule)
        && (pattern().matcher(finding.name()).matches()
            || pattern().matcher(finding.urn()).matches());
  }

  private Pattern pattern() {
    return Pattern.compile(
        Arrays.stream(resource.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  boolean expired(LocalDate today) {
    return today.isAfter(expires);
  }
}
