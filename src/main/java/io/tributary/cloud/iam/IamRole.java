package io.tributary.cloud.iam;

/** A role of the account. */
final class IamRole extends IamEntity {

  /** In seconds; AWS's default. */
  static final int DEFAULT_MAX_SESSION = 3_600;

  private AttachedPolicy trust;
  private String description;
  private int maxSessionSeconds = DEFAULT_MAX_SESSION;

  IamRole(String name, String arn, String id, String path, java.time.Instant created) {
    super(name, arn, id, path, created);
  }

  @Override
  String noun() {
    return "role";
  }

  /** Who may assume the role. */
  AttachedPolicy trust() {
    return trust;
  }

  void trust(PolicyDocument document) {
    trust = new AttachedPolicy("trust policy of role " + name(), document);
  }

  /** Null when it has none. */
  String description() {
    return description;
  }

  void description(String text) {
    description = text;
  }

  int maxSessionSeconds() {
    return maxSessionSeconds;
  }

  void maxSessionSeconds(int seconds) {
    maxSessionSeconds = seconds;
  }
}
