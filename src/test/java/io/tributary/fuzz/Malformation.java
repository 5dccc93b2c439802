package io.tributary.fuzz;

import io.tributary.fuzz.MalformedRequest.Delivery;
import io.tributary.fuzz.Template.Wire;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The ways to make a request bad; each is drawn as often as its weight says. */
enum Malformation {
  TRUNCATED(20) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      String body = good.body().substring(0, random.nextInt(good.body().length() + 1));
      return post(good, utf8(body));
    }
  },
  WRONG_TYPE(20) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      return post(good, utf8(withValue(good, oneOf(random, ODD_VALUES), random)));
    }
  },
  DEEP_NESTING(10) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      int depth = 1 << random.nextInt(4, 16);
      String open = oneOf(random, List.of("[", "{\"a\":", "a."));
      String close = random.nextBoolean() ? "" : open.equals("[") ? "]" : "}";
      String nested = open.repeat(depth) + "1" + close.repeat(depth);
      return post(good, utf8(withValue(good, nested, random)));
    }
  },
  HUGE_NUMBER(10) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      return post(good, utf8(withValue(good, oneOf(random, HUGE_NUMBERS), random)));
    }
  },
  ODD_ENCODING(15) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      Charset charset =
          oneOf(
              random,
              List.of(
                  StandardCharsets.UTF_16,
                  StandardCharsets.UTF_16LE,
                  Charset.forName("UTF-32"),
                  Charset.forName("IBM037")));
      byte[] body =
          random.nextBoolean() ? good.body().getBytes(charset) : spoiled(utf8(good.body()), random);
      String type = "Content-Type: " + good.contentType() + oneOf(random, ODD_PARAMETERS);
      return request(good.wire(), good.head(good.path(), type + "\r\n"), body);
    }
  },
  WRONG_PROTOCOL(10) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      Template other = oneOf(random, Template.ALL);
      String type = "Content-Type: " + other.contentType() + "\r\n";
      // Which protocol the sender meant is anybody's guess.
      return request(null, good.head(other.path(), type), utf8(other.body()));
    }
  },
  NO_HTTP(5) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      byte[] noise = new byte[random.nextInt(1, 400)];
      random.nextBytes(noise);
      byte[] opening = utf8(oneOf(random, OPENINGS));
      // What ends no line might go on for ever; these end theirs.
      return atOnce(null, join(opening, noise, utf8("\r\n\r\n")));
    }
  },
  BAD_HEAD(15) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      String type = "Content-Type: " + good.contentType() + "\r\n";
      String head = good.head(oneOf(random, ODD_PATHS), type + oneOf(random, ODD_HEADERS));
      return request(null, head, utf8(good.body()));
    }
  },
  TEN_MEBIBYTES(1) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      Wire wire = good.target() == null ? null : good.wire();
      return request(wire, good.head(), TEN_MIB);
    }
  },
  CHUNKS_WITHOUT_END(1) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      String head = good.head() + "Transfer-Encoding: chunked\r\n\r\n";
      return atOnce(null, join(utf8(head), EIGHT_MIB_OF_CHUNKS));
    }
  },
  HALF_CLOSED(10) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      return TRUNCATED.of(good, random).by(Delivery.HALF_CLOSED);
    }
  },
  CUT_OFF(10) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      MalformedRequest whole = post(good, utf8(good.body()));
      int sent = random.nextInt(whole.bytes().length);
      Delivery delivery = random.nextBoolean() ? Delivery.CUT_OFF : Delivery.RESET;
      return new MalformedRequest(this, delivery, null, Arrays.copyOf(whole.bytes(), sent));
    }
  },
  SLOW(1) {
    @Override
    MalformedRequest of(Template good, SplittableRandom random) {
      return oneOf(random, List.of(TRUNCATED, WRONG_TYPE, ODD_ENCODING))
          .of(good, random)
          .by(Delivery.SLOWLY);
    }
  };

  private static final byte[] TEN_MIB = new byte[10 << 20];

  private static final byte[] EIGHT_MIB_OF_CHUNKS =
      utf8(("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(128));

  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "1.5",
          "-1",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          "[null]",
          "{\"a\":1}",
          "[[]]",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "NaN",
          "'x'",
          "",
          "%",
          "%zz",
          "&&",
          "=",
          "\u0000");

  private static final List<String> HUGE_NUMBERS =
      List.of(
          "1e999999999",
          "-1e-999999999",
          "9".repeat(400),
          "-" + "9".repeat(100_000),
          "0." + "0".repeat(10_000) + "1",
          "9223372036854775808",
          "2147483648",
          "\"" + "9".repeat(400) + "\"");

  private static final List<String> ODD_PARAMETERS =
      List.of("", "; charset=utf-7", "; charset=utf-16", "\r\nContent-Encoding: gzip", ";;;");

  private static final List<String> OPENINGS =
      List.of(
          "",
          "\u0016\u0003\u0001\u0002",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "GET /\r\n",
          "\u0000",
          "SSH-2.0-x\r\n");

  private static final List<String> ODD_PATHS =
      List.of(
          "/",
          "/%",
          "/%zz",
          "/../../etc/passwd",
          "/v1/pipes/%00",
          "//",
          "*",
          "/?Action=%ff&Version=2012-11-05",
          "/" + "a".repeat(40_000),
          "/?" + "a=b&".repeat(2_000));

  private static final List<String> ODD_HEADERS =
      List.of(
          "",
          "Host: evil.example\r\n",
          "Origin: http://evil.example\r\n",
          "Authorization: AWS4-HMAC-SHA256 \r\n",
          "X-Amz-Target: .\r\n",
          "X-Amz-Target: AmazonSQS.../../x\r\n",
          "X-Amz-Date: yesterday\r\n",
          "X-Amzn-Trace-Id: " + "x".repeat(10_000) + "\r\n",
          "X-Long: " + "x".repeat(40_000) + "\r\n",
          "no colon\r\n",
          "Content-Length: 3\r\n",
          "Content-Length: many\r\n",
          "Content-Length: -1\r\n",
          "Transfer-Encoding: nonsense\r\n",
          "X-Many: 1\r\n".repeat(1_000));

  private static final Pattern JSON_VALUE =
      Pattern.compile("(?<=[:\\[,])(\"(?:[^\"\\\\]|\\\\.)*\"|[0-9.]+)(?=[,}\\]])");
  private static final Pattern FORM_VALUE = Pattern.compile("(?<==)[^&]*");

  private final int weight;

  Malformation(int weight) {
    this.weight = weight;
  }

  /** Makes a request bad in this way. */
  abstract MalformedRequest of(Template good, SplittableRandom random);

  /** The request of a number; equal seeds and numbers give equal requests. */
  static MalformedRequest draw(long seed, int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    int total = Arrays.stream(values()).mapToInt(it -> it.weight).sum();
    int drawn = random.nextInt(total);
    for (Malformation malformation : values()) {
      drawn -= malformation.weight;
      if (drawn < 0) {
        return malformation.of(oneOf(random, Template.ALL), random).as(malformation);
      }
    }
    throw new IllegalStateException("the weights sum up to " + total);
  }

  MalformedRequest post(Template good, byte[] body) {
    return request(good.wire(), good.head(), body);
  }

  MalformedRequest request(Wire wire, String head, byte[] body) {
    return atOnce(wire, join(utf8(head + "Content-Length: " + body.length + "\r\n\r\n"), body));
  }

  MalformedRequest atOnce(Wire wire, byte[] bytes) {
    return new MalformedRequest(this, Delivery.AT_ONCE, wire, bytes);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static <T> T oneOf(SplittableRandom random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  static byte[] join(byte[]... parts) {
    byte[] whole = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /** The good request's body with one of its values replaced. */
  static String withValue(Template good, String value, SplittableRandom random) {
    Pattern pattern = good.wire() == Wire.QUERY ? FORM_VALUE : JSON_VALUE;
    List<MatchResult> values = new ArrayList<>(pattern.matcher(good.body()).results().toList());
    if (values.isEmpty()) {
      return value;
    }
    MatchResult chosen = oneOf(random, values);
    return good.body().substring(0, chosen.start()) + value + good.body().substring(chosen.end());
  }

  /** Bytes with some that are no UTF-8 among them. */
  static byte[] spoiled(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length + 1);
    byte[] odd =
        oneOf(
            random,
            List.of(
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xFF, (byte) 0xFE},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                new byte[] {0}));
    return join(Arrays.copyOf(bytes, at), odd, Arrays.copyOfRange(bytes, at, bytes.length));
  }
}
