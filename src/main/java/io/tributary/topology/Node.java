package io.tributary.topology;

/**
 * A resource that events pass or rest at.
 *
 * @param id its ARN, of a log group without the final star; of a subscription's endpoint that has
 *     none, its address, or a stand-in where that is secret
 * @param kind what it is
 * @param name its name at AWS
 * @param label its name without the prefix that all names of the stack have
 * @param provided whether the program refers to it without making it
 * @param deadLetter whether anything hands it what it could not deliver or process
 * @param cluster the {@link Cluster#id()} of the component it is drawn in; null for none
 */
public record Node(
    String id,
    Kind kind,
    String name,
    String label,
    boolean provided,
    boolean deadLetter,
    String cluster) {

  /** What it is, as a person reads it in a diagram. */
  public String words() {
    String what = deadLetter && kind == Kind.QUEUE ? "SQS dead-letter queue" : kind.words();
    return provided ? what + ", provided" : what;
  }
}
