package io.tributary.cloud.gateway.protocol;

import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Smithy RPC v2 CBOR, as far as to say no in it: its clients take an answer without the protocol's
 * header for a broken one, and read nothing of it.
 *
 * <p>See smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
 */
public final class RpcV2Cbor {

  private static final String HEADER = "smithy-protocol";
  private static final String NAME = "rpc-v2-cbor";

  private static final int MAP_OF_TWO = 0xA2;

  /** A text whose length in bytes follows in four. */
  private static final int TEXT = 0x7A;

  private RpcV2Cbor() {}

  /** Whether who makes the call reads answers in this protocol. */
  public static boolean isSpokenBy(HttpCall call) {
    return NAME.equals(call.header(HEADER));
  }

  /** An error, which has its awsErrorDetails set, as it goes over the wire. */
  public static HttpReply error(AwsServiceException error) {
    ByteArrayOutputStream cbor = new ByteArrayOutputStream();
    cbor.write(MAP_OF_TWO);
    write("__type", cbor);
    write(error.awsErrorDetails().errorCode(), cbor);
    write("message", cbor);
    write(error.awsErrorDetails().errorMessage(), cbor);
    return new HttpReply(
        error.statusCode(), "application/cbor", Map.of(HEADER, NAME), cbor.toByteArray());
  }

  private static void write(String text, ByteArrayOutputStream cbor) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    cbor.write(TEXT);
    cbor.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
    cbor.writeBytes(utf8);
  }
}
