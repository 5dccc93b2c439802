package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Purchases;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** How events are sent from the page. */
class SendPageTest extends ServedPage {

  private static final Map<String, String> OTHERS_CHECKOUT =
      Map.of("checkoutTopicArn", "arn:aws:sns:eu-west-1:536697261635:jane-orders");

  /** Lets others be offered in place of each example. */
  private static final String OFFERED =
      "window.ask ??= window.fetch; window.fetch = async (path, options) => {"
          + " const answer = await window.ask(path, options);"
          + " if (path !== 'api/examples') { return answer; }"
          + " const each = await answer.json(); return Response.json(%s); };";

  /** Lets the first check fail when it is told to. */
  private static final String LATE =
      "const ask = window.fetch; window.fetch = (path, options) => path !== 'api/check'"
          + " || window.fail ? ask(path, options) : new Promise((none, fail) => {"
          + " window.fail = () => fail(new TypeError('late')); });";

  /** Holds the answer to what is published back until it is released. */
  private static final String HELD_PUBLISH =
      "const ask = window.fetch; const held = new Promise((go) => { window.release = go; });"
          + " window.fetch = async (path, options) => { const answer = await ask(path, options);"
          + " if (path === 'api/publish') { await held; } return answer; };";

  @Test
  void anEventIsSentAndItsRouteOpened() {
    browser.open(server);

    browser.click("#open-send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    browser.click(".send button[type=submit]");
    browser.click(".send a[href^='#event/']");

    browser.until("it is seen to match", () -> browser.text(".hops").contains("match"));
    assertThat(browser.text(".hops"))
        .contains("publish", "SNS topic basket-events", "put event", "pattern matched");
    browser.until("it arrives", () -> browser.text("#events").contains("arrived"));
  }

  @Test
  void brokenJsonIsToldWithItsPlace() {
    browser.open(server, "#send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));

    WebElement body = browser.one("#send-body");
    body.clear();
    body.sendKeys("{\n  \"a\": nope\n}");

    browser.until("the place is told", () -> browser.text("#send-check").contains("Line 2"));
    assertThat(body.getDomAttribute("aria-invalid")).isEqualTo("true");
  }

  @Test
  void aBurstLeavesThePageMoving() {
    browser.open(server, "#send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    browser.script(
        "window.frames_ = 0; window.mostDots = 0; const look = () => { window.frames_++;"
            + " window.mostDots = Math.max(window.mostDots, document.querySelectorAll('.dot').length);"
            + " requestAnimationFrame(look); }; look();");

    WebElement count = browser.one("#send-count");
    count.clear();
    count.sendKeys("10000");
    browser.click(".send button[type=submit]");

    WebElement queue = browser.node("queue", "purchase-events");
    browser.until(
        "all have arrived",
        () -> queue.getDomAttribute("aria-label").contains("10,000 messages waiting"));
    long frames = (Long) browser.script("return window.frames_");
    browser.until(
        "frames go on", () -> (Long) browser.script("return window.frames_") > frames + 5);
    assertThat((Long) browser.script("return window.mostDots")).isBetween(1L, 120L);
    assertThat(browser.all("#events li").size()).isLessThanOrEqualTo(1000);
  }

  @Test
  void aDeploymentLeavesTheEditedMessageAlone() {
    browser.open(server, "#send");
    edit("[1]");
    browser.script("document.querySelector('#send-topic option').id = 'offered-before'");

    deploy();
    browser.until("the topics are offered anew", () -> browser.all("#offered-before").isEmpty());

    assertThat(browser.one("#send-body").getDomProperty("value")).isEqualTo("[1]");
    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("send-body");
  }

  @Test
  void aDeploymentForAnotherLeavesTheMessageAlone_whichGoesToTheOthersTopic() {
    browser.open(server, "#send/jane-checkout-events");
    edit("[1]");

    server.deploy(Purchases.recorded(JOHNS), note -> {});
    browser.until("it is told whose", () -> browser.text("#stack").contains(" · john · "));
    browser.until("its topics are", () -> chosen("#send-topic").equals("john-checkout-events"));
    browser.click(".send button[type=submit]");

    browser.until(
        "it is published", () -> browser.text(".send").contains("published to john-checkout"));
    assertThat(browser.one("#send-body").getDomProperty("value")).isEqualTo("[1]");
    assertThat(chosen("#send-example")).contains("checkout");
    browser.one("#send-example option").click();
    assertThat(chosen("#send-topic")).startsWith("john-");
  }

  @Test
  void theResultNamesTheTopicThatItWasSentTo_thoughAnotherIsChosenMeanwhile() {
    browser.open(server, "#send/jane-basket-events");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    browser.script(HELD_PUBLISH);
    browser.click(".send button[type=submit]");
    browser.one("#send-topic").sendKeys("jane-checkout-events");
    assertThat(chosen("#send-topic")).isEqualTo("jane-checkout-events");

    browser.script("window.release()");

    browser.until("it is published", () -> browser.text(".send").contains("published to"));
    assertThat(browser.text(".send")).contains("published to jane-basket-events");
  }

  @Test
  void anEditedMessageIsThereAgainAfterALookAtItsRoute() {
    browser.open(server, "#send/jane-checkout-events");
    edit("[1]");
    browser.one("#send-topic").sendKeys("jane-basket-events");
    browser.one("#send-count").sendKeys("2");
    browser.click(".send button[type=submit]");
    browser.click(".send a[href^='#event/']");
    browser.until("the route is shown", () -> browser.text(".hops").contains("publish"));

    browser.script("history.back()");

    assertThat(browser.one("#send-body").getDomProperty("value")).isEqualTo("[1]");
    assertThat(browser.one("#send-count").getDomProperty("value")).isEqualTo("12");
    assertThat(chosen("#send-topic")).isEqualTo("jane-basket-events");
  }

  @Test
  void anEditedMessageIsThereAgainAfterEscape() {
    browser.open(server, "#send");
    edit("[1]");

    browser.press(Keys.ESCAPE);
    browser.until("it is closed", () -> browser.all("#panel:not([hidden])").isEmpty());
    browser.click("#open-send");

    assertThat(browser.one("#send-body").getDomProperty("value")).isEqualTo("[1]");
  }

  @Test
  void aTopicThatIsNamedAnewIsChosen_alsoForAnEditedMessage() {
    browser.open(server, "#send/jane-basket-events");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));

    browser.script("location.hash = '#send/jane-checkout-events'");
    browser.until("it is chosen", () -> chosen("#send-topic").equals("jane-checkout-events"));
    assertThat(chosen("#send-example")).contains("checkout");
    edit("[1]");
    browser.script("location.hash = '#send/jane-basket-events'");

    browser.until("it is chosen", () -> chosen("#send-topic").equals("jane-basket-events"));
    assertThat(browser.one("#send-body").getDomProperty("value")).isEqualTo("[1]");
  }

  @Test
  void anUneditedMessageIsThatOfItsExampleAsItIsByNow() {
    browser.open(server, "#send/jane-checkout-events");
    browser.until("it is filled in", () -> chosen("#send-example").contains("checkout"));
    browser.press(Keys.ESCAPE);

    browser.script(
        OFFERED.formatted("each.map((one) => ({ ...one, body: '[\"' + one.name + '\"]' }))"));
    browser.click("#open-send");

    browser.until(
        "it is filled in anew", () -> body().equals("[\"" + chosen("#send-example") + "\"]"));
    assertThat(chosen("#send-example")).contains("checkout");
    assertThat(chosen("#send-topic")).isEqualTo("jane-checkout-events");
  }

  @Test
  void theFirstExamplesThatADeploymentOffersAreFilledIn() {
    browser.open(server);
    browser.script(OFFERED.formatted("[]"));
    browser.click("#open-send");
    browser.until("there is none", () -> body().equals("{\n}"));
    browser.press(Keys.ESCAPE);

    browser.script(OFFERED.formatted("each"));
    browser.click("#open-send");

    browser.until("one is filled in", () -> body().contains("event"));
    assertThat(chosen("#send-example")).isNotEmpty();
  }

  @Test
  void aTopicThatNobodyChoseGoesWithTheExample() {
    browser.open(server);
    browser.script(OFFERED.formatted("[]"));
    browser.click("#open-send");
    browser.until("there is none", () -> body().equals("{\n}"));
    WebElement last = browser.one("#send-topic option:last-child");
    String other = last.getDomProperty("text");
    String topic = last.getDomProperty("value");
    assertThat(chosen("#send-topic")).isNotEqualTo(other);
    browser.press(Keys.ESCAPE);

    browser.script(OFFERED.formatted("[{ name: 'other', topic: '" + topic + "', body: '[]' }]"));
    browser.click("#open-send");

    browser.until("it is filled in", () -> body().equals("[]"));
    assertThat(chosen("#send-topic")).isEqualTo(other);
  }

  @Test
  void aTopicThatWasChosenAndIsGoneGivesWayToNoOther() {
    browser.open(server, "#send");
    browser.until("it is filled in", () -> body().contains("event"));
    browser.one("#send-topic").sendKeys("jane-checkout-events");

    server.deploy(Purchases.recorded(OTHERS_CHECKOUT), note -> {});

    browser.until("it is gone", () -> !browser.text("#send-topic").contains("jane-checkout"));
    assertThat(chosen("#send-topic")).isEmpty();
  }

  @Test
  void anUneditedMessageWhoseExampleIsGoneGivesWayToAnother() {
    browser.open(server, "#send/jane-checkout-events");
    browser.until("it is filled in", () -> chosen("#send-example").contains("checkout"));
    String topic = server.output("basketTopicArn");
    browser.press(Keys.ESCAPE);

    browser.script(OFFERED.formatted("[{ name: 'other', topic: '" + topic + "', body: '[]' }]"));
    browser.click("#open-send");

    browser.until("it is the other's", () -> body().equals("[]"));
    assertThat(chosen("#send-example")).isEqualTo("other");
    assertThat(chosen("#send-topic")).isEqualTo("jane-checkout-events");
  }

  @Test
  void anExampleIsSentWithItsMessageAttributes() {
    browser.open(server);
    String attributes = "{\"carrier\":{\"DataType\":\"Strnig\"}}";
    browser.script(
        OFFERED.formatted("each.map((one) => ({ ...one, attributes: '" + attributes + "' }))"));
    browser.click("#open-send");
    browser.until(
        "they are filled in",
        () -> browser.one("#send-attributes").getDomProperty("value").equals(attributes));

    browser.click(".send button[type=submit]");

    browser.until(
        "they are sent", () -> browser.text(".send").contains("attribute carrier: DataType must"));
  }

  @Test
  void attributesThatSnsWouldNotTakeAreToldAsTheyAreTyped() {
    browser.open(server, "#send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    WebElement attributes = browser.one("#send-attributes");

    attributes.sendKeys("carrier={DataType=String,StringValue=dhl}");

    browser.until("it is told", () -> attributesCheck().contains("must be JSON"));
    assertThat(attributes.getDomAttribute("aria-invalid")).isEqualTo("true");
    assertThat(attributes.getDomAttribute("aria-describedby")).isEqualTo("send-attributes-check");
    assertThat(browser.text("#send-check")).contains("valid JSON");
    attributes.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    browser.until("it is told no more", () -> attributesCheck().isEmpty());
    assertThat(attributes.getDomAttribute("aria-invalid")).isEqualTo("false");
  }

  private static String attributesCheck() {
    return browser.text("#send-attributes-check");
  }

  private static String body() {
    return browser.one("#send-body").getDomProperty("value");
  }

  @Test
  void theResultOfACloudBeforeIsNotShown() {
    browser.open(server, "#send");
    browser.click(".send button[type=submit]");
    browser.until("it is published", () -> !browser.all(".send a[href^='#event/']").isEmpty());

    restart();

    browser.until("it is forgotten", () -> browser.all(".send a[href^='#event/']").isEmpty());
    assertThat(browser.all("#send-body")).hasSize(1);
  }

  private static void edit(String body) {
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    browser.one("#send-body").clear();
    browser.one("#send-body").sendKeys(body);
  }

  @Test
  void aTextThatCouldNotBeCheckedIsNotSaidToBeValid() {
    browser.open(server, "#send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    refusePosts();

    browser.one("#send-body").sendKeys("[");

    browser.until("it is told", () -> browser.text("#map-notice").contains("refused for once"));
    assertThat(browser.text("#send-check")).isEmpty();
    assertThat(browser.one("#send-body").getDomAttribute("aria-invalid")).isNull();
  }

  @Test
  void aCheckThatFailsLateTakesNothingBackOfTheNext() {
    browser.open(server, "#send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    browser.script(LATE);
    browser.one("#send-body").sendKeys("[");
    browser.until("it is asked", () -> browser.script("return Boolean(window.fail)"));
    browser.one("#send-body").sendKeys("1");
    browser.until("the next is told", () -> browser.text("#send-check").contains("Line"));

    browser.script("window.fail()");

    browser.until("it has failed", () -> browser.text("#map-notice").contains("not answer"));
    assertThat(browser.text("#send-check")).contains("Line");
    assertThat(browser.one("#send-body").getDomAttribute("aria-invalid")).isEqualTo("true");
  }

  private static String chosen(String select) {
    return (String)
        browser.script(
            "return document.querySelector('%s')?.selectedOptions[0]?.text ?? ''"
                .formatted(select));
  }
}
