package io.tributary.cloud.gateway;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** An SNS that knows no topic. */
final class FewTopics implements CloudService {

  @Override
  public Class<? extends SdkClient> clientType() {
    return SnsAsyncClient.class;
  }

  @Override
  public SdkClient client(Caller caller) {
    return new Client();
  }

  private static final class Client implements SnsAsyncClient {

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}

    @Override
    public CompletableFuture<PublishResponse> publish(PublishRequest request) {
      return CompletableFuture.failedFuture(
          ApiErrors.error(NotFoundException.builder(), "NotFound", 404, "Topic does not exist"));
    }
  }
}
