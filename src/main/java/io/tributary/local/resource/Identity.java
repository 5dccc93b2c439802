package io.tributary.local.resource;

import io.tributary.cloud.account.Account;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Which resource it is, and where.
 *
 * @param urn its Pulumi URN
 * @param name its name in the program, not in AWS
 * @param account where it lands
 */
public record Identity(String urn, String name, Account account) {

  /**
   * The name in AWS of a resource whose program gives it none: as with the real provider, the
   * program's name and seven hex digits; but always the same ones for the same URN.
   *
   * <p>See www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
   */
  String autoName() {
    return name + "-" + uuid().substring(0, 7);
  }

  /** An id that AWS would draw at random, made from the URN. */
  String uuid() {
    return UUID.nameUUIDFromBytes(urn.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** An ARN in the resource's account and region. */
  String arn(String service, String resource) {
    return account.arn(service, resource);
  }
}
