package io.tributary.cloud.gateway.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection that sends any bytes at all, as well-behaved clients would not. */
public final class RawClient implements AutoCloseable {

  /** CR LF CR LF. */
  private static final int END_OF_HEAD = 0x0D0A0D0A;

  private final Socket socket;
  private final InputStream in;

  /** Connects; whatever does not come within ten seconds fails the test. */
  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Says that nothing more will be sent, and goes on listening. */
  public RawClient halfClose() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** One response, head and body, as text. */
  public String response() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int lastFour = 0;
    while (lastFour != END_OF_HEAD) {
      int next = in.read();
      if (next < 0) {
        return head.toString(StandardCharsets.UTF_8);
      }
      head.write(next);
      lastFour = lastFour << 8 | next;
    }
    String text = head.toString(StandardCharsets.UTF_8);
    return text + new String(in.readNBytes(contentLength(text)), StandardCharsets.UTF_8);
  }

  /** The next chunk of an open response, as text; empty at its end. */
  public String chunk() throws IOException {
    int length = Integer.parseInt(line(), 16);
    String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    line();
    return text;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("closed after '" + line + "'");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** Drops the connection, without the farewell that would keep its port for a minute. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** How many bytes of answers lie here unread; waits while another thread reads one. */
  public int available() {
    try {
      return in.available();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Whether the other side has closed, waited for. */
  public boolean isClosedByServer() throws IOException {
    return in.read() < 0;
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
