package io.tributary.cloud.iam.oracle;

import java.util.List;
import java.util.stream.Stream;

/** The types of condition keys, each with its operators, keys of it, and values near each other. */
enum KeyType {
  STRING(
      List.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike"),
      List.of("sqs:Label", "sqs:Labels", "aws:TagKeys", "aws:RequestTag/team"),
      List.of(
          "aws:username",
          "aws:userid",
          "aws:PrincipalAccount",
          "aws:PrincipalType",
          "aws:PrincipalServiceName",
          "aws:SourceAccount",
          "aws:RequestedRegion",
          "aws:ResourceAccount",
          "aws:PrincipalTag/team",
          "aws:PrincipalTag/TEAM",
          "aws:PrincipalTag/none"),
      List.of("jane", "Jane", "joe", "jane-q", "a*b", "red/blue", "red"),
      List.of("j?ne", "ja*", "*", "*-q", "", "RED")),
  NUMBER(
      List.of(
          "NumericEquals",
          "NumericNotEquals",
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals"),
      List.of("sqs:Size", "sqs:Sizes"),
      List.of("aws:MultiFactorAuthAge"),
      List.of("1", "2", "10", "1.5", "-3", "2.0"),
      List.of("0", "9.99", "10.0", "-2.5", "100000000000")),
  DATE(
      List.of(
          "DateEquals",
          "DateNotEquals",
          "DateLessThan",
          "DateLessThanEquals",
          "DateGreaterThan",
          "DateGreaterThanEquals"),
      List.of("sqs:Sent", "sqs:Dates"),
      List.of("aws:CurrentTime", "aws:EpochTime", "aws:TokenIssueTime"),
      List.of("2025-01-15T12:00:00Z", "2025-01-15T12:00:01Z", "2024-12-31T23:59:59Z"),
      List.of(
          "2025-01-15",
          "2025-01-15T13:00:00+01:00",
          "2025-01-15T12:00:00.500Z",
          "2025-01",
          "2025",
          "1736942400",
          "1736942401")),
  BOOL(
      List.of("Bool"),
      List.of("sqs:Urgent"),
      List.of(
          "aws:SecureTransport",
          "aws:PrincipalIsAWSService",
          "aws:ViaAWSService",
          "aws:MultiFactorAuthPresent"),
      List.of("true", "false"),
      List.of("True", "FALSE")),
  BINARY(
      List.of("BinaryEquals"),
      List.of("sqs:Digest"),
      List.of(),
      List.of("aGVsbG8=", "d29ybGQ="),
      List.of("aGVsbG9v")),
  ADDRESS(
      List.of("IpAddress", "NotIpAddress"),
      List.of("sqs:Address", "sqs:Addresses"),
      List.of("aws:SourceIp"),
      List.of("203.0.113.7", "203.0.113.8", "10.0.0.1", "2001:db8::1", "2001:db8:1::1"),
      List.of(
          "203.0.113.0/24",
          "203.0.113.4/30",
          "203.0.113.7/32",
          "10.0.0.0/8",
          "0.0.0.0/0",
          "128.0.0.0/1",
          "2001:db8::/32",
          "2001:DB8::/48",
          "2001:db8:0:0:0:0:0:1",
          "::/0")),
  ARN(
      List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"),
      List.of("sqs:Origin", "sqs:Origins"),
      List.of("aws:PrincipalArn", "aws:SourceArn"),
      List.of(
          "arn:aws:sns:eu-west-1:111122223333:jane-topic",
          "arn:aws:sns:eu-west-1:111122223333:joe-topic",
          "arn:aws:events:eu-west-1:111122223333:rule/jane-bus/jane-rule",
          "arn:aws:logs:eu-west-1:111122223333:log-group:/jane/x:*",
          "arn:aws:iam::999988887777:user/jane"),
      List.of(
          "arn:aws:sns:*:*:jane-*",
          "arn:aws:sns:*:111122223333:*",
          "arn:aws:*:*:*:*",
          "arn:*:sns:eu-west-?:1111*3333:j*e-topic",
          "arn:aws:events:eu-west-1:111122223333:rule/*",
          "arn:aws:logs:*:*:log-group:*",
          "arn:aws:sns:*:jane-topic",
          "arn:aws:sns:*",
          "*"));

  private final List<String> operators;
  private final List<String> told;
  private final List<String> known;
  private final List<String> values;
  private final List<String> patterns;

  KeyType(
      List<String> operators,
      List<String> told,
      List<String> known,
      List<String> values,
      List<String> patterns) {
    this.operators = operators;
    this.told = told;
    this.known = known;
    this.values = values;
    this.patterns = patterns;
  }

  /** The type of an operator, which may have a prefix and a suffix; Null has none. */
  static KeyType ofOperator(String written) {
    String bare = written.substring(written.indexOf(':') + 1).replace("IfExists", "");
    return Stream.of(values())
        .filter(type -> type.operators.contains(bare))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(written));
  }

  List<String> operators() {
    return operators;
  }

  /** Keys that the service tells. */
  List<String> told() {
    return told;
  }

  /** Keys that follow from caller, time and resource. */
  List<String> known() {
    return known;
  }

  /** What a request may hold, and a policy too. */
  List<String> samples() {
    return values;
  }

  /** What only a policy holds. */
  List<String> patterns() {
    return patterns;
  }

  /** Whether the values of its operators know policy variables. */
  boolean knowsVariables() {
    return this == STRING || this == ARN;
  }
}
