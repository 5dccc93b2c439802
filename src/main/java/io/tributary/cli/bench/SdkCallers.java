package io.tributary.cli.bench;

import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Callers who share the clients of the AWS SDK, one a service, as a program's threads do. */
final class SdkCallers implements Callers {

  private final Target target;
  private final Pipeline pipeline;
  private final int batch;
  private final SnsClient sns;
  private final SqsClient sqs;

  /** The latest of each thread, for the SDK's own client does not end those that wait. */
  private final Map<Thread, HttpURLConnection> connections = new ConcurrentHashMap<>();

  SdkCallers(Target target, Pipeline pipeline, int batch) {
    this.target = target;
    this.pipeline = pipeline;
    this.batch = batch;
    SdkHttpClient http = UrlConnectionHttpClient.create(this::opened);
    this.sns = target.pointed(SnsClient.builder()).httpClient(http).build();
    this.sqs = target.pointed(SqsClient.builder()).httpClient(http).build();
  }

  private HttpURLConnection opened(URI address) {
    HttpURLConnection connection = Target.opened(address);
    connections.put(Thread.currentThread(), connection);
    return connection;
  }

  @Override
  public Caller next() {
    return new SdkCaller(target.endpoint(), sns, sqs, pipeline, batch);
  }

  @Override
  public void close() {
    connections.values().forEach(HttpURLConnection::disconnect);
    sns.close();
    sqs.close();
  }
}
