package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Purchases;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue that is opened: its messages, its policy, its dead letters. */
class QueuePageTest extends ServedPage {

  /** Answers as after a queue was deleted; SQS lets none of its name be created for a minute. */
  private static final String NO_QUEUE =
      "window.ask = window.fetch; window.fetch = (path, options) => path.startsWith('api/queues/')"
          + " ? Promise.resolve(Response.json({ message: 'gone' }, { status: 404 }))"
          + " : window.ask(path, options);";

  @Test
  void redriveBringsDeadLettersBack() {
    deadLetter("{\"n\":1}");
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.until("it is marked", () -> alarming("purchase-events-dlq"));

    browser.click(".redrive .primary");
    browser.click(".redrive .danger");

    browser.until(
        "it is told", () -> browser.text(".redrive .result").equals("1 message moved back."));
    browser.until("the mark is gone", () -> !alarming("purchase-events-dlq"));
    browser.until("it is back", () -> depth("purchase-events").equals("1"));
  }

  @Test
  void aDeadLetterFromNowhereIsRedrivenToAChosenQueue() {
    send("jane-purchase-events-dlq", "{\"n\":1}");
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.click(".redrive .primary");
    browser.click(".redrive .danger");
    browser.until("it is refused", () -> !browser.all(".redrive .problem").isEmpty());

    browser.click(".redrive .primary");
    browser.one("#redrive-to").sendKeys("jane-purchase-events");
    browser.click(".redrive .danger");

    browser.until("it is there", () -> depth("purchase-events").equals("1"));
  }

  @Test
  void redriveIsAskedForTwice() {
    send("jane-purchase-events-dlq", "{\"n\":1}");
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.until("it is marked", () -> alarming("purchase-events-dlq"));

    browser.click(".redrive .primary");
    browser.click(".confirm .quiet");

    assertThat(browser.one(".confirm").isDisplayed()).isFalse();
    assertThat(depth("purchase-events-dlq")).isEqualTo("⚠ 1");
  }

  /** Lets a message fail so often that SQS gives it up. */
  private void deadLetter(String body) {
    send("jane-purchase-events", body);
    String url = queueUrl("jane-purchase-events");
    while (!sqs.receiveMessage(it -> it.queueUrl(url).visibilityTimeout(0)).messages().isEmpty()) {
      // Received, and given back at once.
    }
  }

  @Test
  void lookingIntoAQueueReceivesNothing() {
    send("jane-purchase-events-dlq", "{\"colour\":\"blue\"}");
    browser.open(server, "#queue/jane-purchase-events-dlq");

    browser.click("[data-message] summary");

    browser.until("it is shown", () -> browser.text("[data-message]").contains("blue"));
    assertThat(
            sqs.receiveMessage(
                    it ->
                        it.queueUrl(queueUrl("jane-purchase-events-dlq"))
                            .messageSystemAttributeNamesWithStrings("ApproximateReceiveCount"))
                .messages()
                .get(0)
                .attributesAsStrings())
        .containsEntry("ApproximateReceiveCount", "1");
  }

  @Test
  void whatAMessageIsGiven_isToldApartFromWhatSqsTellsOfIt() {
    MessageAttributeValue dhl =
        MessageAttributeValue.builder().dataType("String").stringValue("dhl").build();
    sqs.sendMessage(
        it ->
            it.queueUrl(queueUrl("jane-purchase-events"))
                .messageBody("{}")
                .messageAttributes(Map.of("Id", dhl)));
    browser.open(server, "#queue/jane-purchase-events");

    browser.click("[data-message] summary");

    browser.until("it is shown", () -> !browser.all("[data-message] .tree").isEmpty());
    assertThat(browser.text("[data-message] h4")).isEqualTo("Message attributes");
    assertThat(browser.text("[data-message] h4 + .facts")).isEqualTo("Id\ndhl");
    assertThat(browser.text("[data-message] .facts")).doesNotContain("dhl");
  }

  @Test
  void aMessageWithoutAttributes_tellsOfNone() {
    send("jane-purchase-events", "{}");
    browser.open(server, "#queue/jane-purchase-events");

    browser.click("[data-message] summary");

    browser.until("it is shown", () -> !browser.all("[data-message] .tree").isEmpty());
    assertThat(browser.one("[data-message] h4").isDisplayed()).isFalse();
  }

  @Test
  void aQueueTellsItsPolicyInWords() {
    browser.open(server, "#queue/jane-basket-events");

    browser.until("the policy is told", () -> browser.text("#panel").contains("Policy"));
    assertThat(browser.text("section[aria-label=Policy]")).containsIgnoringCase("SNS");
  }

  @Test
  void aMessageThatComesRightAfterTheLastLookIsShown() {
    browser.open(server, "#queue/jane-purchase-events");
    browser.until("it is empty", () -> messages().contains("The queue is empty."));

    send("jane-purchase-events", "{\"n\":1}");

    browser.until("the message is shown", () -> messages().contains("visible"));
  }

  @Test
  void whatIsReceivedOrPurgedByHandIsShown() {
    send("jane-purchase-events", "{\"n\":1}");
    browser.open(server, "#queue/jane-purchase-events");
    browser.until("the message is shown", () -> messages().contains("visible"));

    sqs.receiveMessage(it -> it.queueUrl(queueUrl("jane-purchase-events")));
    browser.until("it is in flight", () -> messages().contains("in flight"));
    sqs.purgeQueue(it -> it.queueUrl(queueUrl("jane-purchase-events")));

    browser.until("it is gone", () -> messages().contains("The queue is empty."));
  }

  @Test
  void aMessageThatIsReadStaysAsItIsWhileTheQueueChanges() {
    send("jane-purchase-events", "{\"n\":1}");
    browser.open(server, "#queue/jane-purchase-events");
    browser.click("[data-message] summary");
    browser.click(".message-tools button");

    sqs.receiveMessage(it -> it.queueUrl(queueUrl("jane-purchase-events")));
    send("jane-purchase-events", "{\"n\":2}");

    browser.until("both are there", () -> browser.all("[data-message]").size() == 2);
    browser.until("one is received", () -> messages().contains("received 1 time"));
    assertThat(browser.text("[data-message] .facts")).contains("Visible at");
    assertThat(browser.focused().getText()).isEqualTo("As text");
    assertThat(browser.focused().getDomAttribute("aria-pressed")).isEqualTo("true");
  }

  @Test
  void theAttributesOfAQueueAreOfTheSameTimeAsItsMessages() {
    browser.open(server, "#queue/jane-purchase-events");
    browser.until("it is empty", () -> messages().contains("The queue is empty."));
    browser.script("document.querySelector('section[aria-label=Attributes] dd').id = 'arn'");

    send("jane-purchase-events", "{\"n\":1}");
    send("jane-purchase-events", "{\"n\":2}");

    browser.until(
        "both are counted", () -> attributes().contains("ApproximateNumberOfMessages\n2\n"));
    assertThat(browser.text("#arn")).endsWith(":jane-purchase-events");
  }

  @Test
  void whatIsSetAtAQueueIsShownOnceSomethingHappensThere() {
    browser.open(server, "#queue/jane-purchase-events");
    browser.until("it is shown", () -> messages().contains("The queue is empty."));
    assertThat(browser.one("section.redrive").isDisplayed()).isFalse();

    set(
        "jane-basket-events",
        QueueAttributeName.REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:%s:jane-purchase-events\",\"maxReceiveCount\":3}"
            .formatted(server.cloud().account().id()));
    set("jane-purchase-events", QueueAttributeName.POLICY, "");
    send("jane-purchase-events", "{\"n\":1}");

    browser.until("its source is told", () -> redrive().contains("Dead letters of jane-basket"));
    assertThat(browser.text("#panel-kind")).isEqualTo("Dead-letter queue");
    assertThat(browser.text("section[aria-label=Policy]")).contains("No queue policy");
  }

  @Test
  void anOpenQueueIsNotAskedForWhileTheCloudIsOutOfReach() {
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.until("it is empty", () -> messages().contains("The queue is empty."));

    assertThatNothingIsAskedForInVainOnceLost();
  }

  @Test
  void theResultOfARedriveInACloudBeforeIsNotShown() {
    deadLetter("{\"n\":1}");
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.click(".redrive .primary");
    browser.click(".redrive .danger");
    browser.until("it is told", () -> browser.text(".redrive .result").contains("moved back"));
    browser.until("it is empty", () -> messages().contains("The queue is empty."));

    restart();
    send("jane-purchase-events-dlq", "{\"n\":2}");

    browser.until("it is the new cloud's", () -> messages().contains("visible"));
    assertThat(browser.text(".redrive .result")).isEmpty();
  }

  @Test
  void anOpenQueueIsMarkedOnTheMapAlsoWhereTheNextCloudIsInAnotherRegion() {
    browser.open(server, "#queue/jane-purchase-events");
    browser.until("it is shown", () -> messages().contains("The queue is empty."));

    restart(
        Purchases.recorded(
            Map.of(
                "aws:region",
                "us-east-1",
                "basketTopicArn",
                "arn:aws:sns:us-east-1:536697261635:jane-basket-events",
                "checkoutTopicArn",
                "arn:aws:sns:us-east-1:536697261635:jane-checkout-events",
                "eventBusArn",
                "arn:aws:events:us-east-1:536697261635:event-bus/jane-domain-events")));

    browser.until("it is drawn", () -> browser.text("#stack").contains("us-east-1"));
    browser.until("it is there", () -> attributes().contains("us-east-1"));
    assertThat(browser.all(".node.selected")).hasSize(1);
  }

  private void set(String queue, QueueAttributeName attribute, String value) {
    sqs.setQueueAttributes(it -> it.queueUrl(queueUrl(queue)).attributes(Map.of(attribute, value)));
  }

  private static String redrive() {
    return browser.text("section.redrive");
  }

  @Test
  void aQueueThatIsDeletedWhileItIsOpenIsToldAsGone() {
    send("jane-purchase-events-dlq", "{\"n\":1}");
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.until("it is shown", () -> messages().contains("visible"));

    sqs.deleteQueue(it -> it.queueUrl(queueUrl("jane-purchase-events-dlq")));
    browser.until("it is told", () -> messages().contains("no such queue any more"));

    assertThat(browser.one("section.redrive").isDisplayed()).isFalse();
    assertThat(browser.one("#map-notice").isDisplayed()).isFalse();
  }

  @Test
  void aQueueThatWasGoneIsShownAgainOnceItIsThereAgain() {
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.until("it is shown", () -> messages().contains("The queue is empty."));
    browser.script(NO_QUEUE);
    send("jane-purchase-events-dlq", "{\"n\":1}");
    browser.until("it is told", () -> messages().contains("no such queue any more"));

    browser.script("window.fetch = window.ask");
    send("jane-purchase-events-dlq", "{\"n\":2}");

    browser.until("it is shown", () -> browser.all("[data-message]").size() == 2);
    assertThat(messages()).contains("Looking does not receive").doesNotContain("no such queue");
    assertThat(browser.one("section.redrive").isDisplayed()).isTrue();
  }

  private static String attributes() {
    return browser.text("section[aria-label=Attributes]");
  }

  private static String messages() {
    return browser.text("section[aria-label=Messages]");
  }
}
