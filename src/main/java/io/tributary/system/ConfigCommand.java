package io.tributary.system;

/**
 * Commands that change a stack's config, for a person to paste. A key of the project's has its
 * namespace: without it, in another folder, it would be another project's.
 *
 * @param project the {@code name} of its {@code Pulumi.yaml}
 * @param stack the stack's name
 */
record ConfigCommand(String project, String stack) {

  /** Where to paste them, to be said before. */
  String where() {
    return "in the folder with the Pulumi.yaml of " + project;
  }

  /**
   * Sets a key.
   *
   * @param key with its namespace if it is not the project's
   */
  String set(String key, String value) {
    return "pulumi config set %s %s%s".formatted(named(key), ShellWord.of(value), ofStack());
  }

  /**
   * Removes a key.
   *
   * @param key with its namespace if it is not the project's
   */
  String remove(String key) {
    return "pulumi config rm %s%s".formatted(named(key), ofStack());
  }

  private String named(String key) {
    return ShellWord.of(key.contains(":") ? key : project + ":" + key);
  }

  private String ofStack() {
    return " --stack " + ShellWord.of(stack);
  }
}
