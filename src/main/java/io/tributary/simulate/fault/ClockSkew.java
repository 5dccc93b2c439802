package io.tributary.simulate.fault;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.EventLoopBetween;
import io.tributary.simulate.Injection;
import java.util.EnumSet;

/**
 * The clock of a service goes wrong by up to two seconds for a fifth of the load's time, another
 * service's by something else. A clock that was ahead stands still until time has caught up: none
 * ever runs backwards. SQS keeps the time by which the others are wrong: what it does is counted
 * out from a moment, by visibility timeouts and retention, and not read from a clock.
 *
 * <p>See docs.aws.amazon.com/AWSEC2/latest/UserGuide/set-time.html: clocks of servers differ and
 * are kept close by a time service
 */
public final class ClockSkew extends NamedFault {

  private static final int PERIODS = 5;
  private static final double MOST_MICROS = 2e6;

  public ClockSkew() {
    super("clock-skew", "the clock of a service is up to two seconds wrong for a while", 0.3);
  }

  @Override
  public void inject(Injection injection) {
    for (Service service : EnumSet.complementOf(EnumSet.of(Service.SQS))) {
      injection.clock(service, loop -> new SkewedClock(injection, service, loop));
    }
  }

  private static final class SkewedClock extends EventLoopBetween {

    private final Injection injection;
    private final Service service;
    private final long periodMicros;
    private long skewMicros;
    private long skewUntilMicros;
    private long latestMicros;

    SkewedClock(Injection injection, Service service, EventLoop loop) {
      super(loop);
      this.injection = injection;
      this.service = service;
      this.periodMicros = (injection.endMicros() - injection.beginMicros()) / PERIODS + 1;
      this.skewUntilMicros = injection.beginMicros();
    }

    @Override
    public long micros() {
      long now = loop.micros();
      if (now >= skewUntilMicros) {
        skew(now);
      }
      latestMicros = Math.max(latestMicros, now + skewMicros);
      return latestMicros;
    }

    private void skew(long now) {
      if (now >= injection.endMicros()) {
        skewMicros = 0;
        skewUntilMicros = Long.MAX_VALUE;
        return;
      }
      long period = (now - injection.beginMicros()) / periodMicros;
      boolean wrong = injection.strikes(service.ordinal(), period);
      double fraction = injection.chance().at(service.ordinal()).fraction(period);
      skewMicros = wrong ? (long) ((2 * fraction - 1) * MOST_MICROS) : 0;
      skewUntilMicros = injection.beginMicros() + (period + 1) * periodMicros;
    }
  }
}
