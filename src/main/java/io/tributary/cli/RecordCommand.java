package io.tributary.cli;

import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * What {@code up --watch} runs in a process of its own, so that changed classes are loaded afresh.
 * Its output has the program's secrets, for it is a pipe to the process that deploys them.
 */
@Command(
    name = "record",
    hidden = true,
    description = "Prints the resources that the program asks for, as JSON.")
final class RecordCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private StackOptions options;

  RecordCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    print(options.load(terminal), terminal);
    return ExitCode.OK;
  }

  static void print(Program program, Terminal terminal) {
    terminal.out().println(ProgramRecorder.record(program).toJsonWithSecrets());
  }
}
