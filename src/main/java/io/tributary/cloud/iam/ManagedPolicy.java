package io.tributary.cloud.iam;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** A customer managed policy: one document, in up to five versions, at many users and roles. */
final class ManagedPolicy {

  /** One state of the document. */
  record Version(PolicyDocument document, Instant created) {}

  private final String name;
  private final String arn;
  private final String id;
  private final String path;
  private final String description;
  private final Instant created;
  private final SortedMap<Integer, Version> versions = new TreeMap<>();
  private int newest;
  private int inForce;

  ManagedPolicy(
      String name, String arn, String id, String path, String description, Instant created) {
    this.name = name;
    this.arn = arn;
    this.id = id;
    this.path = path;
    this.description = description;
    this.created = created;
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  String id() {
    return id;
  }

  String path() {
    return path;
  }

  /** Null when it has none. */
  String description() {
    return description;
  }

  Instant created() {
    return created;
  }

  /** By number; a number is never given twice. */
  SortedMap<Integer, Version> versions() {
    return versions;
  }

  /** Adds a version, which is not in force yet, and gives its number. */
  int add(PolicyDocument document, Instant now) {
    versions.put(++newest, new Version(document, now));
    return newest;
  }

  /** The number of the version in force, which AWS calls the default one. */
  int inForce() {
    return inForce;
  }

  void putInForce(int version) {
    inForce = version;
  }

  AttachedPolicy asAttached() {
    return new AttachedPolicy("managed policy " + name, versions.get(inForce).document());
  }

  AttachedPolicy asBoundary() {
    return new AttachedPolicy("permissions boundary " + name, versions.get(inForce).document());
  }
}
