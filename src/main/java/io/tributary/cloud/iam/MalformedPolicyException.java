package io.tributary.cloud.iam;

/** A policy document that AWS would not accept; the message says where and why. */
public final class MalformedPolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedPolicyException(String message) {
    super(message);
  }
}
