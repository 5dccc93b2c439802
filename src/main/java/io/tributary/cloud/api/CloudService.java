package io.tributary.cloud.api;

import io.tributary.cloud.iam.Caller;
import software.amazon.awssdk.core.SdkClient;

/** A service of the cloud, as its API's clients see it. */
public interface CloudService {

  /** The SDK's interface of the service's clients, for example {@code SqsAsyncClient.class}. */
  Class<? extends SdkClient> clientType();

  /** A client of {@link #clientType()} whose every call is made by the caller. */
  SdkClient client(Caller caller);
}
