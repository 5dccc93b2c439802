package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The page as a whole. */
class ConsolePageTest extends ServedPage {

  @Test
  void coloursFollowTheSystemUntilThePersonChooses() {
    browser.prefers("prefers-color-scheme", "dark");
    browser.open(server);
    String dark = ground();
    browser.prefers("prefers-color-scheme", "light");
    assertThat(ground()).isNotEqualTo(dark);

    browser.click("#theme");
    browser.reload();

    browser.until("the choice is remembered", () -> ground().equals(dark));
  }

  private static String ground() {
    return browser.one("body").getCssValue("background-color");
  }

  @Test
  void aPhoneScrollsNothingSideways() {
    publish("basket_updated", "phone-1");
    browser.size(390, 844, true);
    for (String address : List.of("", "#event/1", "#queue/jane-purchase-events", "#send")) {
      browser.open(server, address);
      browser.until("the event is listed", () -> browser.all("#events li").size() == 1);

      assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
          .as("width of the page at '%s'", address)
          .isLessThanOrEqualTo(390);
    }
  }

  @Test
  void thePageAsksNobodyElseAndBreaksNoPolicy() {
    publish("basket_updated", "alone-1");
    browser.open(server);
    openRoute();

    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith(server.endpoint() + "/_tributary/"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aLostConnectionIsTold() {
    browser.open(server);

    server.close();

    browser.until("it is told", () -> browser.text("#connection").equals("Connection lost"));
  }
}
