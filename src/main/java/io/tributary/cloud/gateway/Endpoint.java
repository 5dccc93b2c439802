package io.tributary.cloud.gateway;

import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;

/** A service of this cloud as the gateway calls it. */
final class Endpoint {

  /** What a service builds is the same for all. */
  private static final Caller ANYBODY = Caller.of(new Principal.Root("aws", "000000000000"));

  private final ServiceApi api;
  private final CloudService service;
  private final Map<String, Operation> found = new HashMap<>();

  Endpoint(ServiceApi api, CloudService service) {
    this.api = api;
    this.service = service;
  }

  ServiceApi api() {
    return api;
  }

  /**
   * The operation of that name, if the service has it on AWS.
   *
   * @throws AwsServiceException {@code NotImplemented}, 501, if it has, but this cloud does not
   *     build it
   */
  Optional<Operation> operation(String name) {
    Operation known = found.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (!Operation.exists(api.client(), name)) {
      return Optional.empty();
    }
    SortedSet<String> built = built(service.client(ANYBODY));
    if (!built.contains(name)) {
      throw GatewayErrors.notBuilt(api.signingName(), name, built);
    }
    Operation operation = Operation.of(api.client(), name);
    found.put(name, operation); // only what is built, so that made-up names fill no memory
    return Optional.of(operation);
  }

  SdkClient client(Caller caller) {
    return service.client(caller);
  }

  /** The operations that a client overrides, by name: those that this cloud builds. */
  private static SortedSet<String> built(SdkClient client) {
    SortedSet<String> names = new TreeSet<>();
    for (Class<?> type = client.getClass(); type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (isOperation(method)) {
          String name = method.getName();
          names.add(Character.toUpperCase(name.charAt(0)) + name.substring(1));
        }
      }
    }
    return names;
  }

  private static boolean isOperation(Method method) {
    return method.getReturnType() == CompletableFuture.class
        && method.getParameterCount() == 1
        && !method.isSynthetic()
        && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0]);
  }
}
