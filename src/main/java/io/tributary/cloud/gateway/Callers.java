package io.tributary.cloud.gateway;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.protocol.Credential;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Says who makes a request. */
final class Callers {

  /**
   * The gateway is plain HTTP on the loopback interface, which no one else can listen to: its
   * requests count as made over TLS, unless this header says {@code false}.
   */
  static final String SECURE_TRANSPORT = "x-tributary-secure-transport";

  private final Function<String, Optional<Principal>> principals;

  Callers(Function<String, Optional<Principal>> principals) {
    this.principals = principals;
  }

  /**
   * The caller of a request.
   *
   * @throws AwsServiceException if the request is unsigned or presigned, or its access key is no
   *     one's
   */
  Caller of(HttpCall call) {
    Credential credential = Credential.of(call).orElseThrow(GatewayErrors::unsigned);
    if (credential.presigned()) {
      throw GatewayErrors.presigned();
    }
    Principal principal =
        principals.apply(credential.accessKeyId()).orElseThrow(GatewayErrors::unknownAccessKey);
    return new Caller(principal, secureTransport(call.header(SECURE_TRANSPORT)));
  }

  private static boolean secureTransport(String header) {
    if (header == null || header.equals("true")) {
      return true;
    }
    if (header.equals("false")) {
      return false;
    }
    throw GatewayErrors.invalidHeader(SECURE_TRANSPORT, header, "true or false");
  }
}
