package io.tributary.cloud.iam;

/** A user of the account. */
final class IamUser extends IamEntity {

  IamUser(String name, String arn, String id, java.time.Instant created) {
    super(name, arn, id, "/", created);
  }

  @Override
  String noun() {
    return "user";
  }
}
