package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.LocalServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GreetingTest {

  @Test
  void print_namesTheConsolesAddress() {
    StringWriter printed = new StringWriter();
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      new Greeting(server, new PrintWriter(printed)).print();

      assertThat(printed.toString().lines())
          .contains("The console:  " + server.endpoint() + "/_tributary/");
    }
  }

  @Test
  void print_endsWithWhatToPasteElsewhere() {
    StringWriter printed = new StringWriter();
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      new Greeting(server, new PrintWriter(printed)).print();

      assertThat(printed.toString())
          .endsWith(
              """

              To reach it from another terminal, paste there:
                export AWS_ENDPOINT_URL=%s
                export AWS_REGION=eu-west-1
                export AWS_DEFAULT_REGION=eu-west-1
                export AWS_ACCESS_KEY_ID=jane
                export AWS_SECRET_ACCESS_KEY=local
                unset AWS_PROFILE AWS_SESSION_TOKEN
              Ctrl-C ends it.

              """
                  .formatted(server.endpoint()));
    }
  }
}
