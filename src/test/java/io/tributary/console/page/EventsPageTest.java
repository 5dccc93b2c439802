package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The list of events, and the route of one. */
class EventsPageTest extends ServedPage {

  @Test
  void aRouteTellsHowTheMessageWasWrapped() {
    publish("basket_updated", "wrapped-1");
    browser.open(server);

    openRoute();

    assertThat(browser.text(".hops")).contains("wrapped: the message before is now in");
  }

  @Test
  void aRouteIsFoundAgainByItsAddress() {
    publish("basket_updated", "address-1");

    browser.open(server, "#event/1");

    browser.until("the route is shown", () -> browser.text(".hops").contains("publish"));
    assertThat(browser.text("#panel")).contains("address-1");
  }

  @Test
  void anEventThatIsNotKnownIsToldAsSuch() {
    browser.open(server, "#event/4711");

    browser.until("it is refused", () -> browser.text("#panel .problem").contains("4711"));
  }

  @Test
  void eventsAreFilteredByTheirText() {
    publish("basket_updated", "needle-1");
    publish("basket_updated", "hay-2");
    browser.open(server);
    browser.until("both are listed", () -> browser.all("#events li").size() == 2);

    browser.one("#filter-text").sendKeys("needle");

    browser.until("one is left", () -> browser.all("#events li").size() == 1);
    assertThat(browser.text("#events")).contains("needle-1");
  }

  @Test
  void hostileTextInAnEventStaysText() {
    String hostile = "<img src=x onerror=window.hacked=1><script>window.hacked=2</script>";
    publish(EVENT.formatted(hostile, hostile));
    send("jane-purchase-events-dlq", hostile);

    browser.open(server, "#event/1");
    browser.until("the route is shown", () -> browser.all(".hops .hop").size() > 3);
    assertThat(browser.text("#panel")).contains(hostile);
    browser.until("both are listed", () -> browser.all("#events li").size() == 2);
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.click("[data-message] summary");
    browser.until("it is shown", () -> browser.text("[data-message]").contains(hostile));

    assertThat(browser.script("return window.hacked ?? null")).isNull();
    assertThat(browser.all("main img, main script")).isEmpty();
  }
}
