package io.tributary.cloud.gateway.protocol;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.gateway.http.HttpCall;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Who a request says it comes from, and for which service: in its Authorization header or, of a
 * presigned request, in its query string. The signature itself is not verified: the local cloud
 * knows no secrets.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html and
 * reference_sigv-authentication-methods.html
 *
 * @param service the service's signing name, for example {@code sqs}
 * @param presigned whether the query string has it, and not the header
 */
public record Credential(String accessKeyId, String service, boolean presigned) {

  private static final String SCOPE_END = "aws4_request";
  private static final String MUST_READ =
      " must read ACCESS-KEY-ID/YYYYMMDD/REGION/SERVICE/" + SCOPE_END;
  private static final String HEADER = "The Authorization header";
  private static final String PARAMETER = "X-Amz-Credential";

  /**
   * The credential of a request; nothing when it is not signed.
   *
   * @throws AwsServiceException {@code IncompleteSignature}, 400, if the header or the parameter is
   *     not of AWS's Signature Version 4; {@code MalformedQueryString}, 400
   */
  public static Optional<Credential> of(HttpCall call) {
    String header = call.header("Authorization");
    return header == null
        ? call.queryValues(PARAMETER).stream().findFirst().map(Credential::ofParameter)
        : Optional.of(ofHeader(header));
  }

  private static Credential ofHeader(String header) {
    int start = header.indexOf("Credential=");
    if (!header.startsWith("AWS4-") || start < 0) {
      throw incomplete(
          HEADER, "it must read 'AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., ...'");
    }
    start += "Credential=".length();
    int comma = header.indexOf(',', start);
    String scope = header.substring(start, comma < 0 ? header.length() : comma).trim();
    return of(scope, false).orElseThrow(() -> incomplete(HEADER, "its Credential" + MUST_READ));
  }

  private static Credential ofParameter(String scope) {
    return of(scope, true)
        .orElseThrow(() -> incomplete("The query parameter " + PARAMETER, "it" + MUST_READ));
  }

  private static Optional<Credential> of(String scope, boolean presigned) {
    String[] parts = scope.split("/", -1); // key, date, region (not in version 4a), service, end
    return parts.length < 4 || !parts[parts.length - 1].equals(SCOPE_END) || parts[0].isEmpty()
        ? Optional.empty()
        : Optional.of(new Credential(parts[0], parts[parts.length - 2], presigned));
  }

  private static AwsServiceException incomplete(String where, String what) {
    return ApiErrors.error(
        AwsServiceException.builder(),
        "IncompleteSignature",
        400,
        where + " does not conform to AWS standards: " + what + ".");
  }
}
