package io.tributary.cost;

/** How many messages travel together where a call can carry several. */
public enum Batches {
  /**
   * As few as can be: each receive ends with the first message that comes. So it is while messages
   * come one by one, and it costs the most.
   */
  SINGLE {
    @Override
    double perReceive(int most) {
      return 1;
    }

    @Override
    double perExecution(double perSecond, int windowSeconds, int most) {
      return gathered(perSecond * windowSeconds, most);
    }
  },
  /** As many as can be: messages are always waiting. */
  FULL {
    @Override
    double perReceive(int most) {
      return Math.min(most, MOST_PER_RECEIVE);
    }

    @Override
    double perExecution(double perSecond, int windowSeconds, int most) {
      return most;
    }
  };

  private static final int MOST_PER_RECEIVE = 10;

  /** 1 MB, of all events of a PutEvents call. */
  private static final double MOST_BYTES = 1e6;

  /** Messages that one receive brings to a consumer that takes so many. */
  abstract double perReceive(int most);

  /** Messages that one execution of a pipe carries, and so one PutEvents call. */
  abstract double perExecution(double perSecond, int windowSeconds, int most);

  /**
   * The most messages that one execution of a pipe onto a bus carries: it ends its batch at the
   * batch size, or before its events are more than one PutEvents call takes. See
   * docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html
   */
  static int most(int batchSize, double eventBytes) {
    return (int) Math.max(1, Math.min(batchSize, Math.floor(MOST_BYTES / eventBytes)));
  }

  /**
   * The mean of the message that opens a window and of those that come in it, at random, up to a
   * size: 1 and the smaller of a Poisson number and the room that is left.
   */
  private static double gathered(double expected, int size) {
    double mean = 1;
    double probability = Math.exp(-expected);
    double upTo = probability;
    for (int came = 1; came < size; came++) {
      mean += 1 - upTo;
      probability *= expected / came;
      upTo += probability;
    }
    return mean;
  }

  /**
   * Long polls that end with nothing, in a second.
   *
   * @param pollers wait at the same time, each for up to 20 s
   * @param perSecond messages that come, each of which ends one wait
   */
  static double emptyReceives(int pollers, double perSecond) {
    double longest = 20;
    return perSecond / Math.expm1(longest * perSecond / pollers);
  }
}
