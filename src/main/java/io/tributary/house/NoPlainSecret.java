package io.tributary.house;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What nobody may read is marked as a secret. The finding never shows it. */
final class NoPlainSecret extends Check {

  private record Shape(String words, Pattern pattern) {
    Shape(String words, String pattern) {
      this(words, Pattern.compile(pattern));
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("an AWS access key id", "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"),
          new Shape("a private key", "-----BEGIN [A-Z ]*PRIVATE KEY-----"),
          new Shape("a GitHub token", "\\b(gh[pousr]_\\w{36}|github_pat_\\w{22})"),
          new Shape("a Slack token", "\\bxox[abeprs]-[A-Za-z0-9-]{10}"),
          new Shape("a JSON web token", "\\beyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]+"),
          new Shape("a password within a URL", "://[^/\\s:@]+:[^/\\s:@]+@"));

  private static final Pattern TELLING_NAME =
      Pattern.compile("(?i).*(password|passwd|secret|api_?key|private_?key|access_?token).*");

  /** As long as the shortest keys in use, of the letters of Base64. */
  private static final Pattern KEY_LIKE = Pattern.compile("[A-Za-z0-9+/=_-]{32,}");

  /** Bits a character: of random Base64 keys of 32 characters, 99 in 100 have more. */
  private static final double RANDOM = 4.2;

  /**
   * Small letters after small letters: of random keys 99 in 100 have fewer, of words most have
   * more.
   */
  private static final double WORDS = 0.4;

  NoPlainSecret() {
    super(
        new Rule(
            "no-plain-secret",
            "A plain input stands readable in the state file, in previews and in logs.",
            "Read it with config.requireSecret and pass the Output, or keep it in AWS Secrets"
                + " Manager and pass its ARN; and revoke the one that was shown.",
            "https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return estate
        .resources()
        .flatMap(
            resource ->
                resource.inputs().entrySet().stream()
                    .filter(input -> !resource.secrets().contains(input.getKey()))
                    .flatMap(input -> secrets(input.getKey(), input.getKey(), input.getValue()))
                    .map(what -> finding(resource, what, "an Output marked as secret")));
  }

  /** What looks like a secret in a value, and where. */
  private static Stream<String> secrets(String path, String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .flatMap(
              entry ->
                  secrets(path + "." + entry.getKey(), (String) entry.getKey(), entry.getValue()));
    }
    if (value instanceof List<?> list) {
      return list.stream().flatMap(element -> secrets(path, name, element));
    }
    return value instanceof String text ? look(path, name, text) : Stream.empty();
  }

  private static Stream<String> look(String path, String name, String text) {
    String where = "the input " + path + ", of " + text.length() + " characters, ";
    for (Shape shape : SHAPES) {
      if (shape.pattern().matcher(text).find()) {
        return Stream.of(where + "holds " + shape.words());
      }
    }
    if (TELLING_NAME.matcher(name).matches() && !text.isBlank()) {
      return Stream.of(where + "is by its name a secret");
    }
    return random(text) ? Stream.of(where + "holds what looks like a random key") : Stream.empty();
  }

  private static boolean random(String text) {
    Matcher word = KEY_LIKE.matcher(text);
    while (word.find()) {
      if (mixed(word.group()) && !words(word.group()) && entropy(word.group()) >= RANDOM) {
        return true;
      }
    }
    return false;
  }

  /** Words and identifiers hardly ever mix all three. */
  private static boolean mixed(String word) {
    return word.chars().anyMatch(Character::isUpperCase)
        && word.chars().anyMatch(Character::isLowerCase)
        && word.chars().anyMatch(Character::isDigit);
  }

  private static boolean words(String word) {
    return word.replaceAll("[^a-z]|(?<![a-z])[a-z]", "").length() > WORDS * word.length();
  }

  private static double entropy(String word) {
    return word.chars()
        .distinct()
        .mapToDouble(letter -> word.chars().filter(it -> it == letter).count())
        .map(count -> count / word.length())
        .map(share -> -share * Math.log(share) / Math.log(2))
        .sum();
  }
}
