package io.tributary.cli.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * HTTP/1.1 over a connection that is kept alive, one request after the other, blocking. A request
 * costs a write and a read, so that what is measured is the server, though its client runs on the
 * same cores.
 */
final class Connection implements AutoCloseable {

  /**
   * An answer.
   *
   * @param body each byte as the character of that number, for searching
   */
  record Reply(int status, String body) {}

  private static final String HEAD_END = "\r\n\r\n";

  private static final String FAILED = "Failed";

  /** An entry among those that failed, as SQS tells it in JSON and SNS in XML. */
  private static final Pattern FAILED_ENTRY =
      Pattern.compile(FAILED + "(\"\\s*:\\s*\\[\\s*\\{|>\\s*<member)");

  private final URI endpoint;
  private volatile Socket socket;
  private byte[] buffer = new byte[64 << 10];
  private int length;

  Connection(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param request head and body
   * @throws UnmeasurableException if its status is not 200
   * @throws java.net.SocketTimeoutException if it cannot connect within 2 seconds, or nothing comes
   *     for 30
   */
  String send(byte[] request) throws IOException {
    if (socket == null) {
      connect();
    }
    socket.getOutputStream().write(request);
    Reply reply = receive();
    if (reply.status() != 200) {
      throw UnmeasurableException.answered(endpoint, reply.status(), reply.body());
    }
    return reply.body();
  }

  /**
   * Sends a request of one or more entries, all of which have to be accepted.
   *
   * @throws UnmeasurableException if its status is not 200, or an entry failed, which AWS tells in
   *     an answer of status 200
   */
  String sendBatch(byte[] request) throws IOException {
    String answer = send(request);
    int failed = answer.indexOf(FAILED);
    if (failed >= 0 && FAILED_ENTRY.matcher(answer).region(failed, answer.length()).lookingAt()) {
      throw UnmeasurableException.refusedEntries(endpoint, answer);
    }
    return answer;
  }

  /** Known before it is connected, so that to close it ends that, too. */
  private void connect() throws IOException {
    socket = new Socket();
    socket.connect(
        new InetSocketAddress(endpoint.getHost(), port()),
        (int) Target.CONNECTION_TIMEOUT.toMillis());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) Target.READ_TIMEOUT.toMillis());
  }

  private int port() {
    return endpoint.getPort() < 0 ? 80 : endpoint.getPort();
  }

  private Reply receive() throws IOException {
    length = 0;
    int end = -1;
    while (end < 0) {
      int searched = Math.max(0, length - HEAD_END.length());
      fill();
      end = text(searched, length).indexOf(HEAD_END);
      end = end < 0 ? end : end + searched;
    }
    String head = text(0, end + 2).toLowerCase(Locale.ROOT);
    int status = Integer.parseInt(head.substring(9, 12));
    String body = body(head, end + HEAD_END.length());
    if ("close".equals(header(head, "connection"))) {
      close();
      socket = null;
    }
    return new Reply(status, body);
  }

  private String body(String head, int from) throws IOException {
    String contentLength = header(head, "content-length");
    if (contentLength != null) {
      int to = from + Integer.parseInt(contentLength);
      while (length < to) {
        fill();
      }
      return text(from, to);
    }
    if ("chunked".equals(header(head, "transfer-encoding"))) {
      return chunks(from);
    }
    throw new UnmeasurableException(endpoint + " answers neither with a length nor in chunks");
  }

  private String chunks(int from) throws IOException {
    StringBuilder body = new StringBuilder();
    int at = from;
    while (true) {
      int line = lineEnd(at);
      int size = Integer.parseInt(text(at, line).split(";")[0].trim(), 16);
      at = line + 2;
      while (length < at + size + 2) {
        fill();
      }
      if (size == 0) {
        return body.toString();
      }
      body.append(text(at, at + size));
      at += size + 2;
    }
  }

  private int lineEnd(int from) throws IOException {
    int end = text(from, length).indexOf("\r\n");
    while (end < 0) {
      fill();
      end = text(from, length).indexOf("\r\n");
    }
    return from + end;
  }

  private static String header(String head, String name) {
    String start = "\r\n" + name + ":";
    int at = head.indexOf(start);
    return at < 0 ? null : head.substring(at + start.length(), head.indexOf("\r\n", at + 2)).trim();
  }

  private String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private void fill() throws IOException {
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * length);
    }
    int read = socket.getInputStream().read(buffer, length, buffer.length - length);
    if (read < 0) {
      throw new EOFException("it closed the connection before it had answered");
    }
    length += read;
  }

  /** May be called from another thread, whose waiting then ends with an IOException. */
  @Override
  public void close() throws IOException {
    Socket open = socket;
    if (open != null) {
      open.close();
    }
  }
}
