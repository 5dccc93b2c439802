// One event: hop after hop with its time, the message as it was there, who decided and what to change.

import { get } from './api.js';
import { Asking } from './asking.js';
import { build, el, setText } from './dom.js';
import { change, message } from './json.js';
import { addressOf } from './map.js';
import { KINDS, bytes, dateTime, duration, millis, nameOf, number, outcome } from './words.js';

/** As often as the list of events asks. */
const ASK_EVERY_MS = 700;
/** Hops on the page at most, the first and the newest: a pipe may go on trying for days. */
const MOST = 1000;
/** Why the cloud tells no more of an event that is open, by the status of its answer. */
const REASONS = {
  404: 'The local cloud no longer keeps this event: what it did last may be missing here.',
  410: 'The local cloud was started anew: this event was in the one before.',
};
/** What a filter policy looks at. */
const SCOPES = { MessageAttributes: 'on the message attributes', MessageBody: 'on the message' };

export class RoutePanel {
  #map;
  #list;
  #shown = null;

  constructor(map, list) {
    this.#map = map;
    this.#list = list;
  }

  /** Opens an event by its name, which no event of another run of the cloud has. */
  async open(name, view) {
    this.#list.choose(name);
    view.title('Event', name);
    const event = await get(`events/${encodeURIComponent(name)}`);
    if (view.signal.aborted) {
      return;
    }
    view.title('Event', event.name ?? event.detailType ?? event.id ?? name);
    this.#shown = new Route(name, this.#map);
    view.show(...this.#shown.parts);
    this.#shown.add(event);
  }

  /** Something happened: asks again soon for the hops that the event has made since. */
  touched() {
    this.#shown?.touched();
  }

  /** The cloud is out of reach: which one answers next is not known. */
  lost() {
    this.#shown?.rest();
  }

  /** Leaves what is shown, of which the cloud may have forgotten a part by now. */
  renew() {
    this.#shown.trace(); // on a map that may have been drawn anew
    this.#shown.touched();
  }

  closed() {
    this.#shown?.leave();
    this.#shown = null;
    this.#list.choose(null);
    this.#map.highlight([]);
  }
}

/** An event that is open: what is known of it, and the parts of the page that tell it. */
class Route {
  #name;
  #map;
  #asking = new Asking(ASK_EVERY_MS, () => this.#refresh());
  /** Whether more of it may be asked for. */
  #isOpen = true;
  /** What the cloud said of the whole event while it kept all of its hops, and the last of them then. */
  #told = null;
  #judged = null;
  #made = [];
  #way = new Set();
  #stops = new Set();
  #changes = new Map();
  #head = el('div');
  #remedy = el('div');
  #missing = el('p', { role: 'status' });
  #cut = el('p', { role: 'status' });
  #hops = el('ol', { className: 'hops', 'aria-label': 'Hops' });
  parts = [this.#head, this.#remedy, this.#missing, this.#cut, this.#hops];

  constructor(name, map) {
    this.#name = name;
    this.#map = map;
  }

  touched() {
    if (this.#isOpen) {
      this.#asking.touched();
    }
  }

  /** Asks no more until something happens again. */
  rest() {
    this.#asking.stop();
  }

  /** What is shown stays, and is not asked for any more. */
  leave() {
    this.rest();
    this.#isOpen = false;
  }

  async #refresh() {
    try {
      const event = await get(`events/${encodeURIComponent(this.#name)}`, { after: this.#made.at(-1).number });
      if (this.#isOpen) {
        this.add(event);
      }
    } catch (problem) {
      if (!REASONS[problem.status]) {
        throw problem;
      }
      this.leave();
      setText(this.#missing, REASONS[problem.status]);
    }
  }

  /** Adds hops by their numbers, since the cloud may have forgotten some that are shown already; how it ends changes without a hop too. */
  add({ hops: told, first, ...event }) {
    const last = this.#made.at(-1)?.number ?? 0;
    told.filter(({ number }) => number > last).forEach((hop) => this.#note(hop));
    this.#judge(event, first);
    this.#tell();
    this.trace();
    this.#listHops();
  }

  #listHops() {
    const made = this.#made;
    const hops = this.#hops;
    const over = made.splice(1, made.length - MOST).length;
    [...hops.children].slice(1, 1 + over).forEach((child) => child.remove());
    hops.append(...made.slice(hops.children.length).map((hop) => this.#hop(hop, millis(made[0].time))));
    if (over > 0) {
      setText(this.#cut, `Of its hops the first and the newest ${number(MOST - 1)} are shown.`);
    }
  }

  /** Notes what a hop tells beyond the list, from which it may be cut: the way, what to change, and what was before the next hop. */
  #note(hop) {
    const last = this.#made.at(-1);
    this.#made.push({ ...hop, since: (last ?? hop).time, before: last?.message || (last?.before ?? null) });
    this.#way.add(hop.resource).add(hop.peer);
    if (outcome(hop.outcome).tone === 'bad') {
      this.#stops.add(hop.resource);
    }
    if (hop.change) {
      this.#changes.set(hop.change, hop);
    }
  }

  /** Shows on the map where it came by and where it stopped. */
  trace() {
    this.#map.highlight([...this.#way].filter((id) => id && this.#map.node(id)), this.#stops);
  }

  /** Takes what the cloud says of the whole event, which it judges from those hops alone that it still keeps; tells up to when, once it cannot. */
  #judge(event, first) {
    const last = this.#made.at(-1);
    if (first <= this.#made[0].number) {
      this.#told = event;
      this.#judged = last;
    } else {
      const known = last === this.#judged ? 'how it stands is what was known last'
        : `how it stood at +${duration(millis(this.#judged.time) - millis(this.#made[0].time))} is what was known last; what it did since is in the list of its hops`;
      setText(this.#missing, `The local cloud no longer keeps its first hops: ${known}.`);
    }
  }

  #tell() {
    build(this.#head, this.#told, () => [head(this.#told)]);
    const advice = [...this.#changes].map(([change, { detail }]) => ({ change, detail }));
    build(this.#remedy, advice, () => remedy(advice));
  }

  #hop(hop, start) {
    const at = millis(hop.time);
    const { sign, words, tone } = outcome(hop.outcome);
    return el('li', { className: `hop ${tone}` },
      el('p', { className: 'hop-head' },
        el('span', { className: 'sign', 'aria-hidden': 'true' }, sign),
        el('b', {}, hop.step), ' ', this.#resource(hop.resource),
        hop.peer && hop.peer !== hop.caller ? [hop.at ? 'at ' : '→ ', this.#resource(hop.peer)] : [],
        tone === 'good' ? el('span', { className: 'hidden' }, words) : el('span', { className: `badge ${tone}` }, words),
        el('span', { className: 'when', title: `${duration(at - millis(hop.since))} after the hop before` }, `+${duration(at - start)}`)),
      hop.caller ? el('p', { className: 'by' }, `by ${nameOf(hop.caller)}`) : null,
      hop.detail ? el('p', { className: 'detail' }, hop.detail) : null,
      hop.pattern ? pattern(hop.pattern) : null,
      hop.policy ? policy(hop.policy) : null,
      hop.message === null || hop.message === undefined ? null : folded(hop.message, hop.before));
  }

  #resource(arn) {
    const node = this.#map.node(arn);
    return node
      ? el('a', { href: addressOf(node), title: arn }, `${KINDS[node.kind]} ${node.label}`)
      : el('span', { title: arn }, nameOf(arn));
  }
}

function head(event) {
  return el('div', { className: 'event-head' },
    el('p', {}, badge(event.outcome), event.where ? ` ${event.where}` : ''),
    (event.endings ?? []).map((ending) => el('p', {}, ending)),
    facts([['Id', event.id], ['Published', `${dateTime(event.time)} UTC`], ['Source', event.source], ['Topic', event.topic]]));
}

/** Where it stopped and what to change comes first: it is what the person came for. */
function remedy(advice) {
  return advice.length === 0 ? [] : [el('section', { className: 'remedy', 'aria-label': 'What to change' },
    el('h3', {}, 'What to change'), advice.map(({ change, detail }) => el('div', {}, el('p', {}, detail ?? ''), statement(change))))];
}

/** An outcome with its sign. */
export function badge(name) {
  const { sign, words, tone } = outcome(name);
  return el('span', { className: `badge ${tone}`, dataset: { outcome: name } }, el('span', { 'aria-hidden': 'true' }, sign), ` ${words}`);
}

/** Names and values, those without a value left out. */
export function facts(pairs) {
  return el('dl', { className: 'facts' }, pairs.filter(([, value]) => value).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

/** A statement or another text that is set as written. */
export const statement = (text) => el('pre', { tabIndex: 0 }, indented(text));

function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Words around a statement: shown as they are.
    return text;
  }
}

function folded(text, before) {
  const hint = change(text, before);
  const details = el('details', { className: 'fold' }, el('summary', {}, 'Message ', el('span', { className: 'muted' }, [bytes(new TextEncoder().encode(text).length), hint].filter(Boolean).join(' · '))));
  // Built when first opened: a route of fifty hops has fifty messages, of which one is looked at.
  details.addEventListener('toggle', () => details.children.length === 1 && details.append(message(text, before)));
  details.open = hint !== 'unchanged';
  return details;
}

function pattern({ text, scope, matched }) {
  return el('details', { className: 'fold' }, el('summary', {}, el('span', { className: `badge ${matched ? 'good' : 'calm'}` }, matched ? '✓ pattern matched' : '⊘ pattern did not match'),
    scope ? el('span', { className: 'muted' }, ` ${SCOPES[scope] ?? scope}`) : null), statement(text));
}

function policy({ statement: text, name, effect, words }) {
  const allowed = effect === 'Allow';
  return el('details', { className: 'fold' },
    el('summary', {}, el('span', { className: `badge ${allowed ? 'good' : 'bad'}` }, allowed ? '✓ allowed' : '✕ denied'), ` ${words ?? name ?? ''}`),
    name ? el('p', { className: 'muted' }, allowed ? `${name}, as it was when this caller asked last` : name) : null, text ? statement(text) : null);
}
