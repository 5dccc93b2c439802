package io.tributary.cloud.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A user or role: what AWS calls an IAM entity, to which identity policies are attached. */
abstract class IamEntity {

  private final String name;
  private final String arn;
  private final String id;
  private final String path;
  private final java.time.Instant created;
  private final SortedMap<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final SortedMap<String, PolicyDocument> inline = new TreeMap<>();
  private final Map<String, ManagedPolicy> attached = new LinkedHashMap<>();
  private List<AttachedPolicy> policies = List.of();
  private ManagedPolicy boundary;

  IamEntity(String name, String arn, String id, String path, java.time.Instant created) {
    this.name = name;
    this.arn = arn;
    this.id = id;
    this.path = path;
    this.created = created;
  }

  /** {@code user} or {@code role}, as a person reads it. */
  abstract String noun();

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  /** The unique id, which no later entity of the same name gets again. */
  String id() {
    return id;
  }

  String path() {
    return path;
  }

  java.time.Instant created() {
    return created;
  }

  /**
   * The tags, whose keys are the same in any case.
   *
   * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
   */
  SortedMap<String, String> tags() {
    return tags;
  }

  SortedMap<String, PolicyDocument> inline() {
    return inline;
  }

  Map<String, ManagedPolicy> attached() {
    return attached;
  }

  /** The managed policy that bounds what the identity policies can grant; null when none does. */
  AttachedPolicy boundary() {
    return boundary == null ? null : boundary.asBoundary();
  }

  ManagedPolicy boundaryPolicy() {
    return boundary;
  }

  void bound(ManagedPolicy policy) {
    boundary = policy;
  }

  /** The identity policies, inline ones first. */
  List<AttachedPolicy> policies() {
    return policies;
  }

  /** To be called whenever an identity policy was put, attached, changed or taken away. */
  void policiesChanged() {
    List<AttachedPolicy> all = new ArrayList<>();
    inline.forEach(
        (policy, document) ->
            all.add(
                new AttachedPolicy(
                    "inline policy " + policy + " of " + noun() + " " + name, document)));
    attached.values().forEach(policy -> all.add(policy.asAttached()));
    policies = List.copyOf(all);
  }
}
