package io.tributary.local;

/** WIP */
final class DeployingUser {
  static final String WITHOUT_USERNAME = "deployer";
}
