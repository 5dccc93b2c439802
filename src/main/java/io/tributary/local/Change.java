package io.tributary.local;

/**
 * What a deployment did to a resource.
 *
 * @param kind what was done
 * @param resource as it is now; a deleted one as it was
 */
public record Change(Kind kind, GraphResource resource) {

  /** What can be done to a resource, as Pulumi tells it. */
  public enum Kind {
    CREATED,
    UPDATED,
    /** Deleted and made anew: what it held is gone. */
    REPLACED,
    DELETED
  }
}
