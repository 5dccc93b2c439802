package io.tributary.cost;

/**
 * How much one resource is used in one way, over the time of a load.
 *
 * @param resource the name that AWS knows it by
 * @param events how many events, or things
 * @param calls in how many calls; as many as events where no call carries several
 * @param bytes of one event as it is there, in the mean
 * @param chunks of 64 KB that the events have one by one, at least one each
 */
public record Traffic(
    Kind kind, String resource, double events, double calls, double bytes, double chunks) {

  /** AWS bills a payload by chunks of this size. */
  private static final double CHUNK = 64 * 1024;

  private static final double GIGABYTE = 1e9;

  /** What is billed, in the unit of the kind's price. */
  public double billed() {
    return switch (kind.charged()) {
      case EVENT -> chunks;
      case CALL ->
          calls < events ? calls * chunks(bytes * events / calls) : Math.max(calls, chunks);
      case GIGABYTE -> events * bytes / GIGABYTE;
      case EACH -> events;
    };
  }

  /** How often a payload of so many bytes is billed. */
  static double chunks(double bytes) {
    return Math.max(1, Math.ceil(bytes / CHUNK));
  }

  /** Both uses, of one kind. */
  public Traffic plus(Traffic other) {
    double sum = events + other.events;
    double size = sum == 0 ? 0 : (events * bytes + other.events * other.bytes) / sum;
    return new Traffic(kind, resource, sum, calls + other.calls, size, chunks + other.chunks);
  }
}
