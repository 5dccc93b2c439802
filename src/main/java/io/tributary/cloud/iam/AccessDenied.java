package io.tributary.cloud.iam;

import java.util.Optional;

/**
 * The decision behind a denied call. It is the cause of the AWS exception that the caller gets, so
 * that who called inside the cloud can write the reason down; no wire format carries it.
 */
public final class AccessDenied extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Decision decision;

  public AccessDenied(Decision decision) {
    super(decision.cause().name(), null, false, false);
    this.decision = decision;
  }

  public Decision decision() {
    return decision;
  }

  /** The decision behind a failed call, if it failed for lack of permission. */
  public static Optional<Decision> behind(Throwable failure) {
    return failure.getCause() instanceof AccessDenied denied
        ? Optional.of(denied.decision)
        : Optional.empty();
  }
}
