package io.tributary.cloud.sns;

import java.util.List;

/** Message attributes that are not written as AWS takes them; the message tells every problem. */
public final class MalformedAttributesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedAttributesException(List<String> problems) {
    super(String.join("; ", problems));
  }
}
