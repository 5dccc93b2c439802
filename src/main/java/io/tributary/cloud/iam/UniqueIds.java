package io.tributary.cloud.iam;

import io.tributary.cloud.time.RandomSource;

/**
 * Ids and secrets as AWS forms them.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
final class UniqueIds {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ENTITY_LENGTH = 21;
  private static final int KEY_LENGTH = 20;
  private static final int SECRET_LENGTH = 40;

  private final RandomSource random;

  UniqueIds(RandomSource random) {
    this.random = random;
  }

  /** The unique id of a user, role or policy; its first four letters say which. */
  String entity(String prefix) {
    return fill(prefix, ENTITY_LENGTH);
  }

  /** An access key id; its first four letters say whether it lasts. */
  String accessKey(String prefix) {
    return fill(prefix, KEY_LENGTH);
  }

  /** A secret; no request is checked against it, so nothing keeps it. */
  String secret() {
    return fill("", SECRET_LENGTH);
  }

  private String fill(String prefix, int length) {
    StringBuilder id = new StringBuilder(prefix);
    while (id.length() < length) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
