package io.tributary.cloud.gateway;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * An operation as the SDK's asynchronous client has it: found by its name alone, so that only the
 * classes of operations in use are ever loaded.
 */
final class Operation {

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9]{1,127}");

  /**
   * In class names the SDK writes ListMFADevices as ListMfaDevices, and AssumeRoleWithSAML alike.
   */
  private static final Pattern ACRONYM_TAIL = Pattern.compile("(?<=[A-Z])[A-Z]+(?![a-z])");

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

  private final String name;
  private final MethodHandle newBuilder;
  private final MethodHandle call;

  private Operation(String name, MethodHandle newBuilder, MethodHandle call) {
    this.name = name;
    this.newBuilder = newBuilder.asType(MethodType.methodType(SdkPojo.class));
    this.call =
        call.asType(MethodType.methodType(CompletableFuture.class, SdkClient.class, Object.class));
  }

  /** Whether AWS has an operation of that name: the SDK has its request, if no method of one. */
  static boolean exists(Class<? extends SdkClient> client, String name) {
    if (!NAME.matcher(name).matches()) {
      return false;
    }
    try {
      return !Modifier.isAbstract(requestClass(client, name).getModifiers());
    } catch (ClassNotFoundException unknown) {
      return false;
    }
  }

  /** The operation of that name, of which the SDK's client has a method that takes one request. */
  static Operation of(Class<? extends SdkClient> client, String name) {
    try {
      Class<?> request = requestClass(client, name);
      Class<?> builder = load(client, request.getName() + "$Builder");
      MethodHandle newBuilder =
          LOOKUP.findStatic(request, "builder", MethodType.methodType(builder));
      String method = Character.toLowerCase(name.charAt(0)) + name.substring(1);
      MethodType type = MethodType.methodType(CompletableFuture.class, request);
      return new Operation(name, newBuilder, LOOKUP.findVirtual(client, method, type));
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("the SDK has models of all its methods", broken);
    }
  }

  private static Class<?> requestClass(Class<? extends SdkClient> client, String name)
      throws ClassNotFoundException {
    String className =
        ACRONYM_TAIL
            .matcher(name)
            .replaceAll(tail -> tail.group().toLowerCase(java.util.Locale.ROOT));
    Class<?> request = load(client, client.getPackageName() + ".model." + className + "Request");
    if (!AwsRequest.class.isAssignableFrom(request)) {
      throw new ClassNotFoundException(request + " is no request");
    }
    return request;
  }

  private static Class<?> load(Class<? extends SdkClient> client, String className)
      throws ClassNotFoundException {
    return Class.forName(className, false, client.getClassLoader());
  }

  String name() {
    return name;
  }

  /** An empty builder of the operation's request. */
  SdkPojo newBuilder() {
    try {
      return (SdkPojo) newBuilder.invokeExact();
    } catch (Throwable broken) {
      throw new IllegalStateException("the SDK's builders can always be made", broken);
    }
  }

  /** Calls the operation; whatever the client throws, the future fails with. */
  CompletableFuture<?> call(SdkClient client, SdkPojo builder) {
    try {
      Object request = ((Buildable) builder).build();
      return (CompletableFuture<?>) call.invokeExact(client, request);
    } catch (Throwable failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }
}
