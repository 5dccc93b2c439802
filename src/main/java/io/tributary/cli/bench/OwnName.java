package io.tributary.cli.bench;

import java.util.UUID;
import software.amazon.awssdk.services.sts.StsClient;

/** Names for what is made at an endpoint. */
final class OwnName {

  private OwnName() {}

  /** A new one that begins with the caller's own name, for a user may touch nothing else. */
  static String at(Target target) {
    try (StsClient sts = target.pointed(StsClient.builder()).build()) {
      String caller = sts.getCallerIdentity().arn();
      String user = caller.contains("/") ? caller.substring(caller.lastIndexOf('/') + 1) + "-" : "";
      return user + "bench-" + UUID.randomUUID().toString().substring(0, 8);
    }
  }
}
