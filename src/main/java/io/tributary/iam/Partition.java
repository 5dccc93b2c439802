package io.tributary.iam;

import java.util.Map;

/**
 * The groups of regions that AWS keeps apart: no account, ARN or credential of one is known in
 * another.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
public final class Partition {

  /**
   * Those other than {@code aws}, by how the names of their regions begin. What the SDK knows of
   * them is not asked: it loads over 300 classes.
   */
  private static final Map<String, String> OTHERS =
      Map.of(
          "cn-", "aws-cn",
          "us-gov-", "aws-us-gov",
          "eusc-", "aws-eusc",
          "us-iso-", "aws-iso",
          "us-isob-", "aws-iso-b",
          "eu-isoe-", "aws-iso-e",
          "us-isof-", "aws-iso-f");

  private Partition() {}

  /** The partition of a region, such as {@code aws-cn} of {@code cn-north-1}. */
  public static String of(String region) {
    return OTHERS.keySet().stream()
        .filter(region::startsWith)
        .findFirst()
        .map(OTHERS::get)
        .orElse("aws");
  }
}
