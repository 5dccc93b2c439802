package io.tributary.cloud.iam;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of IP addresses in CIDR notation, of version 4 or 6; without a mask one address. */
record AddressRange(byte[] network, int bits) {

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  static ValueTest test(String written) {
    AddressRange range = parse(written);
    return (actual, context) -> range.contains(actual);
  }

  private static AddressRange parse(String written) {
    int slash = written.indexOf('/');
    byte[] network = address(slash < 0 ? written : written.substring(0, slash));
    String mask = slash < 0 ? "" : written.substring(slash + 1);
    if (network == null || slash >= 0 && !mask.matches("\\d{1,3}")) {
      throw malformed(written);
    }
    int bits = slash < 0 ? network.length * 8 : Integer.parseInt(mask);
    if (bits > network.length * 8) {
      throw malformed(written);
    }
    return new AddressRange(network, bits);
  }

  private static IllegalArgumentException malformed(String written) {
    return new IllegalArgumentException(
        "'" + written + "' is no IP range: give an address, or one with a mask as 203.0.113.0/24");
  }

  private boolean contains(String text) {
    byte[] address = address(text);
    if (address == null || address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of an address; null when it is none. Only literals pass, so no name is looked up. */
  private static byte[] address(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }
}
