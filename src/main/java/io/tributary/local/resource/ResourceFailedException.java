package io.tributary.local.resource;

/** AWS took the call, but what it made does not work; the message is AWS's reason. */
public final class ResourceFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ResourceFailedException(String reason) {
    super(reason);
  }
}
