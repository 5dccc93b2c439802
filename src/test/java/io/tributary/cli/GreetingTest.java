package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.GraphResource;
import io.tributary.local.LocalServer;
import io.tributary.local.ResourceGraph;
import io.tributary.system.Demo;
import io.tributary.system.purchase.PurchaseEvents;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GreetingTest {

  private static Greeting greeting(LocalServer server, StringWriter printed) {
    return new Greeting(server, PurchaseEvents.DEMO, Path.of(""), new PrintWriter(printed));
  }

  @Test
  void print_namesTheConsolesAddress() {
    StringWriter printed = new StringWriter();
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      greeting(server, printed).print();

      assertThat(printed.toString().lines())
          .contains("The console:  " + server.endpoint() + "/_tributary/");
    }
  }

  @Test
  void print_namesWhatConnectsTwoResourcesByBoth_andAlarmsAndDashboardsAsAwsDoes() {
    StringWriter printed = new StringWriter();
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      greeting(server, printed).print();

      assertThat(printed.toString().lines())
          .contains(
              "  TopicSubscription        topic jane-basket-events to queue jane-basket-events",
              "  EventTarget              rule jane-purchase-events to queue jane-purchase-events",
              "  MetricAlarm              alarm jane-basket-events-dlq-not-empty",
              "  Dashboard                dashboard jane-purchase-events");
    }
  }

  @Test
  void print_showsNothingThatWouldCallAwsBeforeTheExports() {
    StringWriter printed = new StringWriter();
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      greeting(server, printed).print();

      assertThat(printed.toString().split("  export AWS_")[0])
          .doesNotContain("aws ", "send-mock-events.sh");
    }
  }

  @Test
  void print_whereTheTopicsAreOfAnother_showsHowToPublishAsTheAccount() {
    StringWriter printed = new StringWriter();
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of("username", "bob")))) {
      greeting(server, printed).print();

      assertThat(printed.toString().lines())
          .contains("  AWS_ACCESS_KEY_ID=536697261635 scripts/send-mock-events.sh jane");
    }
  }

  @Test
  void print_whereTheScriptDoesNotKnowATopicsName_showsHowToPublishByHand() {
    String arn = "arn:aws:sns:eu-west-1:536697261635:";
    StringWriter printed = new StringWriter();
    try (LocalServer server =
        Purchases.served(
            Purchases.recorded(Map.of("checkoutTopicArn", arn + "shop-checkout-events")))) {
      greeting(server, printed).print();

      assertThat(printed.toString())
          .contains(
              "  aws sns publish --topic-arn %sjane-basket-events --message file://%s\n"
                  .formatted(arn, "example-sns-events/basket-updated-event.json"),
              "  AWS_ACCESS_KEY_ID=536697261635 aws sns publish --topic-arn %sshop-checkout-events --message file://%s\n"
                  .formatted(arn, "example-sns-events/checkout-created-event.json"))
          .doesNotContain("send-mock-events.sh");
    }
  }

  @Test
  void print_ofAnExampleWithMessageAttributes_showsHowToPublishItWithThem() {
    String topic = "arn:aws:sns:eu-west-1:536697261635:jane-basket-events";
    Demo.Example example = PurchaseEvents.DEMO.examples().get(0).withAttributes("carrier.json");
    Demo demo = new Demo(List.of(example));
    StringWriter printed = new StringWriter();
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      new Greeting(server, demo, Path.of(""), new PrintWriter(printed)).print();

      assertThat(printed.toString().lines())
          .contains(
              "  aws sns publish --topic-arn %s --message file://%s --message-attributes file://%s"
                  .formatted(topic, example.file(), "carrier.json"));
    }
  }

  @Test
  void print_ofAProgramInAnotherFolder_namesItsFilesFromWhereThePersonIs() {
    Demo.Example example = PurchaseEvents.DEMO.examples().get(0).withAttributes("carrier.json");
    Demo demo = new Demo(List.of(example));
    StringWriter printed = new StringWriter();
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      new Greeting(server, demo, Path.of("my shop/stack"), new PrintWriter(printed)).print();

      assertThat(printed.toString())
          .contains(
              " --message 'file://my shop/stack/%s' --message-attributes 'file://my shop/stack/carrier.json'"
                  .formatted(example.file()));
    }
  }

  @Test
  void print_whereTheProgramNamesAQueueOfAnother_saysThatItIsNotThere() {
    ResourceGraph graph = Purchases.recorded(Map.of());
    GraphResource target =
        graph.named("aws:cloudwatch/eventTarget:EventTarget", "purchase-events-target");
    StringWriter printed = new StringWriter();
    try (LocalServer server = Purchases.served(leadingTo(graph, target, "arn", "crm"))) {
      greeting(server, printed).print();

      assertThat(printed.toString().lines().skip(1))
          .first()
          .asString()
          .startsWith(
              "Not made by the program, and so not there: queue crm. The local cloud has topics");
    }
  }

  @Test
  void queuesOfOthers_areToldInWordsThatFitAnyNumber() {
    ResourceGraph graph = Purchases.recorded(Map.of());
    GraphResource target =
        graph.named("aws:cloudwatch/eventTarget:EventTarget", "purchase-events-target");
    GraphResource subscription =
        graph.named("aws:sns/topicSubscription:TopicSubscription", "basket-events-subscription");
    ResourceGraph two =
        leadingTo(leadingTo(graph, target, "arn", "crm"), subscription, "endpoint", "inbox");

    assertThat(OthersQueues.of(two))
        .containsExactly(
            "arn:aws:sqs:eu-west-1:536697261635:crm", "arn:aws:sqs:eu-west-1:536697261635:inbox");
    assertThat(OthersQueues.note(two).orElseThrow())
        .startsWith("Not made by the program, and so not there: ")
        .contains("queue crm", "queue inbox")
        .doesNotContain("names it ", "the queue.");
  }

  private static ResourceGraph leadingTo(
      ResourceGraph graph, GraphResource from, String input, String queue) {
    return graph.altered(
        from.urn(),
        inputs -> {
          inputs.put(input, "arn:aws:sqs:eu-west-1:536697261635:" + queue);
          return inputs;
        });
  }

  @Test
  void print_endsWithWhatToPasteElsewhere() {
    StringWriter printed = new StringWriter();
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      greeting(server, printed).print();

      assertThat(printed.toString())
          .endsWith(
              """

              To reach it from another terminal, paste there:
                export AWS_ENDPOINT_URL=%s
                export AWS_REGION=eu-west-1
                export AWS_DEFAULT_REGION=eu-west-1
                export AWS_ACCESS_KEY_ID=jane
                export AWS_SECRET_ACCESS_KEY=local
                unset AWS_PROFILE AWS_SESSION_TOKEN
              and then, for example:
                scripts/send-mock-events.sh jane
                aws cloudwatch describe-alarms
              Version 1 of the AWS CLI takes no endpoint from there for SQS, and would call the real AWS:
                aws --endpoint-url $AWS_ENDPOINT_URL sqs list-queues
              Ctrl-C ends it.

              """
                  .formatted(server.endpoint()));
    }
  }
}
