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
}
