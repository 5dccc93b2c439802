package io.tributary.cloud.iam;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.api.TagLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * What the IAM API asks of names, paths, tags and documents.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
final class IamRules {

  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
  private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");
  private static final Pattern DOCUMENT = Pattern.compile("[\\t\\n\\r\\x20-\\u00FF]+");
  private static final String OF_TAGS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
  private static final Pattern TAG_KEY = Pattern.compile(OF_TAGS + "+");
  private static final Pattern TAG_VALUE = Pattern.compile(OF_TAGS + "*");
  private static final Pattern POLICY_ARN =
      Pattern.compile("arn:[a-z-]+:iam::(\\d{12}|aws):policy/([\\x21-\\x7E]+/)?[\\w+=,.@-]+");
  private static final int PATH_MAX = 512;
  private static final int ARN_MIN = 20;

  private IamRules() {}

  /**
   * Checks the name of a user, role or policy.
   *
   * @param field as the API names it, for example {@code roleName}
   * @param max the longest it may be
   */
  static String name(String field, String value, int max) {
    present(field, value);
    if (value.length() > max) {
      throw constraint(field, value, "have length less than or equal to " + max);
    }
    if (!NAME.matcher(value).matches()) {
      throw IamErrors.validation(
          "The specified value for "
              + field
              + " is invalid. It must contain only alphanumeric characters and/or the following:"
              + " +=,.@_-");
    }
    return value;
  }

  static String present(String field, String value) {
    if (value == null || value.isEmpty()) {
      throw missing(field);
    }
    return value;
  }

  /**
   * Checks that this is the ARN of one managed policy, in whichever account.
   *
   * @param field as the API names it, for example {@code policyArn}
   */
  static String policyArn(String field, String value) {
    if (present(field, value).length() < ARN_MIN) {
      throw constraint(field, value, "have length greater than or equal to " + ARN_MIN);
    }
    if (!POLICY_ARN.matcher(value).matches()) {
      throw IamErrors.invalidInput("ARN " + value + " is not valid.");
    }
    return value;
  }

  private static RuntimeException missing(String field) {
    return constraint(field, null, "not be null");
  }

  /** Checks a path; a missing one is {@code /}. */
  static String path(String value) {
    if (value == null) {
      return "/";
    }
    if (value.length() > PATH_MAX || !PATH.matcher(value).matches()) {
      throw IamErrors.validation(
          "The specified value for path is invalid. It must begin and end with / and contain only"
              + " alphanumeric characters and/or / characters.");
    }
    return value;
  }

  static void range(String field, int value, int least, int most) {
    if (value < least) {
      throw constraint(field, value, "have value greater than or equal to " + least);
    }
    if (value > most) {
      throw constraint(field, value, "have value less than or equal to " + most);
    }
  }

  private static AwsServiceException constraint(String field, Object value, String must) {
    return IamErrors.validation(ApiErrors.constraint(value, field, must));
  }

  /** Reads a policy document as the IAM API takes it. */
  static PolicyDocument document(String json, PolicyDocument.Kind kind) {
    if (!DOCUMENT.matcher(present("policyDocument", json)).matches()) {
      throw IamErrors.malformedPolicy(
          "The policy document may only contain characters of Latin-1, tabs and line ends.");
    }
    return PolicyDocument.parse(json, kind, IamErrors::malformedPolicy);
  }

  /** The size of a document as IAM counts it: without white space. */
  static int size(PolicyDocument document) {
    return (int) document.json().chars().filter(c -> !Character.isWhitespace(c)).count();
  }

  /** Puts new tags over those that are there. */
  static void tag(SortedMap<String, String> tags, List<Tag> added) {
    TagLimit.putAll(
        tags,
        checked(added),
        count ->
            IamErrors.limit(
                "The number of tags has reached the maximum limit of " + TagLimit.MOST + "."));
  }

  private static Map<String, String> checked(List<Tag> added) {
    Map<String, String> keys = new LinkedHashMap<>();
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : added) {
      check(tag);
      if (keys.put(tag.key().toLowerCase(Locale.ROOT), tag.key()) != null) {
        throw IamErrors.invalidInput(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
      tags.put(tag.key(), tag.value());
    }
    return tags;
  }

  /** See docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html */
  private static void check(Tag tag) {
    present("tags.member.key", tag.key());
    if (tag.value() == null) {
      throw missing("tags.member.value");
    }
    TagLimit.check(
        tag.key(),
        tag.value(),
        (limit, part) -> constraint("tags.member." + limit.part(), part, limit.must()));
    matching("tags.member.key", tag.key(), TAG_KEY);
    matching("tags.member.value", tag.value(), TAG_VALUE);
  }

  private static void matching(String field, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw constraint(field, value, "satisfy regular expression pattern: " + pattern.pattern());
    }
  }

  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
