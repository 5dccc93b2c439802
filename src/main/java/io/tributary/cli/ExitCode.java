package io.tributary.cli;

/** What the process tells by its exit code; {@code --help} lists them. */
final class ExitCode {

  /** Done, and all was well. */
  static final int OK = 0;

  /**
   * The command ran and found something wrong: an event that did not arrive or is not known, a
   * resource that cannot be deployed, a permission too few or too many.
   */
  static final int FOUND = 1;

  /** Wrong use: an unknown option, a stack's config that is not right, a busy port. */
  static final int USAGE = 2;

  /**
   * Who read the output has gone, as {@code head} does: what a shell tells of a process that
   * SIGPIPE ended, which Java ignores.
   */
  static final int READER_GONE = 141;

  /** What help says of {@link #OK}. */
  static final String WELL = "0:done, and all was well";

  /** What help says of {@link #USAGE}, as far as it is true of every command. */
  static final String WRONG =
      "2:wrong use of an option, a mistake in the stack's config, a program that fails";

  /** What help says of {@link #READER_GONE}, where a command ends by itself. */
  static final String GONE =
      READER_GONE + ":who read the output has gone, as head does, whatever was found";

  private ExitCode() {}
}
