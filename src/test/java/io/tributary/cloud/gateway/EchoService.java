package io.tributary.cloud.gateway;

import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/** A service that has every operation, keeps what it was asked and answers what it was told to. */
final class EchoService implements CloudService {

  private final ServiceApi api;
  Object request;
  SdkPojo response;

  EchoService(ServiceApi api) {
    this.api = api;
  }

  @Override
  public Class<? extends SdkClient> clientType() {
    return api.client();
  }

  @Override
  public SdkClient client(Caller caller) {
    return (SdkClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {api.client()},
            (proxy, method, arguments) -> {
              request = arguments[0];
              return CompletableFuture.completedFuture(response);
            });
  }
}
