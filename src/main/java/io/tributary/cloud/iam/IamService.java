package io.tributary.cloud.iam;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.time.EventLoop;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/** IAM as its API's clients see it. */
public final class IamService implements CloudService {

  private final Iam iam;
  private final Account account;
  private final ApiCalls calls;

  public IamService(EventLoop loop, Account account, Iam iam) {
    this.iam = iam;
    this.account = account;
    this.calls = new ApiCalls(loop);
  }

  @Override
  public Class<IamAsyncClient> clientType() {
    return IamAsyncClient.class;
  }

  @Override
  public IamAsyncClient client(Caller caller) {
    return new IamApi(iam, account, calls, caller);
  }
}
