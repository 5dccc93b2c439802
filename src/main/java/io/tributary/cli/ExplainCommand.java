package io.tributary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.console.Console;
import io.tributary.route.Route;
import io.tributary.route.RouteText;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells where one event went, or where and why it stopped. */
@Command(
    name = "explain",
    description = {
      "Tells the hops of one event in a running 'tributary up'; of one that did not arrive, the hop where it stopped,"
          + " the reason, and the statement that would let it pass."
    },
    exitCodeList = {
      ExitCode.WELL,
      "1:an event that is not known, or that did not get where it was meant to: denied, failed or lost on one of its ways,"
          + " or filtered out on all of them",
      "2:wrong use: an option, a port at which no cloud answers",
      ExitCode.GONE
    },
    footer = {
      "",
      "Examples:",
      "  tributary explain 692AFD4F-D667-4517-829A-5F88F3430D27",
      "  tributary explain '#17'",
      "  tributary explain --last"
    })
final class ExplainCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Terminal terminal;

  @ArgGroup(multiplicity = "1")
  private Event event;

  @Option(
      names = "--earlier",
      paramLabel = "N",
      description =
          "of several events with the same ID the N-th before the newest (default: the newest)")
  private Integer earlier;

  @Option(
      names = "--port",
      description =
          "port of the running cloud (default: that of AWS_ENDPOINT_URL where it names this machine, else 4566)")
  private int port = Ports.ofEnvironment(System.getenv("AWS_ENDPOINT_URL"));

  @Option(names = "--json", description = "print the route as JSON")
  private boolean json;

  static final class Event {
    @Parameters(
        paramLabel = "ID",
        description =
            "the event_id in its payload, the id that SNS, SQS or EventBridge gave it, or the number that 'tributary up' prints of it")
    private String id;

    @Option(
        names = "--last",
        description =
            "the event that was published last (the notification of an alarm does not count)")
    private boolean last;
  }

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    check();
    Route route = fetch();
    if (json) {
      terminal.printJson(route);
    } else {
      print(route);
    }
    return route.stopped() ? ExitCode.FOUND : ExitCode.OK;
  }

  private void check() {
    if (event.id != null && event.id.isBlank()) {
      throw new CommandException(
          ExitCode.USAGE, "'" + event.id + "' is no id; give the event's, or --last");
    }
    if (earlier != null && event.last) {
      throw new CommandException(
          ExitCode.USAGE, "--earlier goes with an ID: the events with the same one are counted");
    }
    if (earlier != null && earlier < 1) {
      throw new CommandException(ExitCode.USAGE, "--earlier takes 1 or more, got " + earlier);
    }
  }

  private void print(Route route) {
    terminal.out().println("First seen " + route.started() + others(route));
    RouteText.lines(route).forEach(terminal.out()::println);
  }

  private String others(Route route) {
    if (route.others() == 0) {
      return "";
    }
    return earlier == null
        ? "; %s %s the same id, this is the newest; --earlier 1 tells of the one before"
            .formatted(
                Counted.of(route.others(), "earlier event"), route.others() == 1 ? "has" : "have")
        : "; number %s before the newest of %s events with this id"
            .formatted(earlier, route.others() + 1);
  }

  private Route fetch() throws IOException {
    URI uri = URI.create("http://localhost:" + Ports.toReach(port) + Console.ROUTE + query());
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    try {
      return read(connection);
    } catch (IOException failed) {
      throw unanswered(failed);
    }
  }

  private String query() {
    return event.last
        ? ""
        : "?id="
            + URLEncoder.encode(event.id, StandardCharsets.UTF_8)
            + (earlier == null ? "" : "&earlier=" + earlier);
  }

  CommandException unanswered(IOException failed) {
    if (failed instanceof ConnectException) {
      return new CommandException(
          ExitCode.USAGE,
          "no local cloud answers at localhost:"
              + port
              + "; start one with 'tributary up', or name its port with --port");
    }
    if (failed instanceof SocketTimeoutException) {
      return new CommandException(
          ExitCode.USAGE,
          "what listens at localhost:%s did not answer within %s s: it may be busy, or stopped (Ctrl-Z); try again"
              .formatted(port, PATIENCE.toSeconds()));
    }
    return otherServer(failed.getMessage());
  }

  /** Any server may listen there, and answer anything: only what is a route counts as one. */
  private Route read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_NOT_FOUND
        && Console.NO_SUCH_EVENT.equals(message(connection))) {
      throw new CommandException(ExitCode.FOUND, notFound());
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw otherServer("HTTP " + status);
    }
    try (InputStream body = connection.getInputStream()) {
      return JSON.readValue(body, Route.class);
    } catch (JsonProcessingException notOurs) {
      throw otherServer("its answer is no route");
    }
  }

  private static String message(HttpURLConnection connection) throws IOException {
    try (InputStream body = connection.getErrorStream()) {
      return body == null ? null : JSON.readTree(body).path("message").textValue();
    } catch (JsonProcessingException notOurs) {
      return null;
    }
  }

  private CommandException otherServer(String why) {
    return new CommandException(
        ExitCode.USAGE,
        "what answers at localhost:"
            + port
            + " is no local cloud of tributary ("
            + why
            + "); name the port of 'tributary up' with --port");
  }

  private String notFound() {
    if (earlier != null) {
      return "the journal has no event with the id '%s' that is number %s before the newest; leave out --earlier to see how many it has"
          .formatted(event.id, earlier);
    }
    return event.last
        ? "no event was published yet; paste the export lines that 'tributary up' printed, and then"
            + " the command below them that publishes"
        : "no event with the id '"
            + event.id
            + "' is in the journal; an id is the event_id in the payload (no other field), what SNS, SQS or"
            + " EventBridge gave it, or its number in what 'tributary up' prints, as '#17'. Or it was never published"
            + " here, or newer hops have pushed it out (the journal keeps 100,000, and 64 MiB); of ids that differ in"
            + " case only, give one exactly";
  }
}
