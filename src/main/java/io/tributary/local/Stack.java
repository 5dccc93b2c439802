package io.tributary.local;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.cloud.account.Account;
import java.util.Map;

/**
 * Where and as whom a program is deployed.
 *
 * @param project the name in Pulumi.yaml
 * @param name the stack's name, such as {@code dev}
 * @param partition usually {@code aws}
 * @param accountId twelve digits
 * @param region such as {@code eu-west-1}
 * @param username the IAM user that deploys, and the prefix of all names; null when the program's
 *     config names none
 */
public record Stack(
    @JsonProperty("project") String project,
    @JsonProperty("name") String name,
    @JsonProperty("partition") String partition,
    @JsonProperty("accountId") String accountId,
    @JsonProperty("region") String region,
    @JsonProperty("username") String username) {

  /** The account and region, with AWS's default quotas. */
  public Account account() {
    return new Account(partition, accountId, region, Map.of());
  }

  /** The ARN of a bus, which a rule, a target or a pipe may give by name or by ARN. */
  public String busArn(String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : account().arn("events", "event-bus/" + nameOrArn);
  }
}
