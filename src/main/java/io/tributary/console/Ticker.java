package io.tributary.console;

import io.tributary.cloud.gateway.http.HttpReply;
import io.tributary.cloud.gateway.http.HttpStream;
import io.tributary.cloud.journal.Hop;
import io.tributary.local.LocalServer;
import io.tributary.local.ResourceGraph;
import io.tributary.topology.Node;
import io.tributary.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells open pages what happens, by <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>:
 * five times a second all that has changed, whether one event passed or a thousand; nothing while
 * nothing happens, but for a comment now and then, by which dead connections are noticed. While no
 * page is open it does nothing at all.
 *
 * <p>A page that reads too slowly misses ticks, never gets old ones late: the first that it takes
 * again tells the state of every node.
 */
final class Ticker {

  static final String NAME = "api/stream";

  /**
   * Pages that may be open at once. Browsers open six connections to one host; were all of them
   * such streams, nothing else could be asked.
   */
  static final int MOST_PAGES = 5;

  private static final Duration EVERY = Duration.ofMillis(200);
  private static final int TICKS_UNTIL_COMMENT = 75;
  private static final double SECONDS_OF_RATE = Traffic.LOOKS * EVERY.toMillis() / 1_000.0;
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] MAP = event("map", Map.of());

  /** What a node shows. */
  record State(Integer visible, Integer inFlight, Integer delayed, double rate) {}

  /** An open page, whose map it has drawn, and whether it has missed something. */
  private static final class Page {
    private final HttpStream stream;
    private ResourceGraph drawn;
    private boolean behind = true;

    private Page(HttpStream stream, ResourceGraph drawn) {
      this.stream = stream;
      this.drawn = drawn;
    }

    /** Tells it that the deployment changed, if it has not heard; whether it has by now. */
    private boolean hasHeardOf(ResourceGraph deployed) {
      if (drawn != deployed) {
        behind = true;
        drawn = stream.send(MAP) ? deployed : drawn;
      }
      return drawn == deployed;
    }
  }

  private record Tick(
      String time,
      boolean paused,
      Map<String, State> nodes,
      List<Object> passes,
      Map<String, Long> events) {}

  private final LocalServer server;
  private final Chart chart;
  private final Traffic traffic = new Traffic();
  private final List<Page> pages = new ArrayList<>();
  private Map<String, State> told = new LinkedHashMap<>();
  private ResourceGraph graph;
  private long newestTrace;
  private boolean ticking;
  private boolean paused;
  private int quiet;

  Ticker(LocalServer server, Chart chart) {
    this.server = server;
    this.chart = chart;
    server.journal().listen(this::passed);
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.page(NAME, request -> stream()));
  }

  private HttpReply stream() {
    if (pages.size() == MOST_PAGES) {
      throw Refusal.busy(
          MOST_PAGES + " pages of the console are open already; close one of them first");
    }
    return new HttpReply(200, "text/event-stream", Map.of(), COMMENT, this::open);
  }

  private void open(HttpStream stream) {
    Page page = new Page(stream, chart.graph());
    stream.whenClosed(() -> pages.remove(page));
    pages.add(page);
    if (!ticking) {
      begin();
    }
  }

  private void begin() {
    ticking = true;
    traffic.clear();
    told = new LinkedHashMap<>();
    graph = chart.graph();
    newestTrace = server.journal().newestTrace();
    quiet = 0;
    server.serverLoop().schedule(EVERY, this::tick);
  }

  private void passed(Hop hop) {
    if (pages.isEmpty()) {
      return;
    }
    traffic.add(chart.topology(), hop);
    if (hop.trace() > newestTrace) {
      newestTrace = hop.trace();
      traffic.accept();
    }
  }

  private void tick() {
    if (pages.isEmpty()) {
      ticking = false;
      return;
    }
    server.serverLoop().schedule(EVERY, this::tick);
    if (graph != chart.graph()) {
      graph = chart.graph();
      told.clear();
    }
    Map<String, State> states = states(chart.topology());
    Map<String, State> changed = new LinkedHashMap<>(states);
    changed.entrySet().removeAll(told.entrySet());
    told = states;
    tell(states, changed);
    traffic.looked();
  }

  private void tell(Map<String, State> states, Map<String, State> changed) {
    Tick tick = tickOf(changed);
    boolean news = !changed.isEmpty() || !tick.passes().isEmpty() || tick.paused() != paused;
    paused = tick.paused();
    quiet = news ? 0 : quiet + 1;
    byte[] small = news ? event("tick", tick) : quiet % TICKS_UNTIL_COMMENT == 0 ? COMMENT : null;
    byte[] whole = null;
    for (Page page : List.copyOf(pages)) {
      if (!page.hasHeardOf(graph)) {
        continue;
      }
      if (page.behind) {
        whole = whole == null ? event("tick", tickOf(states)) : whole;
        page.behind = !page.stream.send(whole);
      } else if (small != null) {
        page.behind = !page.stream.send(small);
      }
    }
  }

  private Tick tickOf(Map<String, State> nodes) {
    return new Tick(
        server.cloud().loop().now().toString(),
        server.paused(),
        nodes,
        traffic.passes(),
        Map.of("accepted", traffic.accepted()));
  }

  private Map<String, State> states(Topology topology) {
    Map<String, State> states = new LinkedHashMap<>();
    for (Node node : topology.nodes()) {
      states.put(node.id(), new State(null, null, null, rate(node.id())));
    }
    server
        .cloud()
        .sqs()
        .inventory()
        .forEach(
            queue ->
                states.put(
                    queue.arn(),
                    new State(
                        queue.visible(), queue.inFlight(), queue.delayed(), rate(queue.arn()))));
    return states;
  }

  private double rate(String node) {
    return traffic.recent(node) / SECONDS_OF_RATE;
  }

  private static byte[] event(String name, Object data) {
    String json = new String(Json.bytes(data), StandardCharsets.UTF_8);
    return ("event: " + name + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
