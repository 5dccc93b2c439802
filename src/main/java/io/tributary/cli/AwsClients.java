package io.tributary.cli;

import io.tributary.cli.bench.Target;
import io.tributary.local.LocalServer;
import java.net.URI;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Real AWS SDK clients that speak to a local cloud's gateway, as any program of a user's would. */
public final class AwsClients {

  private AwsClients() {}

  public static SnsClient sns(LocalServer server) {
    return target(server).pointed(SnsClient.builder()).build();
  }

  public static SqsClient sqs(LocalServer server) {
    return target(server).pointed(SqsClient.builder()).build();
  }

  /** Loads the classes of these clients, some thousand: as much work as deploying a program. */
  static void load() {
    Target nobody = new Target(URI.create("http://localhost"), "us-east-1", "nobody");
    nobody.pointed(SnsClient.builder()).build().close();
    nobody.pointed(SqsClient.builder()).build().close();
  }

  /** The access key names the account's user. */
  static Target target(LocalServer server) {
    return new Target(server.endpoint(), server.graph().stack().region(), server.username());
  }
}
