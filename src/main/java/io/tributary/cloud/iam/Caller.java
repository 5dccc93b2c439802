package io.tributary.cloud.iam;

/**
 * A principal and how its request came in.
 *
 * @param principal who asks
 * @param secureTransport what {@code aws:SecureTransport} says: whether the request came over TLS
 * @param sourceIp what {@code aws:SourceIp} says; null for a call made inside the cloud, where AWS
 *     has no address to show either
 */
public record Caller(Principal principal, boolean secureTransport, String sourceIp) {

  /** A caller on this machine, who comes through the gateway. */
  public Caller(Principal principal, boolean secureTransport) {
    this(principal, secureTransport, "127.0.0.1");
  }

  /** A caller inside the cloud, over TLS, as every AWS service is. */
  public static Caller of(Principal principal) {
    return new Caller(principal, true, null);
  }
}
