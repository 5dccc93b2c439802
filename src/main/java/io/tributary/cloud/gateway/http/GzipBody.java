package io.tributary.cloud.gateway.http;

import io.tributary.cloud.api.ApiErrors;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Bodies that clients compress, as AWS's do with long ones of PutMetricData.
 *
 * <p>See smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
 */
final class GzipBody {

  private GzipBody() {}

  /**
   * The body as it was before.
   *
   * @throws AwsServiceException {@code InvalidRequest}, 400, if it is no gzip; {@code
   *     RequestEntityTooLarge}, 413, if it becomes longer than a body may be
   */
  static byte[] unzipped(byte[] body) {
    int most = HttpLimits.DEFAULT.bodyBytes();
    try (GZIPInputStream unzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] unzipped = unzip.readNBytes(most + 1);
      if (unzipped.length > most) {
        throw ApiErrors.error(
            AwsServiceException.builder(),
            "RequestEntityTooLarge",
            413,
            "The request's body is longer than " + most + " bytes, once unzipped.");
      }
      return unzipped;
    } catch (ZipException | EOFException broken) {
      throw ApiErrors.error(
          AwsServiceException.builder(),
          "InvalidRequest",
          400,
          "The request's Content-Encoding is gzip, but its body is not.");
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory cannot fail", impossible);
    }
  }
}
