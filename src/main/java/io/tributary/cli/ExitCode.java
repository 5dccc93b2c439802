package io.tributary.cli;

/** What the process tells by its exit code; {@code --help} lists them. */
final class ExitCode {

  /** Done, and all was well. */
  static final int OK = 0;

  /**
   * The command ran and found something wrong: an event that did not arrive or is not known, a
   * permission too few or too many.
   */
  static final int FOUND = 1;

  /**
   * Wrong use: an unknown option, a stack's config that is not right, a program that cannot be
   * deployed, a busy port.
   */
  static final int USAGE = 2;

  private ExitCode() {}
}
