package io.tributary.console;

import io.tributary.cloud.gateway.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Lets only the console's own page change anything. The host answers this machine's names only, so
 * that no name of another site leads here; but any page that a browser shows could still send
 * requests, and so could another server's page on this machine.
 */
final class Guard {

  /** The header by which the page shows that it is the console's. */
  static final String TOKEN_HEADER = "X-Tributary-Token";

  private static final int TOKEN_BYTES = 32;

  private final String token = drawn();

  private static String drawn() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What the page has to send, drawn anew at each start; another site cannot read the page. */
  String token() {
    return token;
  }

  /**
   * Refuses a request that another page sends, and one that changes something without the token.
   *
   * @throws Refusal 403
   */
  void check(HttpCall call) {
    String origin = call.header("Origin");
    if (origin != null && !origin.equalsIgnoreCase("http://" + call.header("Host"))) {
      throw Refusal.forbidden("the request comes from another page, '" + shown(origin) + "'");
    }
    if (isForeign(call)) {
      throw Refusal.forbidden("another page asks for what only the console's page may read");
    }
    if (call.method().equals("GET")) {
      return;
    }
    if (origin == null) {
      throw Refusal.forbidden(
          "the request names no Origin; only the console's page may change something here, use the"
              + " AWS CLI or an SDK otherwise");
    }
    if (!isToken(call.header(TOKEN_HEADER))) {
      throw Refusal.forbidden(
          "the token is not that of this start of the cloud; load the page again");
    }
  }

  /**
   * Whether another page asks without an Origin, as browsers do for its images and frames: it could
   * read nothing, but keep the cloud busy. Who follows a link to the console navigates to a
   * document; a frame navigates too, but says that it is a frame.
   *
   * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
   */
  private static boolean isForeign(HttpCall call) {
    String site = call.header("Sec-Fetch-Site");
    return site != null
        && !site.equals("same-origin")
        && !site.equals("none")
        && !isLinkFollowed(call);
  }

  private static boolean isLinkFollowed(HttpCall call) {
    String destination = call.header("Sec-Fetch-Dest");
    return "navigate".equals(call.header("Sec-Fetch-Mode"))
        && (destination == null || destination.equals("document"));
  }

  private boolean isToken(String given) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(100, text.length()));
  }
}
