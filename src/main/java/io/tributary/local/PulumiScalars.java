package io.tributary.local;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What a word without quotes is to Pulumi: neither YAML 1.1 nor 1.2, but what its library takes.
 *
 * <p>See github.com/go-yaml/yaml resolve.go, of version 3
 */
final class PulumiScalars extends Resolver {

  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> BOOLEANS =
      Set.of("true", "True", "TRUE", "false", "False", "FALSE");
  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}([Tt][\\d:.]+(Z|[-+]\\d\\d:\\d\\d)| [\\d:.]+)?");
  private static final Pattern WHOLE =
      Pattern.compile(
          "([-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)"
              + "|(?<decimal>0|[1-9][0-9]*))");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NO_NUMBER =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  /** JSON, through which numbers pass, writes what is beyond these with an exponent. */
  private static final BigDecimal HUGE = new BigDecimal("1e21");

  private static final BigDecimal TINY = new BigDecimal("1e-6");

  /** Numbers of all kinds are floats here; what is not passed on plainly counts as a date. */
  @Override
  public Tag resolve(NodeId kind, String text, boolean plain) {
    if (kind != NodeId.scalar || !plain) {
      return super.resolve(kind, text, false);
    }
    if (NOTHING.contains(text)) {
      return Tag.NULL;
    }
    if (BOOLEANS.contains(text)) {
      return Tag.BOOL;
    }
    if (text.equals("<<")) {
      return Tag.MERGE;
    }
    if (DATE.matcher(text).matches() || NO_NUMBER.matcher(text).matches()) {
      return Tag.TIMESTAMP;
    }
    return number(text).map(it -> isPlain(it) ? Tag.FLOAT : Tag.TIMESTAMP).orElse(Tag.STR);
  }

  private static boolean isPlain(BigDecimal number) {
    BigDecimal size = number.abs();
    return size.signum() == 0 || size.compareTo(TINY) >= 0 && size.compareTo(HUGE) < 0;
  }

  /** The number that a word is, in a form without an exponent. */
  static Optional<BigDecimal> number(String text) {
    String digits = text.matches("[-+0-9].*") ? text.replace("_", "") : text;
    return whole(digits).map(BigDecimal::new).or(() -> real(digits));
  }

  private static Optional<BigInteger> whole(String text) {
    Matcher number = WHOLE.matcher(text);
    if (!number.matches()) {
      return Optional.empty();
    }
    String sign = number.group(1);
    BigInteger value;
    if (number.group("hex") != null) {
      value = new BigInteger(sign + number.group("hex"), 16);
    } else if (number.group("binary") != null) {
      value = new BigInteger(sign + number.group("binary"), 2);
    } else if (number.group("octal") != null) {
      value = new BigInteger(sign + number.group("octal"), 8);
    } else {
      value = new BigInteger(sign + number.group("decimal"));
    }
    return Optional.of(value).filter(it -> it.bitLength() <= (it.signum() < 0 ? 63 : 64));
  }

  private static Optional<BigDecimal> real(String text) {
    if (!REAL.matcher(text).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value)
        ? Optional.empty()
        : Optional.of(
            new BigDecimal(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()));
  }
}
