package io.tributary.cloud.iam;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The condition operators, without their prefixes and suffix.
 *
 * <p>See
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
enum ConditionOperator {
  STRING_EQUALS("StringEquals", false, text(ValuePattern.Syntax.EXACT)),
  STRING_NOT_EQUALS("StringNotEquals", true, text(ValuePattern.Syntax.EXACT)),
  STRING_EQUALS_IGNORE_CASE(
      "StringEqualsIgnoreCase", false, text(ValuePattern.Syntax.EXACT_IGNORING_CASE)),
  STRING_NOT_EQUALS_IGNORE_CASE(
      "StringNotEqualsIgnoreCase", true, text(ValuePattern.Syntax.EXACT_IGNORING_CASE)),
  STRING_LIKE("StringLike", false, text(ValuePattern.Syntax.TEXT)),
  STRING_NOT_LIKE("StringNotLike", true, text(ValuePattern.Syntax.TEXT)),
  ARN_EQUALS("ArnEquals", false, ConditionOperator::arn),
  ARN_LIKE("ArnLike", false, ConditionOperator::arn),
  ARN_NOT_EQUALS("ArnNotEquals", true, ConditionOperator::arn),
  ARN_NOT_LIKE("ArnNotLike", true, ConditionOperator::arn),
  NUMERIC_EQUALS("NumericEquals", false, number(order -> order == 0)),
  NUMERIC_NOT_EQUALS("NumericNotEquals", true, number(order -> order == 0)),
  NUMERIC_LESS_THAN("NumericLessThan", false, number(order -> order < 0)),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, number(order -> order <= 0)),
  NUMERIC_GREATER_THAN("NumericGreaterThan", false, number(order -> order > 0)),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, number(order -> order >= 0)),
  DATE_EQUALS("DateEquals", false, date(order -> order == 0)),
  DATE_NOT_EQUALS("DateNotEquals", true, date(order -> order == 0)),
  DATE_LESS_THAN("DateLessThan", false, date(order -> order < 0)),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, date(order -> order <= 0)),
  DATE_GREATER_THAN("DateGreaterThan", false, date(order -> order > 0)),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, date(order -> order >= 0)),
  BOOL("Bool", false, ConditionOperator::bool),
  BINARY_EQUALS("BinaryEquals", false, (value, variables) -> TypedValues.binary(value)),
  IP_ADDRESS("IpAddress", false, (value, variables) -> AddressRange.test(value)),
  NOT_IP_ADDRESS("NotIpAddress", true, (value, variables) -> AddressRange.test(value)),
  NULL("Null", false, (value, variables) -> TypedValues.absence(value));

  /** Compiles a value as written; throws IllegalArgumentException if it is none of its type. */
  private interface Compiler {
    ValueTest compile(String value, boolean variables);
  }

  private static final Map<String, ConditionOperator> BY_NAME = byName();

  private final String operatorName;
  private final boolean negated;
  private final Compiler compiler;

  ConditionOperator(String operatorName, boolean negated, Compiler compiler) {
    this.operatorName = operatorName;
    this.negated = negated;
    this.compiler = compiler;
  }

  private static Map<String, ConditionOperator> byName() {
    Map<String, ConditionOperator> names = new LinkedHashMap<>();
    for (ConditionOperator operator : values()) {
      names.put(operator.operatorName, operator);
    }
    return names;
  }

  /** The operator of this name; null when there is none. */
  static ConditionOperator named(String name) {
    return BY_NAME.get(name);
  }

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** Whether it holds when none of the values is met. */
  boolean negated() {
    return negated;
  }

  ValueTest compile(String value, boolean variables) {
    return compiler.compile(value, variables);
  }

  private static Compiler text(ValuePattern.Syntax syntax) {
    return (value, variables) -> ValuePattern.of(value, syntax, variables)::matches;
  }

  /** The six parts of an ARN are compared one by one, so that a text without them matches none. */
  private static ValueTest arn(String value, boolean variables) {
    ValuePattern pattern = ValuePattern.of(value, ValuePattern.Syntax.ARN, variables);
    return (actual, context) -> hasSixParts(actual) && pattern.matches(actual, context);
  }

  private static boolean hasSixParts(String text) {
    int colon = -1;
    for (int part = 1; part < 6; part++) {
      colon = text.indexOf(':', colon + 1);
      if (colon < 0) {
        return false;
      }
    }
    return true;
  }

  private static Compiler number(IntPredicate order) {
    return (value, variables) -> TypedValues.number(value, order);
  }

  private static Compiler date(IntPredicate order) {
    return (value, variables) -> TypedValues.date(value, order);
  }

  private static ValueTest bool(String value, boolean variables) {
    boolean variable = variables && value.startsWith("${");
    if (!variable && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException("'" + value + "' is neither true nor false");
    }
    return ValuePattern.of(value, ValuePattern.Syntax.EXACT_IGNORING_CASE, variables)::matches;
  }
}
