package io.tributary.cloud.iam;

/** A customer managed policy: one document at many users and roles. */
final class ManagedPolicy {

  private final String name;
  private final String arn;
  private final PolicyDocument document;

  ManagedPolicy(String name, String arn, PolicyDocument document) {
    this.name = name;
    this.arn = arn;
    this.document = document;
  }

  String arn() {
    return arn;
  }

  AttachedPolicy asAttached() {
    return new AttachedPolicy("managed policy " + name, document);
  }

  AttachedPolicy asBoundary() {
    return new AttachedPolicy("permissions boundary " + name, document);
  }
}
