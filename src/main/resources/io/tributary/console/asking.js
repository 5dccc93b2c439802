// Asking again whenever something happened, so that no burst floods the cloud.

export class Asking {
  #everyMs;
  #ask;
  /** By a clock that nobody sets. */
  #asked = performance.now();
  #timer = null;
  #awaited = null;
  #missed = false;

  /**
   * @param everyMs no more often than this, in milliseconds, counted from its making or the last time
   * @param ask asks; returns a promise, and what happens until it is settled is asked for after it
   */
  constructor(everyMs, ask) {
    this.#everyMs = everyMs;
    this.#ask = ask;
  }

  /** Something happened: asks again soon, at once when the last time is long ago. */
  touched() {
    if (this.#awaited) {
      this.#missed = true; // a slow cloud would be asked by several at once, and may answer the first last
    } else {
      this.#timer ??= setTimeout(() => this.now(), Math.max(0, this.#asked + this.#everyMs - performance.now()));
    }
  }

  /** Asks after so many milliseconds, whatever else was to be. */
  after(ms) {
    this.stop();
    this.#timer = setTimeout(() => this.now(), ms);
  }

  /** Asks at once, also where an answer is still to come. */
  async now() {
    this.stop();
    this.#asked = performance.now();
    const answer = this.#ask();
    this.#awaited = answer;
    try {
      await answer;
    } finally {
      if (this.#awaited === answer) {
        this.#answered();
      }
    }
  }

  #answered() {
    this.#awaited = null;
    if (this.#missed) {
      this.#missed = false;
      this.touched();
    }
  }

  /** Asks no more until something happens again. */
  stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#missed = false;
  }
}
