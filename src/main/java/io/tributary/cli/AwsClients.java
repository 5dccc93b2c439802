package io.tributary.cli;

import io.tributary.local.LocalServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Real AWS SDK clients that speak to a local cloud's gateway, as any program of a user's would. */
public final class AwsClients {

  private AwsClients() {}

  public static SnsClient sns(LocalServer server) {
    return pointed(SnsClient.builder().httpClient(UrlConnectionHttpClient.create()), server)
        .build();
  }

  public static SqsClient sqs(LocalServer server) {
    return pointed(SqsClient.builder().httpClient(UrlConnectionHttpClient.create()), server)
        .build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B pointed(B builder, LocalServer server) {
    // The local cloud verifies no signatures: the access key only names the account's user.
    AwsBasicCredentials credentials = AwsBasicCredentials.create(server.username(), "local");
    return builder
        .endpointOverride(server.endpoint())
        .region(Region.of(server.graph().stack().region()))
        .credentialsProvider(StaticCredentialsProvider.create(credentials));
  }
}
