package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CheckoutTest {

  private static final String ADVICE =
      """
      [ERROR]\s
      [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
      [ERROR] Re-run Maven using the -X switch to enable full debug logging.
      [ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException
      """;

  /** Its class is newer, though it was compiled from what was there before. */
  @Test
  void compile_takesASourceForChanged_thatWasSavedWhileItWasCompiled() throws IOException {
    String granularity = "-DlastModGranularityMs=-600000";

    assertThat(Checkout.MAVEN).contains(granularity);
    assertThat(Files.readString(Path.of("scripts/tributary"))).contains(granularity);
  }

  @Test
  void compilersWords_tellAnErrorOnce_withoutMavensAdvice() {
    String output =
        """
        \u001b[0m\u001b[0m[ERROR] COMPILATION ERROR :\s
        [ERROR] /shop/A.java:[147,21] cannot find symbol
          symbol:   method undefined()
        [ERROR] Failed to execute goal org.apache:compiler (default) on project shop: Compilation failure
        [ERROR] /shop/A.java:[147,21] cannot find symbol
        [ERROR]   symbol:   method undefined()
        [ERROR] -> [Help 1]
        """
            + ADVICE;

    assertThat(Checkout.compilersWords(output).lines())
        .containsExactly(
            "COMPILATION ERROR : ",
            "/shop/A.java:[147,21] cannot find symbol",
            "  symbol:   method undefined()");
  }

  @Test
  void programsWords_areWithoutTheNameThatTheTellerPrints() {
    assertThat(Checkout.programsWords("tributary: warning: old\ntributary: The config is wrong"))
        .isEqualTo("warning: old\nThe config is wrong");
  }

  @Test
  void compilersWords_whereMavenItselfFails_areMavens() {
    String failure = "Failed to execute goal on project shop: Could not resolve dependencies";

    assertThat(Checkout.compilersWords("[ERROR] " + failure + " -> [Help 1]\n" + ADVICE))
        .isEqualTo(failure);
  }
}
