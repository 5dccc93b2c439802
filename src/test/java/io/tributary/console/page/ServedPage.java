package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.AwsClients;
import io.tributary.cli.Purchases;
import io.tributary.local.LocalServer;
import io.tributary.local.ResourceGraph;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.By;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A console in the browser, served for each test anew, and what a person does with it. */
abstract class ServedPage {

  static final String EVENT =
      "{\"event_domain\":\"basket\",\"event_name\":\"%s\",\"event_id\":\"%s\"}";

  /** The program's config for another user of the account, with topics of that user's own. */
  static final Map<String, String> JOHNS =
      Map.of(
          "username",
          "john",
          "basketTopicArn",
          "arn:aws:sns:eu-west-1:536697261635:john-basket-events",
          "checkoutTopicArn",
          "arn:aws:sns:eu-west-1:536697261635:john-checkout-events");

  /** Holds what is to be done later until it is released, when no request is answered any more. */
  private static final String HELD =
      "const held = new Map(); let last = 0;"
          + " window.setTimeout = (act) => { held.set(--last, act); return last; };"
          + " window.clearTimeout = (timer) => held.delete(timer);"
          + " window.held = held; window.release = () => {"
          + " window.fetch = () => Promise.reject(new TypeError('gone'));"
          + " held.forEach((act) => act()); };";

  static Chromium browser;
  private static ResourceGraph graph;

  LocalServer server;
  SnsClient sns;
  SqsClient sqs;

  @BeforeAll
  static void start() {
    browser = Chromium.start();
    graph = Purchases.recorded(Map.of());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void serve() {
    serveAt(0, graph);
    browser.size(1440, 900, false);
    browser.prefers("prefers-reduced-motion", "no-preference");
  }

  private void serveAt(int port, ResourceGraph deployed) {
    server = Purchases.served(deployed, port);
    sns = AwsClients.sns(server);
    sqs = AwsClients.sqs(server);
  }

  /** Ends the cloud, and starts another at the same address. */
  void restart() {
    restart(graph);
  }

  /** The same with another deployment. */
  void restart(ResourceGraph deployed) {
    int port = server.endpoint().getPort();
    close();
    serveAt(port, deployed);
  }

  @AfterEach
  void close() {
    sns.close();
    sqs.close();
    server.close();
  }

  void publish(String name, String id) {
    publish(EVENT.formatted(name, id));
  }

  void publish(String body) {
    sns.publish(it -> it.topicArn(server.output("basketTopicArn")).message(body));
  }

  String queueUrl(String name) {
    return sqs.getQueueUrl(it -> it.queueName(name)).queueUrl();
  }

  /** Replaces the deployment, and waits until the page has heard of it. */
  void deploy() {
    browser.script(
        "for (const said of document.querySelectorAll('#announce p')) { said.className = 'before'; }");
    server.deploy(Purchases.recorded(Map.of("debugRule", "true")), note -> {});
    browser.until(
        "the deployment is told",
        () ->
            (Boolean)
                browser.script(
                    "return [...document.querySelectorAll('#announce p:not(.before)')]"
                        + ".some((said) => said.textContent.includes('deployment'))"));
  }

  void openRoute() {
    browser.click("#events li:first-child a");
    browser.until("the route is shown", () -> browser.all(".hops .hop").size() > 3);
  }

  String depth(String queue) {
    return browser.node("queue", queue).findElement(By.className("depth")).getText();
  }

  void send(String queue, String body) {
    sqs.sendMessage(it -> it.queueUrl(queueUrl(queue)).messageBody(body));
  }

  boolean alarming(String queue) {
    return browser.node("queue", queue).getDomAttribute("class").contains("alarming");
  }

  /** Holds what the list and the panel are to ask next until there is no cloud any more. */
  void assertThatNothingIsAskedForInVainOnceLost() {
    browser.script(HELD);
    browser.until("list and panel are to ask again", this::areBothHeld);
    server.close();
    browser.until("it is lost", () -> browser.text("#connection").equals("Connection lost"));

    browser.script("window.release()");

    browser.until(
        "the list asked in vain", () -> browser.text("#events-empty").contains("does not answer"));
    assertThat(browser.one("#map-notice").isDisplayed()).isFalse();
  }

  /**
   * Publishes each time: what was to be done before it was held asks first, and uses up the news.
   */
  private boolean areBothHeld() {
    publish("basket_updated", "other-2");
    return browser.script("return window.held.size").equals(2L);
  }

  /** Pans until no box is in view. */
  static void panAway() {
    browser.script(
        "document.querySelector('#viewport').dispatchEvent("
            + "new WheelEvent('wheel', { deltaX: 5000, cancelable: true }))");
  }

  /** Lets the page's own requests fail from now on, except for those that only read. */
  static void refusePosts() {
    browser.script(
        "const ask = window.fetch; window.fetch = (path, options) => options.method === 'POST'"
            + " ? Promise.resolve(Response.json({ message: 'refused for once' }, { status: 409 }))"
            + " : ask(path, options);");
  }
}
