package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The classes of cases that the oracle decides otherwise than AWS documents. Each says its rule by
 * rewriting: what the rule says of a case's policies, in words that both evaluators read alike. A
 * difference is explained when the oracle agrees on the rewritten case; anything else is not.
 *
 * <p>docs/fidelity.md names each with AWS's page.
 */
enum Difference {
  MULTIVALUED_KEY_WITHOUT_SET_OPERATOR {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (clause.actual().isArray()
          && !clause.hasSetOperator()
          && !clause.written().equals("Null")) {
        clause.restate((clause.negated() ? "ForAllValues:" : "ForAnyValue:") + clause.operator());
      }
    }
  },
  IF_EXISTS_WITH_FOR_ANY_VALUE {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (clause.hasPrefix("ForAnyValue:") && clause.ifExists() && clause.isAbsent()) {
        clause.settle(true);
      }
    }
  },
  VARIABLE_WITHOUT_VALUE_NEGATED {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (one.knowsVariables() && clause.negated() && isText(clause)) {
        clause.rewrite(value -> one.isWithoutValue(value) ? nothing(clause) : value);
      }
    }

    @Override
    String notResource(String text, PolicyCase one) {
      return one.knowsVariables() && one.isWithoutValue(text) ? NO_ARN : text;
    }
  },
  VARIABLE_IN_OLD_VERSION {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (!one.knowsVariables() && isText(clause)) {
        clause.rewrite(value -> value.contains("${") ? nothing(clause) : value);
      }
    }

    @Override
    String resource(String text, PolicyCase one) {
      return !one.knowsVariables() && text.contains("${") ? NO_ARN : text;
    }
  },
  ESCAPED_CHARACTER_WITHOUT_WILDCARDS {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (one.knowsVariables() && clause.operator().matches("String(Not)?Equals.*")) {
        clause.rewrite(value -> value.replaceAll("\\$\\{([*?$])\\}", "$1"));
      }
    }
  },
  DATE_IN_ANOTHER_FORM {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (clause.is(KeyType.DATE) && !clause.isAbsent()) {
        boolean epoch = isEpoch(clause.actual().isArray() ? "" : clause.actual().asText());
        clause.rewrite(value -> date(value, epoch));
      }
    }
  },
  VALUE_OF_ANOTHER_TYPE {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (clause.actual().isTextual() && isOfAnotherType(clause)) {
        clause.settle(clause.negated());
      }
    }
  },
  SHORT_ARN_NEGATED {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (clause.negated() && clause.is(KeyType.ARN)) {
        clause.rewrite(value -> segments(one.filledIn(value)) < ARN_SEGMENTS ? NO_ARN : value);
      }
    }
  },
  MASK_OF_NO_BITS {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (clause.is(KeyType.ADDRESS)) {
        clause.rewriteEach(
            value ->
                value.equals("0.0.0.0/0") ? List.of("0.0.0.0/1", "128.0.0.0/1") : List.of(value));
      }
    }
  },
  ADDRESS_WITHOUT_MASK {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (clause.is(KeyType.ADDRESS)) {
        clause.rewrite(
            value ->
                value.contains("/") ? value : value + (value.indexOf(':') >= 0 ? "/128" : "/32"));
      }
    }
  },
  VARIABLE_CUT_AT_ITS_COLON {
    @Override
    void rewrite(Clause clause, PolicyCase one) {
      if (one.knowsVariables() && clause.is(KeyType.ARN)) {
        clause.rewrite(
            value -> firstVariable(value) < endOfAccount(value) ? one.filledIn(value) : value);
      }
    }

    @Override
    String resource(String text, PolicyCase one) {
      boolean cut = one.knowsVariables() && FIRST_PART_WITH_VARIABLE.matcher(text).find();
      return !cut ? text : one.isWithoutValue(text) ? NO_ARN : one.filledIn(text);
    }
  },
  STAR_OVER_COLONS {
    @Override
    String resource(String text, PolicyCase one) {
      String[] named = one.json().get("resource").asText().split(":");
      List<String> parts = new ArrayList<>(List.of(text.split(":", -1)));
      int star = parts.indexOf("*");
      int missing = named.length - parts.size();
      if (star < 0 || missing <= 0 || parts.size() >= ARN_SEGMENTS || star == parts.size() - 1) {
        return text;
      }
      parts.remove(star);
      parts.addAll(star, List.of(named).subList(star, star + missing + 1));
      return String.join(":", parts);
    }
  },
  NOT_PRINCIPAL_IN_PART {
    @Override
    void rewriteStatement(ObjectNode statement, PolicyCase one) {
      if (statement.has("NotPrincipal") && !one.lists(statement.get("NotPrincipal"))) {
        statement.remove("NotPrincipal");
        statement.put("Principal", "*");
      }
    }
  },
  ROLE_WITHOUT_ITS_PATH {
    @Override
    String principal(String text, PolicyCase one) {
      Requester requester = one.requester();
      String roles = "arn:aws:iam::" + requester.account() + ":role/";
      boolean named = requester.isSession() && text.equals(roles + requester.name());
      return named && !text.equals(requester.principalArn()) ? roles + "no-role" : text;
    }
  },
  UNIQUE_ID {
    @Override
    String principal(String text, PolicyCase one) {
      boolean named = one.requester().isEntity() && text.equals(one.json().path("id").asText());
      return named ? one.requester().principalArn() : text;
    }
  };

  private static final int ARN_SEGMENTS = 6;
  private static final String NO_ARN = "arn:aws:none:none:none:none";
  private static final Pattern FIRST_PART_WITH_VARIABLE =
      Pattern.compile("^([^:]*:){5}[^/:]*\\$\\{[^}]*[/:]");

  /** The case as the rule of this class reads it; the same when the rule has nothing to say. */
  JsonNode rewritten(JsonNode json) {
    JsonNode copy = json.deepCopy();
    PolicyCase one = new PolicyCase(json);
    for (String element : List.of("identity", "boundary", "resourcePolicy")) {
      for (JsonNode statement : copy.path(element).findParents("Effect")) {
        rewriteStatement((ObjectNode) statement, one);
        rewriteTexts((ObjectNode) statement, one);
        Clause.of((ObjectNode) statement, one.context()).forEach(clause -> rewrite(clause, one));
      }
    }
    return copy;
  }

  private void rewriteTexts(ObjectNode statement, PolicyCase one) {
    rewrite(statement, "Resource", text -> resource(text, one));
    rewrite(statement, "NotResource", text -> notResource(resource(text, one), one));
    for (String element : List.of("Principal", "NotPrincipal")) {
      if (statement.path(element).has("AWS")) {
        rewrite((ObjectNode) statement.get(element), "AWS", text -> principal(text, one));
      }
    }
  }

  private static void rewrite(ObjectNode parent, String name, UnaryOperator<String> rewriting) {
    JsonNode value = parent.path(name);
    if (value.isTextual()) {
      parent.put(name, rewriting.apply(value.asText()));
    } else if (value.isArray()) {
      ArrayNode all = parent.arrayNode();
      value.forEach(text -> all.add(rewriting.apply(text.asText())));
      parent.set(name, all);
    }
  }

  void rewriteStatement(ObjectNode statement, PolicyCase one) {}

  void rewrite(Clause clause, PolicyCase one) {}

  String resource(String text, PolicyCase one) {
    return text;
  }

  String notResource(String text, PolicyCase one) {
    return text;
  }

  String principal(String text, PolicyCase one) {
    return text;
  }

  private static boolean isText(Clause clause) {
    return clause.is(KeyType.STRING) || clause.is(KeyType.ARN);
  }

  /** A value that no request of the cases has. */
  private static String nothing(Clause clause) {
    return clause.is(KeyType.ARN) ? NO_ARN : "no such value";
  }

  private static int segments(String arn) {
    return arn.split(":", -1).length;
  }

  private static int firstVariable(String text) {
    return text.contains("${") ? text.indexOf("${") : text.length();
  }

  private static int endOfAccount(String arn) {
    int end = -1;
    for (int i = 1; i < ARN_SEGMENTS && end < arn.length(); i++) {
      int next = arn.indexOf(':', end + 1);
      end = next < 0 ? arn.length() : next;
    }
    return end;
  }

  private static boolean isOfAnotherType(Clause clause) {
    String actual = clause.actual().asText();
    return clause.is(KeyType.NUMBER) && !actual.matches("-?\\d+(\\.\\d+)?")
        || clause.is(KeyType.DATE) && !actual.matches("\\d{4}-.*|\\d{5,}")
        || clause.is(KeyType.ADDRESS) && !actual.matches("\\d+(\\.\\d+){3}|[0-9a-f]+:[0-9a-f:]+")
        || clause.is(KeyType.ARN) && segments(actual) < ARN_SEGMENTS;
  }

  private static boolean isEpoch(String text) {
    return text.matches("\\d{5,}");
  }

  /** A moment as seconds or as text. */
  private static String date(String text, boolean epoch) {
    Instant instant =
        switch (text.length()) {
          case 4 -> LocalDate.parse(text + "-01-01").atStartOfDay(ZoneOffset.UTC).toInstant();
          case 7 -> LocalDate.parse(text + "-01").atStartOfDay(ZoneOffset.UTC).toInstant();
          case 10 ->
              isEpoch(text)
                  ? Instant.ofEpochSecond(Long.parseLong(text))
                  : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
          default -> OffsetDateTime.parse(text).toInstant();
        };
    return epoch && instant.getNano() == 0
        ? String.valueOf(instant.getEpochSecond())
        : instant.toString();
  }
}
