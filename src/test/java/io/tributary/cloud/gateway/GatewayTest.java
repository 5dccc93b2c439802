package io.tributary.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.cloud.gateway.http.HttpHost;
import io.tributary.cloud.gateway.http.RawClient;
import io.tributary.cloud.iam.Principal;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** The gateway over real sockets, with real clients where they can say it, raw bytes where not. */
class GatewayTest {

  private static final String USER = "arn:aws:iam::536697261635:user/someone";
  private static final String SIGNED =
      "Authorization: AWS4-HMAC-SHA256 Credential=known/20250115/eu-west-1/sqs/aws4_request,"
          + " SignedHeaders=host, Signature=0\r\n";

  private final FewQueues queues = new FewQueues();
  private final List<Throwable> bugs = new CopyOnWriteArrayList<>();
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private HttpHost host;
  private int port;
  private SqsClient sqs;

  @BeforeEach
  void start() {
    host = HttpHost.start(1);
    Principal user = new Principal.User("aws", "536697261635", "someone");
    Gateway gateway =
        new Gateway(
            List.of(queues, new FewTopics()),
            host.loop(),
            id -> id.equals("known") ? Optional.of(user) : Optional.empty(),
            new NoPages(),
            bugs::add);
    port = host.serve(0, gateway);
    sqs =
        configured(SqsClient.builder().checksumValidationEnabled(false), "known")
            .httpClient(http)
            .build();
  }

  @AfterEach
  void stop() {
    sqs.close();
    host.close();
  }

  @Test
  void theSynchronousClientIsAnswered() {
    assertThat(sqs.createQueue(it -> it.queueName("basket")).queueUrl()).startsWith("basket ");
  }

  @Test
  void theAsynchronousClientIsAnswered() {
    try (SqsAsyncClient client =
        configured(SqsAsyncClient.builder(), "known")
            .httpClient(AwsCrtAsyncHttpClient.create())
            .build()) {
      assertThat(client.createQueue(it -> it.queueName("basket")).join().queueUrl())
          .startsWith("basket ");
    }
  }

  @Test
  void theCallerIsWhomTheAccessKeyNames() {
    assertThat(sqs.createQueue(it -> it.queueName("q")).queueUrl())
        .isEqualTo("q " + USER + " true");
  }

  @Test
  void plainHttpCanBePresentedAsSuch() throws IOException {
    assertThat(
            exchange(
                json(
                    "AmazonSQS.CreateQueue",
                    SIGNED + "x-tributary-secure-transport: false\r\n",
                    "{}")))
        .contains(USER + " false");
  }

  @Test
  void aSecureTransportThatIsNeitherTrueNorFalseIsRefused() throws IOException {
    assertThat(
            exchange(
                json(
                    "AmazonSQS.CreateQueue",
                    SIGNED + "x-tributary-secure-transport: no\r\n",
                    "{}")))
        .startsWith("HTTP/1.1 400")
        .contains("must be true or false");
  }

  @Test
  void anAccessKeyOfNobodyIsRefused() {
    try (SqsClient stranger = configured(SqsClient.builder(), "strange").httpClient(http).build()) {
      assertError(
          catchThrowableOfType(
              SqsException.class, () -> stranger.createQueue(it -> it.queueName("q"))),
          "InvalidClientTokenId",
          403);
    }
  }

  @Test
  void anUnsignedRequestIsRefused() throws IOException {
    assertThat(exchange(json("AmazonSQS.CreateQueue", "", "{}")))
        .startsWith("HTTP/1.1 403")
        .contains("MissingAuthenticationToken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic c29tZW9uZQ==",
        "AWS4-HMAC-SHA256 Credential=known",
        "AWS4-HMAC-SHA256 Credential=///aws4_request"
      })
  void anAuthorizationThatIsNotAwssIsRefused(String header) throws IOException {
    assertThat(exchange(json("AmazonSQS.CreateQueue", "Authorization: " + header + "\r\n", "{}")))
        .startsWith("HTTP/1.1 400")
        .contains("IncompleteSignature");
  }

  @Test
  void aModelledErrorArrivesAsItsClass() {
    QueueDoesNotExistException error =
        catchThrowableOfType(
            QueueDoesNotExistException.class, () -> sqs.getQueueUrl(it -> it.queueName("none")));
    assertError(error, "AWS.SimpleQueueService.NonExistentQueue", 400);
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo("The specified queue does not exist.");
  }

  @Test
  void anErrorOfSqsCarriesItsTypeAndItsQueryCode() throws IOException {
    assertThat(exchange(json("AmazonSQS.GetQueueUrl", SIGNED, "{\"QueueName\":\"none\"}")))
        .contains("x-amzn-query-error: AWS.SimpleQueueService.NonExistentQueue;Sender")
        .contains("\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"");
  }

  @Test
  void anUnmodelledErrorOfSqsHasATypeOfItsOwn() throws IOException {
    assertThat(exchange(json("AmazonSQS.GetQueueUrl", SIGNED, "{}")))
        .contains("x-amzn-query-error: MissingParameter;Sender")
        .contains("com.amazonaws.sqs#MissingRequiredParameterException");
  }

  @Test
  void anOperationThatIsNotBuiltIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> sqs.listQueues())
        .isInstanceOfSatisfying(SqsException.class, it -> assertError(it, "NotImplemented", 501))
        .hasMessageContaining("does not build sqs:ListQueues")
        .hasMessageContaining(
            "builds: CreateQueue, DeleteQueue, GetQueueUrl, PurgeQueue, ReceiveMessage, UntagQueue.");
  }

  @Test
  void aPartThatIsNotBuiltIsNamed() {
    assertThatThrownBy(() -> sqs.purgeQueue(it -> it.queueUrl("q")))
        .isInstanceOfSatisfying(SqsException.class, it -> assertError(it, "NotImplemented", 501))
        .hasMessageContaining("purging is not built for FIFO queues");
  }

  @Test
  void aServiceThatIsNotThereIsNamedWithThoseThatAre() {
    try (StsClient sts = configured(StsClient.builder(), "known").httpClient(http).build()) {
      assertThatThrownBy(sts::getCallerIdentity)
          .isInstanceOf(StsException.class)
          .hasMessageContaining("does not have the service sts. It has: sqs, sns.");
    }
  }

  @Test
  void aBugIsReportedOnceAndToldToNobody() throws IOException {
    assertThat(exchange(json("AmazonSQS.DeleteQueue", SIGNED, "{}")))
        .startsWith("HTTP/1.1 500")
        .contains("InternalFailure")
        .doesNotContain("secret", "Exception", "at io.tributary");
    assertThat(bugs).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anErrorOfTheMachineIsAnsweredToo() throws IOException {
    assertThat(exchange(json("AmazonSQS.UntagQueue", SIGNED, "{}")))
        .startsWith("HTTP/1.1 500")
        .contains("InternalFailure");
    assertThat(bugs).singleElement().isInstanceOf(NoClassDefFoundError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AmazonSQS.Nothing", "AmazonSQS.", "AmazonS3.Nothing", "x", "AmazonSQS.Sqs"})
  void anUnknownTargetIsRefused(String target) throws IOException {
    assertThat(exchange(json(target, SIGNED, "{}")))
        .startsWith("HTTP/1.1 400")
        .contains("UnknownOperationException");
  }

  @ParameterizedTest
  @CsvSource({
    "Action=Nothing&Version=2010-03-31, InvalidAction",
    "Action=Nothing, InvalidAction",
    "Action=Publish&Version=1999-01-01, InvalidAction",
    "Version=1999-01-01, MissingAction",
    "'', MissingAction",
    "%zz=1, MalformedQueryString",
    "Action=Publish&Version=2010-03-31&MessageAttributes.entry.x.Name=a, MalformedInput",
    "Action=Publish&Version=2010-03-31&MessageAttributes.entry.1.Name=a, MalformedInput",
    "Action=Publish&Version=2010-03-31&Message.a=b, MalformedInput",
  })
  void aQueryThatFitsNothingIsRefused(String form, String code) throws IOException {
    assertThat(exchange(form(form, "sns")))
        .startsWith("HTTP/1.1 400")
        .contains("<ErrorResponse", "<Type>Sender</Type><Code>" + code + "</Code>");
    assertThat(bugs).isEmpty();
  }

  /** XML cannot write them: unread by any parser, the whole answer would be lost. */
  @ParameterizedTest
  @ValueSource(strings = {"%00", "%01", "%1F", "%EF%BF%BE"})
  void aCharacterThatXmlCannotWriteIsReplacedInTheAnswer(String character) throws IOException {
    String form = "Action=a" + character + "b&Version=2010-03-31";
    String request =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: %d\r\n\r\n%s".formatted(form.length(), form);

    assertThat(exchange(request)).contains("Could not find operation a\uFFFDb for");
  }

  @Test
  void anErrorOfAQueryServiceArrivesAsItsClass() {
    try (SnsClient sns = configured(SnsClient.builder(), "known").httpClient(http).build()) {
      NotFoundException error =
          catchThrowableOfType(
              NotFoundException.class, () -> sns.publish(it -> it.message("hello")));
      assertThat(error.awsErrorDetails().errorCode()).isEqualTo("NotFound");
      assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Topic does not exist");
      assertThat(error.statusCode()).isEqualTo(404);
      assertThat(error.requestId()).hasSize(36);
    }
  }

  @ParameterizedTest
  @CsvSource({"Action=ListQueues&Version=2012-11-05, sqs", "Action=ListQueues, sqs"})
  void theOlderProtocolOfSqsIsToldWhichClientToUse(String form, String service) throws IOException {
    assertThat(exchange(form(form, service)))
        .startsWith("HTTP/1.1 501")
        .contains("<Code>NotImplemented</Code>", "AWS CLI 1.29.82", "boto3 1.28.82");
  }

  @Test
  void anUnknownPathIsRefused() throws IOException {
    assertThat(exchange("GET /v9/nothing HTTP/1.1\r\nHost: localhost\r\n" + SIGNED + "\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("UnknownOperationException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "\"text\"",
        "{} {}",
        "{\"QueueName\":}",
        "{\"QueueName\":1}",
        "{\"QueueName\":{\"a\":[]}}",
        "{\"Attributes\":{\"a\":null}}",
        "{\"Attributes\":[]}",
        "{\"QueueName\":\"\\uZZZZ\"}",
        "not json"
      })
  void aBodyThatDoesNotFitIsRefused(String body) throws IOException {
    assertThat(exchange(json("AmazonSQS.CreateQueue", SIGNED, body)))
        .startsWith("HTTP/1.1 400")
        .contains("SerializationException");
    assertThat(bugs).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "99999999999999999999", "1.5", "\"1\"", "true", "-"})
  void aNumberThatDoesNotFitIsRefused(String number) throws IOException {
    String body = "{\"MaxNumberOfMessages\":" + number + "}";
    assertThat(exchange(json("AmazonSQS.ReceiveMessage", SIGNED, body)))
        .startsWith("HTTP/1.1 400")
        .contains("SerializationException");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    String body = "{\"Unknown\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(exchange(json("AmazonSQS.CreateQueue", SIGNED, body)))
        .startsWith("HTTP/1.1 400")
        .contains("SerializationException");
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1, s3, <Code>NotImplemented</Code>",
    "GET /tags/key HTTP/1.1, s3, <Code>NotImplemented</Code>",
    "GET /tags/arn HTTP/1.1, scheduler, '\"__type\":\"NotImplemented\"'",
    "GET /2015-03-31/functions HTTP/1.1, lambda, '\"__type\":\"NotImplemented\"'"
  })
  void aServiceThatSpeaksAnotherProtocolIsNamedToo(String line, String service, String code)
      throws IOException {
    String signed = SIGNED.replace("/sqs/", "/" + service + "/");

    assertThat(exchange(line + "\r\n" + signed + "Host: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 501")
        .contains(code, "does not have the service " + service + ". It has: sqs, sns.");
  }

  @Test
  void whoOpensTheAddressInABrowserIsToldOfTheConsole() throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("No service has an operation at GET /; the console is at /_tributary/.");
  }

  private static String presigned(String query, String service) {
    return "GET /?"
        + query
        + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=known%2F20250115%2Feu-west-1%2F"
        + service
        + "%2Faws4_request&X-Amz-Date=20250115T120000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=0 HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  /** An image of any web page could ask for one, and no signature is verified. */
  @Test
  void aPresignedRequestIsRefusedForWhatItIs() throws IOException {
    assertThat(exchange(presigned("Action=Publish&Version=2010-03-31&Message=m", "sns")))
        .startsWith("HTTP/1.1 501")
        .contains(
            "<Code>NotImplemented</Code>",
            "does not take presigned requests: send the signature in the Authorization header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2F", "%2f", "/"})
  void aPresignedRequestOfAServiceThatIsNotThereNamesIt(String slash) throws IOException {
    String request = presigned("a=b", "s3").replace("%2F", slash);
    assertThat(exchange(request.replace("/?", "/bucket/key?")))
        .startsWith("HTTP/1.1 501")
        .contains("<Code>NotImplemented</Code>", "does not have the service s3.");
  }

  @Test
  void aPresignedRequestWithoutAWholeScopeIsToldWhatItMustRead() throws IOException {
    assertThat(exchange("GET /?X-Amz-Credential=known HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains(
            "IncompleteSignature",
            "The query parameter X-Amz-Credential does not conform to AWS standards: it must read"
                + " ACCESS-KEY-ID/YYYYMMDD/REGION/SERVICE/aws4_request.");
  }

  @Test
  void unknownMembersAreSkipped() throws IOException {
    String body = "{\"Unknown\":{\"a\":[1,{}]},\"QueueName\":\"q\"}";
    assertThat(exchange(json("AmazonSQS.CreateQueue", SIGNED, body))).contains("q " + USER);
  }

  @Test
  void everyAnswerHasARequestId() throws IOException {
    assertThat(exchange(json("AmazonSQS.CreateQueue", SIGNED, "{}")))
        .contains("x-amzn-RequestId: ");
    assertThat(exchange(json("AmazonSQS.CreateQueue", "", "{}"))).contains("x-amzn-RequestId: ");
    assertThat(exchange("nonsense\r\n\r\n")).contains("x-amzn-RequestId: ");
    assertThat(exchange("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
        .contains("x-amzn-RequestId: ", "AccessDenied");
  }

  @Test
  void aLongPollKeepsNobodyElseWaiting() throws Exception {
    CompletableFuture<ReceiveMessageResponse> poll =
        CompletableFuture.supplyAsync(() -> sqs.receiveMessage(it -> it.queueUrl("q")));
    while (queues.waiting == null) {
      // Each of these is another client's, and is answered while the poll may already wait.
      assertThat(exchange(json("AmazonSQS.CreateQueue", SIGNED, "{}"))).startsWith("HTTP/1.1 200");
    }
    assertThat(poll).isNotDone();
    host.loop().execute(() -> queues.deliver("at last"));
    assertThat(poll.get().messages().get(0).body()).isEqualTo("at last");
  }

  @Test
  void thePagesWithoutTheirSlash_leadThere() throws Exception {
    assertThat(exchange("GET /_tributary HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 308 ")
        .containsIgnoringCase("location: /_tributary/");
  }

  @Test
  void ownPagesAreBesideTheApis() throws IOException {
    assertThat(exchange("GET /_tributary/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("no page /_tributary/nothing");
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder, String accessKeyId) {
    return builder
        .region(Region.EU_WEST_1)
        .endpointOverride(URI.create("http://localhost:" + port))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret")));
  }

  private static void assertError(SqsException error, String code, int status) {
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(error.statusCode()).isEqualTo(status);
  }

  private String exchange(String request) throws IOException {
    try (RawClient client = new RawClient(port)) {
      return client.send(request).response();
    }
  }

  private static String json(String target, String headers, String body) {
    return post(
        "X-Amz-Target: " + target + "\r\nContent-Type: application/x-amz-json-1.0\r\n" + headers,
        body);
  }

  private static String form(String body, String service) {
    String headers = SIGNED.replace("/sqs/", "/" + service + "/");
    return post("Content-Type: application/x-www-form-urlencoded\r\n" + headers, body);
  }

  private static String post(String headers, String body) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(body.length(), headers, body);
  }
}
