package io.tributary.cloud.gateway.protocol;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * AWS Query: the operation and its input as a form, output and errors as XML.
 *
 * <p>See smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
public final class AwsQuery implements Protocol {

  private static final String XML = "text/xml";

  private final String service;
  private final String version;
  private final String namespace;

  /**
   * A service.
   *
   * @param service its signing name, for example {@code sns}
   * @param version of its API, which every request names: a date
   * @param namespace of its XML
   */
  public AwsQuery(String service, String version, String namespace) {
    this.service = service;
    this.version = version;
    this.namespace = namespace;
  }

  /** The operation that a request names by its Version and, where it has none, by its signature. */
  @Override
  public Optional<String> operation(HttpCall call) {
    String asked = call.form().get("Version");
    boolean ours = asked == null ? isSignedForService(call) : asked.equals(version);
    return ours ? Optional.ofNullable(call.form().get("Action")) : Optional.empty();
  }

  private boolean isSignedForService(HttpCall call) {
    return call.form().containsKey("Action")
        && Credential.of(call)
            .filter(credential -> credential.service().equals(service))
            .isPresent();
  }

  @Override
  public void decode(String operation, HttpCall call, SdkPojo builder) {
    QueryReader.read(QueryNode.of(call.form()), builder);
  }

  @Override
  public HttpReply encode(String operation, SdkPojo response, String requestId) {
    XmlWriter xml = new XmlWriter().open(operation + "Response", namespace);
    xml.open(operation + "Result", null).members(response).close(operation + "Result");
    xml.open("ResponseMetadata", null).element("RequestId", requestId).close("ResponseMetadata");
    return new HttpReply(200, XML, xml.close(operation + "Response").bytes());
  }

  @Override
  public HttpReply error(AwsServiceException error, String requestId) {
    XmlWriter xml = new XmlWriter().open("ErrorResponse", namespace).open("Error", null);
    xml.element("Type", error.statusCode() < 500 ? "Sender" : "Receiver");
    xml.element("Code", error.awsErrorDetails().errorCode());
    xml.element("Message", error.awsErrorDetails().errorMessage());
    xml.members(error).close("Error").element("RequestId", requestId);
    return new HttpReply(error.statusCode(), XML, Map.of(), xml.close("ErrorResponse").bytes());
  }
}
