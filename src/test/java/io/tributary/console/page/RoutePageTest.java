package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Purchases;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The route of an event. */
class RoutePageTest extends ServedPage {

  /** Holds the answers about new hops back until they are released. */
  private static final String SLOW =
      "const ask = window.fetch; const held = new Promise((go) => { window.release = go; });"
          + " window.fetch = async (path, options) => { const answer = await ask(path, options);"
          + " if (/^api.events.\\w+-1\\?/.test(path)) { await held; } return answer; };";

  /** Tells that the open event has stopped, and of no new hop. */
  private static final String NO_NEW_HOP =
      "const ask = window.fetch; window.fetch = async (path, options) => {"
          + " const answer = await ask(path, options);"
          + " if (!/^api.events.\\w+-1\\?/.test(path)) { return answer; }"
          + " const event = { ...await answer.json(), hops: [], outcome: 'stopped',"
          + " endings: ['stopped there'] }; return Response.json(event); };";

  /**
   * Tells of so many hops, 1,200 at first, of which the fifth was denied; counts those that are
   * added to the page.
   */
  private static final String ENDLESS =
      "window.told = 1200; window.added = 0; new MutationObserver((changes) => changes.forEach("
          + "({ addedNodes }) => addedNodes.forEach((node) => {"
          + " window.added += node.matches?.('.hop') ? 1 : 0; })))"
          + ".observe(document.body, { childList: true, subtree: true });"
          + " const ask = window.fetch; window.fetch = async (path, options) => {"
          + " if (!/^api.events.\\w+-1/.test(path)) { return ask(path, options); }"
          + " const { hops: [hop], ...event } = await (await ask(path.split('?')[0], options)).json();"
          + " const hops = Array.from({ length: window.told },"
          + " (none, i) => ({ ...hop, number: i + 1, detail: `hop ${i + 1}` }));"
          + " Object.assign(hops[4], { outcome: 'denied', change: '{\"Sid\":\"AllowIt\"}' });"
          + " return Response.json({ ...event, hops }); };";

  @Test
  void aRouteTellsHowTheMessageWasWrapped() {
    publish("basket_updated", "wrapped-1");
    browser.open(server);

    openRoute();

    assertThat(browser.text(".hops")).contains("wrapped: the message before is now in");
  }

  /** An arrow would say that the pipe passes the event on to the queue that it took it from. */
  @Test
  void aPipeThatMayNotDeleteFailsAtItsSource() {
    restart(Purchases.whosePipeMayNotDelete());
    publish("basket_updated", "kept-1");
    browser.open(server, Chromium.event(server, 1));
    browser.until("both denials are shown", () -> browser.all(".hop.bad").size() > 1);

    assertThat(browser.all(".hop.bad .hop-head"))
        .extracting(head -> head.getText().replace("\n", " "))
        .anyMatch(head -> head.contains("pipe Pipe basket-events at SQS queue basket-events"));
  }

  /** A route shows bodies only: without the scope one would look for what was matched there. */
  @Test
  void aFilterPolicyIsToldWithWhatItLooksAt() {
    ResourceGraph whole = Purchases.recorded(Map.of());
    restart(
        whole.altered(
            whole
                .named("aws:sns/topicSubscription:TopicSubscription", "basket-events-subscription")
                .urn(),
            inputs -> {
              inputs.put("filterPolicy", "{\"carrier\":[\"dhl\"]}");
              return inputs;
            }));
    publish("basket_updated", "filtered-1");

    browser.open(server, Chromium.event(server, 1));

    browser.until("it is filtered", () -> browser.text(".hops").contains("pattern did not match"));
    assertThat(browser.text(".hops")).contains("on the message attributes");
  }

  @Test
  void aRouteIsFoundAgainByItsAddress() {
    publish("basket_updated", "address-1");

    browser.open(server, Chromium.event(server, 1));

    browser.until("the route is shown", () -> browser.text(".hops").contains("publish"));
    assertThat(browser.text("#panel")).contains("address-1");
  }

  @Test
  void anEventThatIsNotKnownIsToldAsSuch() {
    publish("basket_updated", "known-1");

    browser.open(server, Chromium.event(server, 4711));

    browser.until("it is refused", () -> browser.text("#panel .problem").contains("4711"));
  }

  @Test
  void anOpenRouteIsAskedForNoMoreOftenThanTheList() {
    publish("basket_updated", "open-1");
    browser.open(server, Chromium.event(server, 1));
    browser.until("the route is shown", () -> browser.all(".hops .hop").size() > 3);

    List<String> asked =
        browser.requestsUntil(5, "/api/events?", () -> publish("basket_updated", "other"));

    assertThat(Chromium.count(asked, "/api/events/"))
        .isBetween(1L, Chromium.count(asked, "/api/events?") + 1);
    assertThat(asked).noneMatch(url -> url.endsWith("-1"));
  }

  @Test
  void aRouteWhoseAnswerIsSlowIsAskedForOnceAtATime() {
    publish("basket_updated", "slow-1");
    browser.open(server, Chromium.event(server, 1));
    browser.until("it has arrived", () -> browser.text(".event-head").contains("arrived"));
    browser.script(SLOW);

    List<String> asked =
        browser.requestsUntil(5, "/api/events?", () -> send("jane-checkout-events-dlq", "{}"));
    assertThat(Chromium.count(asked, "/api/events/")).isLessThanOrEqualTo(1);
    sqs.receiveMessage(it -> it.queueUrl(queueUrl("jane-purchase-events")));
    browser.until("the message is in flight", () -> inFlight("purchase-events"));
    browser.script("window.release()");

    browser.until("the receipt is shown", () -> browser.text(".hops").contains("receive"));
  }

  private static boolean inFlight(String queue) {
    return browser.node("queue", queue).getDomAttribute("aria-label").contains("in flight");
  }

  @Test
  void aRouteOfEndlesslyManyHopsShowsTheFirstAndTheNewest() {
    publish("basket_updated", "endless-1");
    browser.open(server);
    browser.script(ENDLESS);

    browser.click("#events a");

    browser.until("it is shown", () -> !browser.all(".hops .hop").isEmpty());
    assertThat(browser.all(".hops .hop")).hasSize(1000);
    assertThat(browser.text("#panel")).contains("the first and the newest 999 are shown");
    assertThat(browser.text(".hops li:nth-child(1)")).contains("hop 1");
    assertThat(browser.text(".hops li:nth-child(2)")).contains("hop 202");
    assertThat(browser.text(".hops li:last-child")).contains("hop 1200");
  }

  @Test
  void aRouteOfEndlesslyManyHopsBuildsThoseThatItShowsOnly() {
    publish("basket_updated", "endless-1");
    browser.open(server);
    browser.script(ENDLESS);

    browser.click("#events a");

    browser.until("it is shown", () -> !browser.all(".hops .hop").isEmpty());
    assertThat(browser.script("return window.added")).isEqualTo(1000L);
  }

  @Test
  void whatToChangeAndTheWayStayThoughTheHopsThatToldThemAreNotShownAnyMore() {
    publish("basket_updated", "endless-1");
    browser.open(server);
    browser.script(ENDLESS);
    browser.click("#events a");
    browser.until("it is shown", () -> !browser.all(".hops .hop").isEmpty());

    browser.script("window.told = 1201");
    publish("basket_updated", "other-2");

    browser.until(
        "the next is shown", () -> browser.text(".hops li:last-child").contains("hop 1201"));
    assertThat(browser.all(".hops .hop")).hasSize(1000);
    assertThat(browser.all(".remedy")).hasSize(1);
    assertThat(browser.text(".remedy")).contains("hop 5", "AllowIt");
    assertThat(browser.all(".node.stop")).hasSize(1);
  }

  @Test
  void whatToChangeKeepsTheFocusWhenHopsAreAdded() {
    publish("basket_updated", "endless-1");
    browser.open(server);
    browser.script(ENDLESS);
    browser.click("#events a");
    browser.until("it is told", () -> !browser.all(".remedy pre").isEmpty());
    browser.script("document.querySelector('.remedy pre').focus(); window.told = 1201");

    publish("basket_updated", "other-2");

    browser.until(
        "the next is shown", () -> browser.text(".hops li:last-child").contains("hop 1201"));
    assertThat(browser.focused().getTagName()).isEqualTo("pre");
  }

  @Test
  void howAnEventStandsIsToldAnew_thoughItHasMadeNoHop() {
    publish("basket_updated", "standing-1");
    browser.open(server, Chromium.event(server, 1));
    browser.until("it has arrived", () -> browser.text(".event-head").contains("arrived"));
    browser.script(NO_NEW_HOP);

    publish("basket_updated", "other-2");

    browser.until("it has stopped", () -> browser.text(".event-head").contains("stopped"));
    assertThat(browser.text(".event-head")).contains("stopped there");
  }

  @Test
  void anOpenRouteIsNotAskedForWhileTheCloudIsOutOfReach() {
    publish("basket_updated", "lost-1");
    browser.open(server, Chromium.event(server, 1));
    browser.until("it has arrived", () -> browser.text(".event-head").contains("arrived"));

    assertThatNothingIsAskedForInVainOnceLost();
  }

  @Test
  void theRouteOfACloudBeforeStays_andGivesItsNumberToAnEventOfTheNext() {
    publish("basket_updated", "old-1");
    browser.open(server);
    openRoute();

    restart();
    publish("basket_updated", "new-1");
    browser.until("it is listed", () -> browser.text("#events").contains("new-1"));
    browser.until("it is told", () -> browser.text("#panel").contains("in the one before"));

    assertThat(browser.text("#panel")).contains("old-1").doesNotContain("new-1");
    assertThat(browser.all("#events [aria-current]")).isEmpty();
    browser.click("#events a");
    browser.until("the new one is shown", () -> browser.text("#panel").contains("new-1"));
    assertThat(browser.text("#panel")).doesNotContain("old-1", "in the one before");
  }

  @Test
  void backToAnEventOfTheCloudBeforeDoesNotOpenAnEventOfTheNext() {
    publish("basket_updated", "old-1");
    browser.open(server);
    openRoute();
    browser.click("#panel-close");
    restart();
    publish("basket_updated", "new-1");
    browser.until("it is listed", () -> browser.text("#events").contains("new-1"));

    browser.script("history.back()");

    browser.until("it is open", () -> !browser.all("#panel :is(.problem, .hops)").isEmpty());
    assertThat(browser.text("#panel")).contains("was started anew").doesNotContain("new-1");
  }

  @Test
  void theRouteOfACloudBeforeStays_alsoWhereTheNextHasAnotherDeployment() {
    publish("basket_updated", "old-1");
    browser.open(server, Chromium.event(server, 1));
    browser.until("the route is shown", () -> browser.all(".hops .hop").size() > 3);

    restart(Purchases.recorded(Map.of("debugRule", "true")));
    browser.node("rule", "purchase-events-debug");

    browser.until("it is told", () -> browser.text("#panel").contains("in the one before"));
    assertThat(browser.text("#panel")).contains("old-1");
    browser.until("its way is shown", () -> !browser.all(".node.on-way").isEmpty());
  }
}
