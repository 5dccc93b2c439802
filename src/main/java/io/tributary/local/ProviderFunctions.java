package io.tributary.local;

import io.tributary.cloud.account.Account;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The functions of the AWS provider that a program may call. */
final class ProviderFunctions {

  private ProviderFunctions() {}

  /** What each function answers, by its token. */
  static SortedMap<String, Map<String, Object>> answers(Account account, String username) {
    SortedMap<String, Map<String, Object>> answers = new TreeMap<>();
    answers.put("aws:index/getCallerIdentity:getCallerIdentity", callerIdentity(account, username));
    answers.put("aws:index/getRegion:getRegion", region(account));
    answers.put("aws:index/getPartition:getPartition", partition(account));
    return answers;
  }

  private static Map<String, Object> callerIdentity(Account account, String username) {
    String user = Objects.requireNonNullElse(username, DeployingUser.WITHOUT_USERNAME);
    return Map.of(
        "accountId", account.id(),
        "arn", account.globalArn("iam", "user/" + user),
        "id", account.id(),
        "userId", "AIDA" + user.toUpperCase(Locale.ROOT));
  }

  private static Map<String, Object> region(Account account) {
    return Map.of(
        "name", account.region(),
        "id", account.region(),
        "description", account.region(),
        "endpoint", "ec2." + account.region() + ".amazonaws.com");
  }

  private static Map<String, Object> partition(Account account) {
    return Map.of(
        "partition",
        account.partition(),
        "id",
        account.partition(),
        "dnsSuffix",
        "amazonaws.com",
        "reverseDnsPrefix",
        "com.amazonaws");
  }
}
