package io.tributary.cost;

/**
 * How much one resource is used in one way, over the time of a load.
 *
 * @param resource the name that AWS knows it by
 * @param events how many events, or things
 * @param calls in how many calls; as many as events where no call carries several
 * @param bytes of one event as it is there
 */
public record Traffic(Kind kind, String resource, double events, double calls, double bytes) {

  /** AWS bills a payload by chunks of this size. */
  private static final double CHUNK = 64 * 1024;

  private static final double GIGABYTE = 1e9;

  /** What is billed, in the unit of the kind's price. */
  public double billed() {
    return switch (kind.charged()) {
      case EVENT -> events * chunks(bytes);
      case CALL -> calls * chunks(calls == 0 ? 0 : bytes * events / calls);
      case GIGABYTE -> events * bytes / GIGABYTE;
      case EACH -> events;
    };
  }

  private static double chunks(double bytes) {
    return Math.max(1, Math.ceil(bytes / CHUNK));
  }

  Traffic plus(Traffic other) {
    double sum = events + other.events;
    double size = sum == 0 ? 0 : (events * bytes + other.events * other.bytes) / sum;
    return new Traffic(kind, resource, sum, calls + other.calls, size);
  }
}
