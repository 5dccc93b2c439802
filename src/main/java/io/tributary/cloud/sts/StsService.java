package io.tributary.cloud.sts;

import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.time.EventLoop;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** STS as its API's clients see it. */
public final class StsService implements CloudService {

  private final EventLoop loop;
  private final Iam iam;
  private final ApiCalls calls;

  public StsService(EventLoop loop, Iam iam) {
    this.loop = loop;
    this.iam = iam;
    this.calls = new ApiCalls(loop);
  }

  @Override
  public Class<StsAsyncClient> clientType() {
    return StsAsyncClient.class;
  }

  @Override
  public StsAsyncClient client(Caller caller) {
    return new StsApi(loop, iam, calls, caller);
  }
}
