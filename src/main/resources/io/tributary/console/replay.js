// A finished simulation on the same map: forwards and backwards through its journal.

import { get } from './api.js';
import { byId, el, setText } from './dom.js';
import { dateTime, duration, number, plural } from './words.js';

const FRAME_MS = 200;
const SPEEDS = [1, 10, 60, 300, 3600, 43_200];
/** The slider's steps; the arrow keys move one of them. */
const STEPS = 1000;

export class Replay {
  #map;
  #flow;
  #clock;
  #from;
  #to;
  #at;
  #direction = 0;
  #asking = false;
  #moved = false;
  /** From when on what moved is still to be asked for; null for not at all. */
  #since = null;
  #slider = el('input', { type: 'range', min: 0, max: STEPS, value: 0, id: 'replay-at', 'aria-label': 'Position', oninput: () => this.#jump(this.#from + (this.#to - this.#from) * (this.#slider.value / STEPS)) });
  #label = el('output', { for: 'replay-at' });
  #speed = el('select', { 'aria-label': 'Speed' }, SPEEDS.map((times) => el('option', { value: times }, `${number(times)}×`)));
  #back = button('◀ Backwards', () => this.#play(-1));
  #forward = button('Forwards ▶', () => this.#play(1));

  constructor(map, flow, clock) {
    this.#map = map;
    this.#flow = flow;
    this.#clock = clock;
  }

  async start() {
    const { from, to, seed, faults, violations, hops, cut } = await get('replay');
    // A date here has milliseconds only: what the last hops' microseconds exceed them by would never be reached.
    [this.#from, this.#to] = [Date.parse(from), Date.parse(to) + 1];
    this.#at = this.#from;
    this.#speed.value = SPEEDS.find((times) => (this.#to - this.#from) / 1000 / times <= 90) ?? SPEEDS.at(-1);
    const words = [`seed ${seed}`, plural(faults, 'fault'), plural(violations, 'violation'), plural(hops, 'hop'), cut > 0 ? `the first ${number(cut)} are not kept` : null, duration(this.#to - this.#from)];
    byId('replay').replaceChildren(el('div', { className: 'row' }, this.#back, button('❚❚', () => this.#play(0), 'Stop'), this.#forward,
      button('−1', () => this.#step(-1), 'One step back'), button('+1', () => this.#step(1), 'One step on'), this.#speed),
    this.#slider, this.#label, el('p', { className: 'muted' }, words.filter(Boolean).join(' · ')));
    byId('replay').hidden = false;
    document.body.classList.add('replaying');
    setInterval(() => this.#frame(), FRAME_MS);
    this.#mark();
    await this.#show(null);
  }

  #play(direction) {
    this.#direction = direction;
    this.#mark();
  }

  #mark() {
    this.#back.setAttribute('aria-pressed', String(this.#direction < 0));
    this.#forward.setAttribute('aria-pressed', String(this.#direction > 0));
  }

  #step(direction) {
    this.#play(0);
    this.#advance(direction);
  }

  #jump(at) {
    this.#play(0);
    this.#at = at;
    this.#show(null);
  }

  #frame() {
    if (this.#direction !== 0 && !this.#asking) {
      this.#advance(this.#direction);
    }
  }

  #advance(direction) {
    const before = this.#at;
    this.#at = Math.min(this.#to, Math.max(this.#from, before + direction * this.#speed.value * FRAME_MS));
    if (this.#at === before) {
      this.#play(0);
    } else {
      this.#show(direction > 0 ? before : null);
    }
  }

  /** Backwards the state is shown without what moved: events do not travel against their way. */
  async #show(since) {
    if (this.#asking) {
      this.#moved = true;
      this.#since = since === null ? null : this.#since ?? since;
      return;
    }
    this.#asking = true;
    const at = new Date(this.#at).toISOString();
    this.#slider.value = ((this.#at - this.#from) / (this.#to - this.#from)) * STEPS;
    this.#slider.setAttribute('aria-valuetext', `${dateTime(at)} UTC`);
    setText(this.#label, `${dateTime(at)} UTC`);
    try {
      const { nodes, passes } = await get('replay/state', { at, since: since === null ? null : new Date(since).toISOString() });
      this.#clock.told({ time: at });
      this.#map.update(nodes);
      this.#flow.pass(passes);
    } catch (problem) {
      this.#play(0);
      setText(this.#label, problem.message);
    } finally {
      this.#asking = false;
    }
    if (this.#moved) {
      const missed = this.#since;
      this.#moved = false;
      this.#since = null;
      await this.#show(missed);
    }
  }
}

function button(text, onclick, label = undefined) {
  return el('button', { type: 'button', className: 'quiet', onclick, 'aria-label': label, title: label }, text);
}
