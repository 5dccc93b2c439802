package io.tributary.cli;

import io.tributary.cloud.gateway.Pages;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.GraphResource;
import io.tributary.local.LocalServer;
import io.tributary.local.Provided;
import io.tributary.local.Stack;
import io.tributary.route.ResourceName;
import io.tributary.system.Demo;
import io.tributary.system.ShellWord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code up} prints once the cloud runs: what was deployed, the endpoint, how to reach it. */
final class Greeting {

  /** What stands before the address, on a line that other processes read. */
  static final String ANSWERS_AT = "The local cloud answers at ";

  /** How the names end of the topics that the script publishes to, behind their owner's. */
  private static final List<String> TOPICS = List.of("-basket-events", "-checkout-events");

  private final LocalServer server;
  private final Demo demo;
  private final Path directory;
  private final PrintWriter out;

  /**
   * What to print.
   *
   * @param directory where the files of the demo are, from where the person is
   */
  Greeting(LocalServer server, Demo demo, Path directory, PrintWriter out) {
    this.server = server;
    this.demo = demo;
    this.directory = directory;
    this.out = out;
  }

  /** One line: what was deployed, as whom, how fast. */
  static String deployed(LocalServer server) {
    Stack stack = server.graph().stack();
    long resources = server.graph().resources().stream().filter(GraphResource::custom).count();
    return "Deployed %s resources of %s/%s as user %s in %s ms"
        .formatted(
            resources,
            stack.project(),
            stack.name(),
            server.username(),
            server.deployedIn().toMillis());
  }

  void print() {
    out.println(deployed(server));
    OthersQueues.note(server.graph()).ifPresent(out::println);
    out.println();
    server.graph().inOrder().stream()
        .filter(GraphResource::custom)
        .forEach(resource -> out.println("  " + named(resource)));
    out.println();
    out.println(ANSWERS_AT + server.endpoint());
    out.println("The console:  " + server.endpoint() + Pages.PATH);
    out.println("Where an event went:  scripts/tributary explain --last" + portOption());
    out.println();
    printExports();
    printWhatNeedsThem();
    out.println("Ctrl-C ends it.");
    out.println();
  }

  /** Last, so that they are on the screen. */
  private void printExports() {
    out.println("To reach it from another terminal, paste there:");
    printExport("AWS_ENDPOINT_URL", server.endpoint().toString());
    printExport("AWS_REGION", server.graph().stack().region());
    // Version 1 of the AWS CLI knows this name only.
    printExport("AWS_DEFAULT_REGION", server.graph().stack().region());
    printExport("AWS_ACCESS_KEY_ID", server.username());
    printExport("AWS_SECRET_ACCESS_KEY", "local");
    out.println("  unset AWS_PROFILE AWS_SESSION_TOKEN");
  }

  /** Below the exports: without them, it would go to the real AWS. */
  private void printWhatNeedsThem() {
    out.println("and then, for example:");
    sendEvents().forEach(command -> out.println("  " + command));
    out.println("  aws cloudwatch describe-alarms");
    out.println(
        "Version 1 of the AWS CLI takes no endpoint from there for SQS, and would call the real AWS:");
    out.println("  aws --endpoint-url $AWS_ENDPOINT_URL sqs list-queues");
  }

  /**
   * By the script, where the topics have the names that it knows and the events no attributes, of
   * which it knows none; else example by example.
   */
  private Stream<String> sendEvents() {
    List<String> arns =
        demo.examples().stream().map(it -> server.output(it.topicArnOutput())).toList();
    List<String> topics = arns.stream().map(Greeting::topic).toList();
    String owner = topics.get(0).replaceFirst(TOPICS.get(0) + "$", "");
    return TOPICS.stream().map(owner::concat).toList().equals(topics)
            && demo.examples().stream().allMatch(it -> it.attributesFile().isEmpty())
        ? Stream.of(asOwner(arns.get(0), "scripts/send-mock-events.sh " + owner))
        : demo.examples().stream().map(this::publish);
  }

  private String publish(Demo.Example example) {
    String arn = server.output(example.topicArnOutput());
    String attributes =
        example.attributesFile().map(it -> " --message-attributes " + uri(it)).orElse("");
    return asOwner(
        arn,
        "aws sns publish --topic-arn " + arn + " --message " + uri(example.file()) + attributes);
  }

  private String uri(String file) {
    return ShellWord.of("file://" + directory.resolve(file));
  }

  private static String topic(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** To a topic of another, as the sample's are for who has set only a username, as the account. */
  private String asOwner(String topicArn, String command) {
    return Provided.publisher(server.graph(), topicArn) instanceof Principal.Root owner
        ? "AWS_ACCESS_KEY_ID=" + owner.account() + " " + command
        : command;
  }

  /** A resource's type and its name in AWS, in columns. */
  static String named(GraphResource resource) {
    String type = resource.type().substring(resource.type().lastIndexOf(':') + 1);
    return "%-24s %s".formatted(type, name(type, resource));
  }

  /**
   * What connects two resources has no name of its own that a person knows: it is named by both.
   */
  private static String name(String type, GraphResource resource) {
    return switch (type) {
      case "TopicSubscription" -> named(resource, "topic") + " to " + named(resource, "endpoint");
      case "EventTarget" ->
          "rule " + resource.outputs().get("rule") + " to " + named(resource, "arn");
      case "Dashboard" -> named(resource, "dashboardArn");
      default -> named(resource, "arn");
    };
  }

  /** What an output names by its ARN; without one, the resource by its name in the program. */
  private static String named(GraphResource resource, String arn) {
    return resource.text(arn).map(ResourceName::of).orElse(resource.name());
  }

  private void printExport(String variable, String value) {
    out.println("  export " + variable + "=" + value);
  }

  private String portOption() {
    int port = server.endpoint().getPort();
    return port == UpCommand.DEFAULT_PORT ? "" : " --port " + port;
  }
}
