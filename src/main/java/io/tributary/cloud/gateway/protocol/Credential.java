package io.tributary.cloud.gateway.protocol;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.gateway.http.HttpCall;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Who a request says it comes from, and for which service, in its Authorization header. The
 * signature itself is not verified: the local cloud knows no secrets.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 *
 * @param service the service's signing name, for example {@code sqs}
 */
public record Credential(String accessKeyId, String service) {

  private static final String SCOPE_END = "aws4_request";

  /**
   * The credential of a request; nothing when the request has no Authorization header.
   *
   * @throws AwsServiceException {@code IncompleteSignature}, 400, if the header is not of AWS's
   *     Signature Version 4
   */
  public static Optional<Credential> of(HttpCall call) {
    String header = call.header("Authorization");
    return header == null ? Optional.empty() : Optional.of(parsed(header));
  }

  private static Credential parsed(String header) {
    int start = header.indexOf("Credential=");
    if (!header.startsWith("AWS4-") || start < 0) {
      throw incomplete("it must read 'AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., ...'");
    }
    start += "Credential=".length();
    int comma = header.indexOf(',', start);
    String scope = header.substring(start, comma < 0 ? header.length() : comma).trim();
    String[] parts = scope.split("/", -1); // key, date, region (not in version 4a), service, end
    if (parts.length < 4 || !parts[parts.length - 1].equals(SCOPE_END) || parts[0].isEmpty()) {
      throw incomplete(
          "its Credential must read ACCESS-KEY-ID/YYYYMMDD/REGION/SERVICE/" + SCOPE_END);
    }
    return new Credential(parts[0], parts[parts.length - 2]);
  }

  private static AwsServiceException incomplete(String what) {
    return ApiErrors.error(
        AwsServiceException.builder(),
        "IncompleteSignature",
        400,
        "The Authorization header does not conform to AWS standards: " + what + ".");
  }
}
