package io.tributary.cloud.gateway;

import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;

/** A service of this cloud as the gateway calls it. */
final class Endpoint {

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

  /** The operation of that name, if the service has it on AWS, whether built here or not. */
  Optional<Operation> operation(String name) {
    Operation known = found.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    // Only what exists is kept, so that made-up names fill no memory.
    Optional<Operation> operation = Operation.find(api.client(), name);
    operation.ifPresent(it -> found.put(name, it));
    return operation;
  }

  SdkClient client(Caller caller) {
    return service.client(caller);
  }

  /** The operations that a client overrides, by name: those that this cloud builds. */
  static SortedSet<String> built(SdkClient client) {
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
