// One queue: its messages as they lie there, its attributes, its policy in words; a dead-letter queue can be redriven.

import { get, post } from './api.js';
import { Asking } from './asking.js';
import { build, el, setText } from './dom.js';
import { message } from './json.js';
import { address } from './panel.js';
import { facts, statement } from './route.js';
import { bytes, clockTime, dateTime, number, plural } from './words.js';

const ASK_EVERY_MS = 1500;

export class QueuePanel {
  #map;
  #shown = null;

  constructor(map) {
    this.#map = map;
  }

  async open(name, view) {
    view.title('SQS queue', name);
    const queue = await queueNamed(name);
    if (view.signal.aborted) {
      return;
    }
    const redrive = el('section', { className: 'redrive', 'aria-label': 'Redrive' });
    const policy = el('section', { 'aria-label': 'Policy' });
    const asking = new Asking(ASK_EVERY_MS, () => this.#refresh());
    this.#shown = { name, view, asking, redrive, messages: new Messages(), policy, attributes: facts([]) };
    this.#show(queue);
    if (view.navigated) {
      this.#map.reveal();
    }
    view.show(redrive, this.#shown.messages.element, policy,
      el('section', { 'aria-label': 'Attributes' }, el('h3', {}, 'Attributes'), this.#shown.attributes));
  }

  /** Something happened: asks for the queue again soon. */
  touched() {
    this.#shown?.asking.touched();
  }

  /** The cloud is out of reach: which one answers next is not known. */
  lost() {
    this.#shown?.asking.stop();
  }

  /** Forgets the result of a redrive: it was in the cloud before. */
  forget() {
    this.#shown?.redrive.querySelector('.result').replaceChildren();
  }

  closed() {
    this.#shown?.asking.stop();
    this.#shown = null;
    this.#map.select(null);
  }

  async #refresh() {
    const shown = this.#shown;
    try {
      const queue = await queueNamed(shown.name);
      if (this.#shown === shown) {
        this.#show(queue);
      }
    } catch (problem) {
      if (problem.status !== 404) {
        throw problem;
      }
      shown.redrive.hidden = true;
      shown.messages.tellGone(true);
    }
  }

  /** Renews what changed, and where it stands: a person may be reading, choosing or selecting beside it. */
  #show(queue) {
    const { view, redrive, messages, policy, attributes } = this.#shown;
    this.#map.select(queue.arn); // another in another region, though the name is the same
    build(redrive, [queue.deadLetter, queue.sources], () => {
      view.title(queue.deadLetter ? 'Dead-letter queue' : 'SQS queue', queue.name);
      return redriveParts(queue);
    });
    redrive.hidden = !queue.deadLetter;
    messages.show(queue);
    build(policy, queue.policy, () => policyParts(queue.policy));
    setFacts(attributes, attributesOf(queue));
  }
}

const queueNamed = (name) => get(`queues/${encodeURIComponent(name)}`);

/** Sets facts in the place of those shown. */
function setFacts(shown, pairs) {
  const told = [...facts(pairs).children];
  told.forEach((child, i) => (i < shown.children.length ? setText(shown.children[i], child.textContent) : shown.append(child)));
  [...shown.children].slice(told.length).forEach((child) => child.remove());
}

/** The messages of a queue, each of which keeps its place for as long as it lies there. */
class Messages {
  #count = el('span', { className: 'muted' });
  #gone = el('p', { role: 'status' });
  #empty = el('p', { className: 'empty' }, 'The queue is empty.');
  #list = el('div');
  #more = el('p', { className: 'muted' });
  #looking = el('p', { className: 'muted' }, 'Looking does not receive: counts and visibility stay as they are.');
  #items = new Map();
  element = el('section', { 'aria-label': 'Messages' }, el('h3', {}, 'Messages ', this.#count),
    this.#gone, this.#empty, this.#list, this.#more, this.#looking);

  show({ messages, more }) {
    this.tellGone(false);
    setText(this.#count, number(messages.length + more));
    this.#empty.hidden = messages.length > 0;
    setText(this.#more, more > 0 ? `and ${plural(more, 'more message')} not shown` : '');
    this.#keep(new Set(messages.map(({ id }) => id)));
    messages.forEach((each, i) => this.#place(each, i));
  }

  /** Tells whether the queue is gone, which may be for a while: another can be created by its name. */
  tellGone(gone) {
    setText(this.#gone, gone ? 'There is no such queue any more: this is what it held last.' : '');
    this.#looking.hidden = gone;
  }

  #keep(ids) {
    for (const [id, item] of this.#items) {
      if (!ids.has(id)) {
        item.element.remove();
        this.#items.delete(id);
      }
    }
  }

  /** Does not move one that is there: they are told in the order in which they were sent. */
  #place(each, i) {
    const item = this.#items.get(each.id) ?? new Item(each);
    this.#items.set(each.id, item);
    item.show(each);
    if (this.#list.children[i] !== item.element) {
      this.#list.insertBefore(item.element, this.#list.children[i] ?? null);
    }
  }
}

const TONES = { visible: 'calm', 'in flight': 'busy', delayed: 'warn' };

/** A message; what is in it is built when it is opened. */
class Item {
  #badge = el('span');
  #figures = el('span', { className: 'muted' });
  #facts = facts([]);
  #attributes = facts([]);
  #attributesPart = el('div', {}, el('h4', {}, 'Message attributes'), this.#attributes);
  #route = el('p');
  #body = el('div');
  #told = {};

  constructor({ id, sentAt }) {
    this.element = el('details', { className: 'fold boxed', dataset: { message: id }, ontoggle: () => this.#fill() },
      el('summary', {}, this.#badge, ` ${clockTime(sentAt)} `, this.#figures));
  }

  show(told) {
    const { body = null, attributes } = this.#told; // known already, though others may leave no room to tell it again
    this.#told = { ...told, body: told.body ?? body, attributes: told.attributes ?? attributes };
    this.#badge.className = `badge ${TONES[told.state] ?? 'calm'}`;
    setText(this.#badge, told.state);
    setText(this.#figures, `${bytes(told.bytes)} · received ${plural(told.receiveCount, 'time')}`);
    if (this.#facts.parentNode) {
      this.#tell();
    }
  }

  #fill() {
    if (!this.#facts.parentNode) {
      this.element.append(this.#facts, this.#attributesPart, this.#route, this.#body);
      this.#tell();
    }
  }

  #tell() {
    const { id, sentAt, state, visibleAt, attributes, body, event } = this.#told;
    setFacts(this.#facts, [['Id', id], ['Sent', `${dateTime(sentAt)} UTC`], ['Visible at', state === 'visible' ? null : `${dateTime(visibleAt)} UTC`]]);
    const given = Object.entries(attributes ?? {});
    this.#attributesPart.hidden = given.length === 0;
    setFacts(this.#attributes, given);
    this.#route.hidden = !event;
    build(this.#route, event, () => [event ? el('a', { href: address('event', event) }, 'Show its route') : '']);
    build(this.#body, body === null, () => [body === null
      ? el('p', { className: 'muted' }, 'Not shown here: the messages above fill what the list holds, 1 MiB in all.') : message(body)]);
  }
}

/** Asks before it moves; then tells what was moved. */
function redriveParts({ name, sources }) {
  const result = el('p', { role: 'status', className: 'result' });
  const choice = el('select', { id: 'redrive-to' }, el('option', { value: '' }, 'where they came from'), sources.map((source) => el('option', { value: source }, source)));
  const start = el('button', { type: 'button', className: 'primary', onclick: () => ask(true) }, 'Redrive …');
  const sure = el('button', { type: 'button', className: 'danger', onclick: move }, 'Move them back');
  const confirm = el('div', { className: 'confirm', hidden: true },
    el('p', {}, 'Every message of this queue goes back. If the cause is not mended they come here again.'),
    sources.length > 0 ? el('label', { for: 'redrive-to' }, 'Destination ', choice) : null,
    el('div', { className: 'row' }, sure, el('button', { type: 'button', className: 'quiet', onclick: () => ask(false) }, 'Leave them')));
  function ask(open) {
    confirm.hidden = !open;
    start.hidden = open;
    (open ? sure : start).focus();
  }
  async function move() {
    sure.disabled = true;
    try {
      const answer = await post(`queues/${encodeURIComponent(name)}/redrive`, choice.value ? { destination: choice.value } : {});
      result.className = 'result';
      result.textContent = `${plural(answer.moved, 'message')} moved back${answer.status === 'RUNNING' ? ' so far; the task goes on' : ''}.`;
    } catch (problem) {
      result.className = 'result problem';
      result.textContent = problem.message;
    }
    sure.disabled = false;
    ask(false);
  }
  return [el('div', { className: 'row' }, start,
    el('span', { className: 'muted' }, sources.length === 0 ? 'No queue names this one as its dead-letter queue.' : `Dead letters of ${sources.join(', ')}`)), confirm, result];
}

function policyParts(statements) {
  return [el('h3', {}, 'Policy'),
    statements.length === 0 ? el('p', { className: 'empty' }, 'No queue policy: only identities of the account whose own policies allow it may use the queue.')
      : el('div', {}, statements.map(({ sid, words, json }) => el('details', { className: 'fold boxed' }, el('summary', {}, words, sid ? el('span', { className: 'muted' }, ` ${sid}`) : ''), statement(json))))];
}

function attributesOf({ arn, url, attributes }) {
  return [['Arn', arn], ['Url', url], ...Object.entries(attributes).filter(([name]) => !['QueueArn', 'Policy'].includes(name))];
}
