package io.tributary.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How pages of help are laid out. */
final class HelpPages {

  private static final int NARROWEST = 60;
  private static final int WIDEST = 200;
  private static final int USUAL = 100;

  private HelpPages() {}

  /**
   * Makes a command and those under it fill so many columns; without a number, those of the
   * process's terminal.
   */
  static void fit(CommandLine command, Optional<String> columns) {
    command.setUsageHelpWidth(columns.map(HelpPages::within).orElse(USUAL));
    // Asked only once help is printed, of another process.
    command.setUsageHelpAutoWidth(columns.isEmpty());
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, new Examples());
    command.setHelpSectionMap(command.getHelpSectionMap());
  }

  private static int within(String columns) {
    return columns.matches("\\d{1,9}")
        ? Math.min(WIDEST, Math.max(NARROWEST, Integer.parseInt(columns)))
        : USUAL;
  }

  /** What is there to be copied, so that no line of it may be broken. */
  private static final class Examples implements IHelpSectionRenderer {

    @Override
    public String render(Help help) {
      StringBuilder lines = new StringBuilder();
      for (String line : help.commandSpec().usageMessage().footer()) {
        lines.append(line).append(System.lineSeparator());
      }
      return lines.toString();
    }
  }
}
