package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A resource of the map that is opened. */
class ResourcePageTest extends ServedPage {

  @Test
  void whatAPersonSelectsStaysWhileTheFiguresGoOn() {
    String topic = server.output("basketTopicArn");
    browser.open(server, "#resource/" + URLEncoder.encode(topic, StandardCharsets.UTF_8));
    browser.until("it is shown", () -> !browser.all("#panel-body tbody").isEmpty());
    browser.script("getSelection().selectAllChildren(document.querySelector('#panel-body dd'))");

    publish("basket_updated", "counted-1");

    browser.until(
        "it is counted",
        () ->
            browser.all("#panel-body td:nth-child(2)").stream()
                .anyMatch(passed -> passed.getText().equals("1")));
    assertThat(browser.script("return getSelection().toString()")).isEqualTo(topic);
  }

  @Test
  void aConnectionThatComesBackLeavesTheMapWhereThePersonMovedIt() {
    String topic = server.output("basketTopicArn");
    browser.open(server, "#resource/" + URLEncoder.encode(topic, StandardCharsets.UTF_8));
    browser.until("it is shown", () -> !browser.all("#panel-body tbody").isEmpty());
    browser.script("document.querySelector('#panel-body tbody').id = 'old'");
    panAway();
    String left = browser.one("#plane").getCssValue("transform");

    restart();

    browser.until(
        "it is read anew",
        () -> browser.all("#old").isEmpty() && !browser.all("#panel-body tbody").isEmpty());
    assertThat(browser.one("#plane").getCssValue("transform")).isEqualTo(left);
  }

  @Test
  void thePanelSaysSinceWhenItCounts() {
    String topic = server.output("basketTopicArn");
    browser.open(server, "#resource/" + URLEncoder.encode(topic, StandardCharsets.UTF_8));

    assertThat(browser.text("#panel-body h3"))
        .isEqualToIgnoringCase("Since this page was connected");
  }
}
