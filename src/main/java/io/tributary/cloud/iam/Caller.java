package io.tributary.cloud.iam;

/**
 * A principal and how its request came in.
 *
 * @param principal who asks
 * @param secureTransport what {@code aws:SecureTransport} says: whether the request came over TLS
 */
public record Caller(Principal principal, boolean secureTransport) {

  /** A caller over TLS, as every AWS service is. */
  public static Caller of(Principal principal) {
    return new Caller(principal, true);
  }
}
