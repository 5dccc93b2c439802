package io.tributary.system;

/** A text as one word of a command line that a person may paste. */
public final class ShellWord {

  private ShellWord() {}

  /** The text itself where no shell takes it for anything else, otherwise quoted. */
  public static String of(String text) {
    return text.matches("[A-Za-z0-9_./:=@+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
