// How fast something comes, smoothed: over the time that has passed, for browsers hold the timers of hidden pages back.

export class Pace {
  #everyMs;
  #kept;
  /** By a clock that nobody sets. */
  #measured = performance.now();

  /**
   * @param everyMs after so many milliseconds
   * @param kept such a share of the rate before still counts
   */
  constructor(everyMs, kept) {
    this.#everyMs = everyMs;
    this.#kept = kept;
  }

  /** Ends a stretch of time and begins the next; returns what makes of a rate a second, and what has come since, the rate now. */
  measure() {
    const now = performance.now();
    const passed = Math.max(1, now - this.#measured);
    this.#measured = now;
    const kept = this.#kept ** (passed / this.#everyMs);
    return (rate, fresh) => rate * kept + (fresh / passed) * 1000 * (1 - kept);
  }
}
