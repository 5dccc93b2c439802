package io.tributary.cloud.gateway.http;

import java.util.regex.Pattern;

/**
 * The names by which this machine calls itself. A request that names another host comes from a web
 * page whose own name was made to resolve to this machine (DNS rebinding).
 */
final class LoopbackNames {

  private static final int NAME_MAX = 255;
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(localhost|[a-z0-9._-]+\\.localhost|127(\\.[0-9]{1,3}){3})(:[0-9]{1,5})?",
          Pattern.CASE_INSENSITIVE);

  private LoopbackNames() {}

  /** Whether a Host header's value names this machine, with a port or without. */
  static boolean isHost(String authority) {
    return authority != null
        && authority.length() <= NAME_MAX
        && AUTHORITY.matcher(authority).matches();
  }

  /** Whether an Origin header's value is of this machine's own pages, or there is none. */
  static boolean isOrigin(String origin) {
    return origin == null || origin.startsWith("http://") && isHost(origin.substring(7));
  }
}
