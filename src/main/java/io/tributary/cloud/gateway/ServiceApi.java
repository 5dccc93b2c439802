package io.tributary.cloud.gateway;

import io.tributary.cloud.gateway.protocol.AwsJson;
import io.tributary.cloud.gateway.protocol.AwsQuery;
import io.tributary.cloud.gateway.protocol.Protocol;
import io.tributary.cloud.gateway.protocol.RestBinding;
import io.tributary.cloud.gateway.protocol.RestJson;
import java.util.List;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/**
 * What the gateway must be told of a service, since the SDK's metadata does not say it.
 *
 * @param signingName by which signatures name the service
 * @param client the SDK's interface: its methods are the service's operations
 */
record ServiceApi(String signingName, Class<? extends SdkClient> client, Protocol protocol) {

  /** Every service whose wire form the gateway knows; one of two forms stands there twice. */
  static final List<ServiceApi> ALL =
      List.of(
          new ServiceApi("sqs", SqsAsyncClient.class, sqs()),
          new ServiceApi("events", EventBridgeAsyncClient.class, AwsJson.of("1.1", "AWSEvents")),
          new ServiceApi(
              "logs", CloudWatchLogsAsyncClient.class, AwsJson.of("1.1", "Logs_20140328")),
          query("sns", SnsAsyncClient.class, "2010-03-31", "http://sns.amazonaws.com/doc/"),
          query("iam", IamAsyncClient.class, "2010-05-08", "https://iam.amazonaws.com/doc/"),
          query("sts", StsAsyncClient.class, "2011-06-15", "https://sts.amazonaws.com/doc/"),
          query(
              "monitoring",
              CloudWatchAsyncClient.class,
              "2010-08-01",
              "http://monitoring.amazonaws.com/doc/"),
          new ServiceApi("monitoring", CloudWatchAsyncClient.class, cloudWatch()),
          new ServiceApi("pipes", PipesAsyncClient.class, pipes()));

  /** Its name for a person: the AWS CLI knows one service by another than its signatures. */
  String knownAs() {
    return signingName.equals("monitoring") ? "monitoring (cloudwatch)" : signingName;
  }

  private static ServiceApi query(
      String name, Class<? extends SdkClient> client, String version, String namespaces) {
    String namespace = namespaces + version + "/";
    return new ServiceApi(name, client, new AwsQuery(name, version, namespace));
  }

  private static Protocol sqs() {
    return AwsJson.queryCompatible("1.0", "AmazonSQS", SqsErrorTypes::of);
  }

  /** Newer clients speak JSON, older ones the Query protocol. */
  private static Protocol cloudWatch() {
    return AwsJson.queryCompatible(
        "1.0", "GraniteServiceVersion20100801", CloudWatchErrorTypes::of);
  }

  /** docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_Operations.html */
  private static Protocol pipes() {
    return new RestJson(
        new RestBinding("CreatePipe", "POST", "/v1/pipes/{Name}"),
        new RestBinding("DescribePipe", "GET", "/v1/pipes/{Name}"),
        new RestBinding("UpdatePipe", "PUT", "/v1/pipes/{Name}"),
        new RestBinding("DeletePipe", "DELETE", "/v1/pipes/{Name}"),
        new RestBinding("ListPipes", "GET", "/v1/pipes"),
        new RestBinding("StartPipe", "POST", "/v1/pipes/{Name}/start"),
        new RestBinding("StopPipe", "POST", "/v1/pipes/{Name}/stop"),
        new RestBinding("ListTagsForResource", "GET", "/tags/{resourceArn}"),
        new RestBinding("TagResource", "POST", "/tags/{resourceArn}"),
        new RestBinding("UntagResource", "DELETE", "/tags/{resourceArn}"));
  }
}
