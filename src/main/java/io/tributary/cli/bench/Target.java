package io.tributary.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * An endpoint that plays AWS, and who calls it.
 *
 * @param endpoint plain HTTP
 * @param accessKeyId names the caller; local clouds verify no signature
 * @param lasting whether it goes on when this process ends, with what was made there
 */
public record Target(URI endpoint, String region, String accessKeyId, boolean lasting) {

  /** As the SDK's clients have it; the second is longer than the longest long poll, 20 s. */
  static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

  public static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  /** One that ends with this process. */
  public Target(URI endpoint, String region, String accessKeyId) {
    this(endpoint, region, accessKeyId, false);
  }

  /**
   * Points one of the SDK's clients there. It tries nothing twice: a second try would hide what
   * failed, and waits as long as the first.
   */
  public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B pointed(B builder) {
    return builder
        .httpClient(plainHttp())
        .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "local")));
  }

  /**
   * Opens connections itself, for the client's own way begins with all of TLS. They wait as long as
   * the client's own, and know no proxy: what is measured is near.
   */
  private static SdkHttpClient plainHttp() {
    return UrlConnectionHttpClient.create(Target::opened);
  }

  /**
   * Makes Java keep as many connections to a server open; else it closes those beyond the fifth
   * after each answer. It looks only once, when it first could keep one.
   */
  public static void keepConnections(int most) {
    System.setProperty("http.maxConnections", Integer.toString(most));
  }

  /** A connection that waits no longer than the SDK's clients do. */
  public static HttpURLConnection opened(URI endpoint) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout((int) CONNECTION_TIMEOUT.toMillis());
      connection.setReadTimeout((int) READ_TIMEOUT.toMillis());
      return connection;
    } catch (IOException malformed) {
      throw new UncheckedIOException("cannot connect to " + endpoint, malformed);
    }
  }

  /** What the SDK's clients would write, but for the signature, which takes them longest. */
  String authorization(String service) {
    return "AWS4-HMAC-SHA256 Credential="
        + String.join("/", accessKeyId, "20250101", region, service, "aws4_request")
        + ", SignedHeaders=host;x-amz-date, Signature="
        + "0".repeat(64);
  }

  /** What to throw in place of another thread's failure; one that is not of here is our own. */
  RuntimeException thrown(Throwable failure) {
    return failure instanceof UnmeasurableException unmeasurable
        ? unmeasurable
        : failure instanceof IOException
            ? new UnmeasurableException(endpoint + " cannot be reached: " + failure.getMessage())
            : new CompletionException(failure);
  }
}
