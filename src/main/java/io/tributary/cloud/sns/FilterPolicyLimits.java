package io.tributary.cloud.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.pattern.PatternTree;
import io.tributary.cloud.pattern.PatternTree.Leaf;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What SNS refuses although AWS's matcher would take it: limits, and operators that rules know but
 * filter policies do not.
 *
 * <p>See docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
final class FilterPolicyLimits {

  private static final int MOST_BYTES = 256 * 1_024;
  private static final int MOST_KEYS = 5;
  private static final int MOST_COMBINATIONS = 150;
  private static final int MOST_WILDCARDS = 3;
  private static final int MOST_WILDCARD_POINTS = 100;
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000L);
  private static final int MOST_DECIMALS = 5;
  private static final String TOO_COMPLEX = "Filter policy is too complex";

  private FilterPolicyLimits() {}

  /** Whether a key's value is an object rather than a list of conditions. */
  static boolean isNested(JsonNode policy) {
    for (Map.Entry<String, JsonNode> field : policy.properties()) {
      if (field.getValue().isObject()) {
        return true;
      }
      if (PatternTree.isAlternatives(field)) {
        for (JsonNode alternative : field.getValue()) {
          if (isNested(alternative)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** What SNS has against a policy that AWS's matcher takes, in its words; empty when nothing. */
  static Optional<String> check(String json, JsonNode policy, FilterPolicy.Scope scope) {
    if (MessageAttributes.utf8(json) > MOST_BYTES) {
      return Optional.of("Filter policy is larger than 256 KB");
    }
    List<Leaf> leaves = PatternTree.leaves(policy);
    if (leaves.stream().map(Leaf::path).distinct().count() > MOST_KEYS) {
      return Optional.of("Filter policy can not have more than 5 keys");
    }
    boolean weighted = scope == FilterPolicy.Scope.MESSAGE_BODY;
    if (combinations(policy, 1, weighted) > MOST_COMBINATIONS) {
      return Optional.of(TOO_COMPLEX);
    }
    return leaves.stream()
        .flatMap(leaf -> conditionProblem(leaf.conditions()).stream())
        .findFirst()
        .or(() -> wildcardProblem(leaves));
  }

  /** Values multiply over keys and add up over alternatives; a nested key weighs its depth. */
  private static long combinations(JsonNode node, int depth, boolean weighted) {
    long product = 1;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      long factor = value.size() * (weighted ? (long) depth : 1);
      if (PatternTree.isAlternatives(field)) {
        factor = 0;
        for (JsonNode alternative : value) {
          factor += combinations(alternative, depth, weighted);
        }
      } else if (value.isObject()) {
        factor = combinations(value, depth + 1, weighted);
      }
      product = Math.min(product * factor, Integer.MAX_VALUE);
    }
    return product;
  }

  private static Optional<String> conditionProblem(JsonNode conditions) {
    for (JsonNode condition : conditions) {
      Optional<String> problem = operatorProblem(condition).or(() -> numberProblem(condition));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> operatorProblem(JsonNode condition) {
    for (String operator : List.of("prefix", "suffix")) {
      if (condition.path(operator).isObject()) {
        return Optional.of(operator + " match pattern must be a string");
      }
    }
    JsonNode unwanted = condition.path("anything-but");
    return unwanted.has("equals-ignore-case")
        ? Optional.of("Unsupported anything-but pattern: equals-ignore-case")
        : Optional.empty();
  }

  private static Optional<String> numberProblem(JsonNode condition) {
    if (condition.isNumber()) {
      BigDecimal number = condition.decimalValue();
      if (number.abs().compareTo(LARGEST) > 0) {
        return Optional.of("Value must be between -1.0E9 and 1.0E9, inclusive");
      }
      return number.stripTrailingZeros().scale() > MOST_DECIMALS
          ? Optional.of("Only values upto 5 decimals are supported")
          : Optional.empty();
    }
    return conditionProblem(condition);
  }

  /**
   * A pattern with one wildcard has 1 point, with more 3 points for each; a key's points are their
   * sum times the number of its patterns.
   */
  private static Optional<String> wildcardProblem(List<Leaf> leaves) {
    long points = 0;
    for (Leaf leaf : leaves) {
      List<String> patterns = wildcards(leaf.conditions());
      long sum = 0;
      for (String pattern : patterns) {
        long count = unescaped(pattern).chars().filter(c -> c == '*').count();
        if (count > MOST_WILDCARDS) {
          return Optional.of("A wildcard pattern can not have more than 3 wildcards: " + pattern);
        }
        sum += count > 1 ? 3 * count : count;
      }
      points += sum * patterns.size();
    }
    return points > MOST_WILDCARD_POINTS ? Optional.of(TOO_COMPLEX) : Optional.empty();
  }

  /** The pattern without the characters that a backslash lets stand for themselves. */
  private static String unescaped(String pattern) {
    return pattern.replaceAll("(?s)\\\\.", "");
  }

  private static List<String> wildcards(JsonNode conditions) {
    List<String> patterns = new ArrayList<>();
    for (JsonNode condition : conditions) {
      patterns.addAll(texts(condition.path("wildcard")));
      patterns.addAll(texts(condition.path("anything-but").path("wildcard")));
    }
    return patterns;
  }

  private static List<String> texts(JsonNode oneOrMore) {
    List<String> texts = new ArrayList<>();
    if (oneOrMore.isTextual()) {
      texts.add(oneOrMore.textValue());
    }
    oneOrMore.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
