// The list of events, newest first. The server filters; ticks only tell when to ask again, so that no burst floods it.

import { get } from './api.js';
import { Asking } from './asking.js';
import { byId, el, isShortcut, setText } from './dom.js';
import { address } from './panel.js';
import { badge } from './route.js';
import { FILTERS, clockTime, dateTime, outcome } from './words.js';

const PAGE = 100;
/** Rows on the page at most; whoever looks for older events filters. */
const MOST = 1000;
const ASK_EVERY_MS = 700;
/** What lies before the newest page changes seldom, and asking for it costs more. */
const ASK_FURTHER_EVERY_MS = 3000;
/** As many as the server gives at once. */
const FURTHER_PAGE = 200;
const TYPING_MS = 200;
/** Sources to choose from at most: a program may give each event one of its own. */
const MOST_SOURCES = 200;

export class EventList {
  #list = byId('events');
  #rows = new Map();
  #shown = [];
  /** The events searched so far: from the number #next on, or all when it is null, to #newest; undefined for none. */
  #next = undefined;
  #newest = undefined;
  /** Where the newest page ends: from there on rows are asked for again at their own pace. */
  #further = null;
  #asking = new Asking(ASK_EVERY_MS, () => this.#refresh());
  #askingFurther = new Asking(ASK_FURTHER_EVERY_MS, () => this.#refreshFurther());
  /** How often all was forgotten: an answer from before is of no use. */
  #era = 0;
  #query = 0;
  #chosen = null;
  #sources = new Set();

  constructor() {
    byId('filter-outcome').append(el('option', { value: '' }, 'Every outcome'),
      ...FILTERS.map((name) => el('option', { value: name }, outcome(name).words)));
    byId('filters').addEventListener('submit', (event) => event.preventDefault());
    byId('filters').addEventListener('input', () => this.#filtered());
    byId('filter-text').addEventListener('keydown', (event) => this.#clear(event));
    byId('events-older').addEventListener('click', () => this.#older());
    this.#list.addEventListener('keydown', (event) => this.#key(event));
    this.#asking.now();
  }

  /** Something happened: asks again soon. */
  touched() {
    this.#asking.touched();
  }

  /** Forgets what is listed and asks anew; the filters stay as the person set them, and with them the sources to choose from. */
  reset() {
    this.#forget();
    this.#asking.now();
  }

  #forget() {
    this.#shown = [];
    this.#next = undefined;
    this.#newest = undefined;
    this.#further = null;
    this.#askingFurther.stop();
    this.#era++;
  }

  /** Marks the event whose route is open; null for none. */
  choose(event) {
    this.#chosen = event;
    this.#rows.forEach((row, name) => mark(row, name === event));
  }

  async #refresh() {
    const query = ++this.#query;
    try {
      const answer = await get('events', { ...this.#filters(), limit: PAGE });
      if (query === this.#query) {
        this.#merge(answer);
      }
    } catch (problem) {
      if (query === this.#query) {
        this.#tell(problem.message);
      }
    }
  }

  async #older() {
    const asked = this.#olderOnes();
    const { events, next } = await get('events', asked);
    if (JSON.stringify(asked) === JSON.stringify(this.#olderOnes())) {
      this.#next = next;
      this.#show([...this.#shown, ...events]);
    }
  }

  #olderOnes() {
    return { ...this.#filters(), before: this.#next, limit: PAGE };
  }

  /** Keeps the older rows that were asked for, unless so much is new that a gap would lie between. */
  #merge({ events, next, newest }) {
    const joined = this.#newest !== undefined && (next === null || next <= this.#newest + 1);
    const kept = joined && next !== null ? this.#shown.filter(({ trace }) => trace < next) : [];
    if (!joined || next === null) {
      this.#next = next;
    } else if (this.#next !== null) {
      this.#next = Math.min(this.#next, next);
    }
    this.#newest = newest;
    this.#further = next;
    this.#show([...events, ...kept]);
    if (this.#isFurther(next)) {
      this.#askingFurther.touched();
    }
  }

  /** Whether events before a number, null for none, have been searched too. */
  #isFurther(before) {
    return before !== null && (this.#next === null || this.#next < before);
  }

  /** Asks again for what was searched before the newest page: what became of those events, and which fit by now. */
  async #refreshFurther() {
    const era = this.#era;
    try {
      for (let before = this.#further; this.#isFurther(before);) {
        const { events, next } = await get('events', { ...this.#filters(), before, limit: FURTHER_PAGE });
        if (era !== this.#era) {
          return;
        }
        this.#replace(before, events, next);
        before = next;
      }
    } catch (problem) {
      if (era === this.#era) {
        this.#tell(problem.message);
      }
    }
  }

  /** Puts an answer in the place of the rows from one number down to another, but not beyond what was searched before. */
  #replace(before, events, next) {
    const searched = ({ trace }) => this.#next === null || trace >= this.#next;
    const newer = this.#shown.filter(({ trace }) => trace >= before);
    const older = next === null ? [] : this.#shown.filter(({ trace }) => trace < next);
    this.#show([...newer, ...events.filter(searched), ...older]);
  }

  #show(events) {
    this.#shown = events.slice(0, MOST);
    if (events.length > MOST) {
      this.#next = this.#shown.at(-1).trace;
    }
    const names = new Set(this.#shown.map(({ event }) => event));
    for (const [name, row] of this.#rows) {
      if (!names.has(name)) {
        row.remove();
        this.#rows.delete(name);
      }
    }
    let place = this.#list.firstElementChild;
    for (const event of this.#shown) {
      const row = this.#row(event);
      if (row === place) {
        place = place.nextElementSibling;
      } else {
        this.#list.insertBefore(row, place);
      }
    }
    byId('events-older').hidden = this.#next === null || this.#next === undefined || events.length >= MOST;
    this.#tell(this.#shown.length > 0 ? '' : this.#emptyWords());
    this.#shown.forEach(({ source }) => this.#addSource(source));
  }

  #row(event) {
    const row = this.#rows.get(event.event) ?? this.#newRow(event);
    const time = row.querySelector('time');
    if (time.dateTime !== event.time) {
      Object.assign(time, { dateTime: event.time, title: dateTime(event.time) });
      setText(time, clockTime(event.time));
    }
    const shown = row.querySelector('.badge');
    if (shown.dataset.outcome !== event.outcome) {
      shown.replaceWith(badge(event.outcome));
    }
    setText(row.querySelector('.what b'), event.source ?? event.topic ?? 'event');
    setText(row.querySelector('.type'), event.name ?? event.detailType ?? '');
    setText(row.querySelector('.where'), event.where ?? '');
    setText(row.querySelector('.id'), event.id ?? String(event.trace));
    return row;
  }

  #newRow({ event }) {
    const link = el('a', { href: address('event', event), dataset: { event } },
      el('time'),
      el('span', { className: 'badge' }),
      el('span', { className: 'what' }, el('b'), el('span', { className: 'type' })),
      el('span', { className: 'where' }),
      el('span', { className: 'id' }));
    const row = el('li', {}, link);
    mark(row, event === this.#chosen);
    this.#rows.set(event, row);
    return row;
  }

  #addSource(source) {
    if (source && !this.#sources.has(source) && this.#sources.size < MOST_SOURCES) {
      this.#sources.add(source);
      const isLast = this.#sources.size === MOST_SOURCES;
      byId('filter-source').append(el('option', { value: source }, source),
        isLast ? el('option', { disabled: true }, 'Any other: by its text') : '');
    }
  }

  #filters() {
    return { text: byId('filter-text').value.trim(), source: byId('filter-source').value, outcome: byId('filter-outcome').value };
  }

  #filtered() {
    this.#forget();
    this.#query++;
    this.#asking.after(TYPING_MS);
  }

  /** Escape empties the field, in each browser; only in an empty one it closes the panel. */
  #clear(event) {
    if (event.key === 'Escape' && !event.isComposing && event.target.value !== '') {
      event.preventDefault();
      event.target.value = '';
      this.#filtered();
    }
  }

  #emptyWords() {
    if (Object.values(this.#filters()).some(Boolean)) {
      return this.#next ? 'None of the newest events fits these filters; older ones may.' : 'No event that is still remembered fits these filters.';
    }
    return 'No events yet: they appear here as they are published.';
  }

  #tell(words) {
    setText(byId('events-empty'), words);
    byId('events-empty').hidden = words === '';
  }

  /** Arrow keys, Home and End walk the list. */
  #key(event) {
    if (isShortcut(event)) {
      return;
    }
    const row = event.target.closest('li');
    const next = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling, Home: this.#list.firstElementChild, End: this.#list.lastElementChild }[event.key];
    if (next) {
      event.preventDefault();
      next.firstElementChild.focus();
    }
  }
}

function mark(row, chosen) {
  if (chosen) {
    row.firstElementChild.setAttribute('aria-current', 'true');
  } else {
    row.firstElementChild.removeAttribute('aria-current');
  }
}
