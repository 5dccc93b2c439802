package io.tributary.cloud.iam;

import java.util.List;

/**
 * One key of a statement's condition block, with its operator and the values it is compared to.
 *
 * @param written the operator as it stands in the policy, with prefix and suffix
 * @param ifExists whether it holds when the key is absent
 * @param values the values as written
 */
record Condition(
    String written,
    ConditionOperator operator,
    Quantifier quantifier,
    boolean ifExists,
    ContextKey key,
    List<String> values,
    List<ValueTest> tests) {

  /** Of SNS's default policies. */
  private static final String SOURCE_OWNER = "aws:SourceOwner";

  /** How a condition reads a key of several values. */
  enum Quantifier {
    NONE,
    FOR_ALL_VALUES,
    FOR_ANY_VALUE
  }

  boolean holds(RequestContext context) {
    if (operator == ConditionOperator.NULL) {
      return meets(String.valueOf(isAbsent(context)), context);
    }
    if (key.isGlobal()) {
      String value = key.single(context);
      return value == null ? holdsWithoutKey() : meets(value, context) != operator.negated();
    }
    List<String> actual = key.several(context);
    return actual.isEmpty() ? holdsWithoutKey() : holdsFor(actual, context);
  }

  private boolean isAbsent(RequestContext context) {
    return key.isGlobal() ? key.single(context) == null : key.several(context).isEmpty();
  }

  private boolean holdsWithoutKey() {
    return switch (quantifier) {
      case FOR_ALL_VALUES -> true;
      case FOR_ANY_VALUE -> ifExists;
      case NONE -> ifExists || operator.negated();
    };
  }

  /**
   * Without a quantifier several values count as met when any is met; AWS leaves that case open.
   */
  private boolean holdsFor(List<String> actual, RequestContext context) {
    return switch (quantifier) {
      case FOR_ALL_VALUES -> count(actual, context) == (operator.negated() ? 0 : actual.size());
      case FOR_ANY_VALUE ->
          operator.negated() ? count(actual, context) < actual.size() : count(actual, context) > 0;
      case NONE -> count(actual, context) > 0 != operator.negated();
    };
  }

  private int count(List<String> actual, RequestContext context) {
    int met = 0;
    for (String value : actual) {
      if (meets(value, context)) {
        met++;
      }
    }
    return met;
  }

  private boolean meets(String value, RequestContext context) {
    for (int i = 0; i < tests.size(); i++) {
      if (tests.get(i).accepts(value, context)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the key is one that only services tell, and this request's caller does not, so that it
   * cannot come near.
   */
  boolean isForOthers(RequestContext context) {
    return key.toString().equalsIgnoreCase(SOURCE_OWNER) && isAbsent(context);
  }

  /** What the condition expects and what the request has, in words for a person. */
  String difference(RequestContext context) {
    return "expects " + key + " " + expected() + " but the request has " + actual(context);
  }

  private String expected() {
    if (operator == ConditionOperator.NULL) {
      return "to be " + (values.stream().anyMatch("true"::equalsIgnoreCase) ? "absent" : "present");
    }
    String any = String.join(" or ", values);
    return plainlyEquals() ? any : "to meet " + written + " " + any;
  }

  private boolean plainlyEquals() {
    return quantifier == Quantifier.NONE
        && (operator == ConditionOperator.STRING_EQUALS
            || operator == ConditionOperator.ARN_EQUALS
            || operator == ConditionOperator.ARN_LIKE
            || operator == ConditionOperator.STRING_LIKE
            || operator == ConditionOperator.BOOL);
  }

  private String actual(RequestContext context) {
    if (isAbsent(context)) {
      return "no " + key;
    }
    return key.isGlobal() ? key.single(context) : String.join(", ", key.several(context));
  }
}
