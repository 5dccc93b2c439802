package io.tributary.local.resource;

/** AWS made the resource, but it does not work or is not whole; the message is AWS's reason. */
public final class ResourceFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ResourceFailedException(String reason) {
    super(reason);
  }

  /** The resource is there, but a further call that belongs to its creation failed. */
  ResourceFailedException(Throwable furtherCall) {
    super(furtherCall.getMessage(), furtherCall);
  }
}
