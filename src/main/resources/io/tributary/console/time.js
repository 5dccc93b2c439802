// The cloud's time: what it is, and whether it runs.

import { post } from './api.js';
import { byId, setText } from './dom.js';
import { clockTime, dateTime } from './words.js';

const SHOW_EVERY_MS = 1000;

export class Clock {
  #paused = false;
  /** What was told last, in milliseconds, and when by the page's own clock; null while that is no guide. */
  #last = null;
  #announce;

  constructor(announce) {
    this.#announce = announce;
    byId('pause').addEventListener('click', () => this.#toggle());
    this.#show();
  }

  /** Lets it run between ticks, of which there are none while nothing happens. */
  start() {
    setInterval(() => {
      if (this.#last && !this.#paused) {
        this.#showTime(new Date(this.#last.time + performance.now() - this.#last.at).toISOString());
      }
    }, SHOW_EVERY_MS);
  }

  /** The cloud is out of reach: what time it has there is not known until the next tick. */
  lost() {
    this.#last = null;
  }

  /** Takes in what a tick tells. */
  told({ time, paused }) {
    const changed = paused !== undefined && paused !== this.#paused;
    this.#paused = paused ?? this.#paused;
    if (time) {
      this.#last = { time: Date.parse(time), at: performance.now() };
      this.#showTime(time);
    }
    if (changed) {
      this.#show();
      this.#announce(this.#paused ? 'Time stands still.' : 'Time runs on.');
    }
  }

  #showTime(time) {
    byId('clock').dateTime = time;
    byId('clock').title = `${dateTime(time)} UTC`;
    setText(byId('clock'), clockTime(time).slice(0, 8));
  }

  async #toggle() {
    this.told(await post('time', { paused: !this.#paused }));
  }

  #show() {
    const button = byId('pause');
    button.textContent = this.#paused ? '▶ Run on' : '❚❚ Pause';
    button.title = this.#paused ? 'Let the time of the cloud run on' : 'Stop the time of the cloud: no delivery, retry or timeout becomes due';
    document.body.classList.toggle('paused', this.#paused);
    setText(byId('clock-words'), this.#paused ? 'time stands still' : 'time of the cloud, UTC');
  }
}
