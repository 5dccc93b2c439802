// The cloud's time: what it is, and whether it runs.

import { post } from './api.js';
import { byId, setText } from './dom.js';
import { clockTime, dateTime } from './words.js';

export class Clock {
  #paused = false;
  #announce;

  constructor(announce) {
    this.#announce = announce;
    byId('pause').addEventListener('click', () => this.#toggle());
    this.#show();
  }

  /** Takes in what a tick tells. */
  told({ time, paused }) {
    const changed = paused !== undefined && paused !== this.#paused;
    this.#paused = paused ?? this.#paused;
    if (time) {
      byId('clock').dateTime = time;
      byId('clock').title = `${dateTime(time)} UTC`;
      setText(byId('clock'), clockTime(time).slice(0, 8));
    }
    if (changed) {
      this.#show();
      this.#announce(this.#paused ? 'Time stands still.' : 'Time runs on.');
    }
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
