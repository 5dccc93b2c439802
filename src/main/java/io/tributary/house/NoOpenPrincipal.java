package io.tributary.house;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.iam.PolicyElements;
import io.tributary.house.PolicyText.Grant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Grants to anyone say whose. */
final class NoOpenPrincipal extends Check {

  /** The condition keys that tell whose a request is. */
  private static final Set<String> NARROWING =
      new TreeSet<>(
          Set.of(
              "aws:principalaccount",
              "aws:principalarn",
              "aws:principalorgid",
              "aws:principalorgpaths",
              "aws:sourceaccount",
              "aws:sourcearn",
              "aws:sourceorgid",
              "aws:sourceorgpaths",
              "aws:sourceowner"));

  /**
   * Operators that a request without the key does not meet, nor one of any other value. All the
   * others let in who says nothing, or all but some.
   */
  private static final Pattern BINDING =
      Pattern.compile(
          "(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)");

  /**
   * A policy variable. The request fills it in, so that every stranger has that value, but for what
   * tells whose the resource is, or what its owner wrote on it.
   *
   * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
   */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

  private static final Pattern OF_THE_RESOURCE =
      Pattern.compile("\\$\\{aws:Resource(Account|OrgID|Tag/)[^}]*}", Pattern.CASE_INSENSITIVE);

  NoOpenPrincipal() {
    super(
        new Rule(
            "no-open-principal",
            "A resource whose policy allows the principal * is open to every AWS account, unless a"
                + " condition says whose request it has to be.",
            "Name the service or the role, or add a condition that one of "
                + NARROWING
                + " equals, or is like, a value of yours: no variable that the request fills in.",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return PolicyText.grants(estate)
        .filter(grant -> anyone(grant) && !narrowed(grant))
        .map(
            grant ->
                finding(
                    grant.resource(),
                    "statement " + grant.label() + " allows anyone",
                    "named principals, or a condition on whose request it is, by a value of yours"
                        + " that no request fills in"));
  }

  private static boolean anyone(Grant grant) {
    JsonNode principal = grant.element("Principal");
    JsonNode named = principal.isObject() ? principal.path("AWS") : principal;
    return PolicyElements.texts(named).contains("*");
  }

  private static boolean narrowed(Grant grant) {
    return grant.element("Condition").properties().stream()
        .filter(operator -> BINDING.matcher(operator.getKey()).matches())
        .flatMap(operator -> operator.getValue().properties().stream())
        .filter(key -> NARROWING.contains(key.getKey().toLowerCase(Locale.ROOT)))
        .anyMatch(
            key ->
                PolicyElements.texts(key.getValue()).stream()
                    .noneMatch(value -> isAny(grant, value)));
  }

  /**
   * Whether strangers have such a value, too: an ARN says whose it is by its account, if by any, a
   * path of an organization by what is before the first slash, anything else as a whole.
   */
  private static boolean isAny(Grant grant, String value) {
    String text = grant.variables() ? filledIn(value) : value;
    String[] parts = text.split(":", 6);
    if (!parts[0].equals("arn")) {
      return PolicyElements.isWild(text.split("/", 2)[0]);
    }
    if (parts.length < 6) {
      return true;
    }
    // The names of buckets are nobody else's, and their ARNs have no account.
    return PolicyElements.isWild(parts[4].isEmpty() ? parts[5].split("/", 2)[0] : parts[4]);
  }

  private static String filledIn(String text) {
    return VARIABLE.matcher(OF_THE_RESOURCE.matcher(text).replaceAll("own")).replaceAll("*");
  }
}
