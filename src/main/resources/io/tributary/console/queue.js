// One queue: its messages as they lie there, its attributes, its policy in words; a dead-letter queue can be redriven.

import { get, post } from './api.js';
import { el } from './dom.js';
import { message } from './json.js';
import { address } from './panel.js';
import { facts, statement } from './route.js';
import { bytes, clockTime, dateTime, number, plural } from './words.js';

const ASK_EVERY_MS = 1500;

export class QueuePanel {
  #map;
  #shown = null;
  #timer = null;

  constructor(map) {
    this.#map = map;
  }

  async open(name, view) {
    view.title('SQS queue', name);
    const queue = await get(`queues/${encodeURIComponent(name)}`);
    if (view.signal.aborted) {
      return;
    }
    this.#map.select(queue.arn);
    view.title(queue.deadLetter ? 'Dead-letter queue' : 'SQS queue', name);
    const live = el('section', { 'aria-label': 'Messages' });
    this.#shown = { name, view, live, asked: Date.now() };
    showMessages(live, queue);
    view.show(queue.deadLetter ? redrive(queue, () => this.#refresh()) : null, live, policySection(queue.policy), attributes(queue));
  }

  /** Something happened: asks for the messages again soon, at once when the last time is long ago. */
  touched() {
    if (this.#shown) {
      this.#timer ??= setTimeout(() => this.#refresh(), Math.max(0, this.#shown.asked + ASK_EVERY_MS - Date.now()));
    }
  }

  closed() {
    this.#stopTimer();
    this.#shown = null;
    this.#map.select(null);
  }

  #stopTimer() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #refresh() {
    this.#stopTimer();
    const shown = this.#shown;
    if (shown) {
      shown.asked = Date.now();
      const queue = await get(`queues/${encodeURIComponent(shown.name)}`);
      showMessages(shown.live, queue);
    }
  }
}

/** Keeps open what the person opened, and leaves all as it is while nothing changed. */
function showMessages(section, { messages, more }) {
  const told = JSON.stringify([messages, more]);
  if (section.dataset.told === told) {
    return;
  }
  section.dataset.told = told;
  const opened = new Set([...section.querySelectorAll('details[open][data-message]')].map((details) => details.dataset.message));
  const focused = document.activeElement?.closest?.('[data-message]')?.dataset.message;
  section.replaceChildren(
    el('h3', {}, 'Messages ', el('span', { className: 'muted' }, number(messages.length + more))),
    messages.length === 0 ? el('p', { className: 'empty' }, 'The queue is empty.') : el('div', {}, messages.map((each) => item(each, opened.has(each.id)))),
    more > 0 ? el('p', { className: 'muted' }, `and ${plural(more, 'more message')} not shown`) : '',
    el('p', { className: 'muted' }, 'Looking does not receive: counts and visibility stay as they are.'));
  section.querySelector(`[data-message="${CSS.escape(focused ?? '')}"] > summary`)?.focus({ preventScroll: true });
}

function item(each, isOpen) {
  const tone = { visible: 'calm', 'in flight': 'busy', delayed: 'warn' }[each.state] ?? 'calm';
  const details = el('details', { className: 'fold boxed', dataset: { message: each.id } },
    el('summary', {}, el('span', { className: `badge ${tone}` }, each.state), ` ${clockTime(each.sentAt)} `,
      el('span', { className: 'muted' }, `${bytes(each.bytes)} · received ${plural(each.receiveCount, 'time')}`)));
  const fill = () => details.append(
    facts([['Id', each.id], ['Sent', `${dateTime(each.sentAt)} UTC`], ['Visible at', each.state === 'visible' ? null : `${dateTime(each.visibleAt)} UTC`],
      ...Object.entries(each.attributes ?? {}).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])]),
    each.trace === null || each.trace === undefined ? '' : el('p', {}, el('a', { href: address('event', each.trace) }, 'Show its route')),
    each.body === null ? el('p', { className: 'muted' }, 'Not shown here: the messages above fill what the list holds, 1 MiB in all.') : message(each.body));
  details.addEventListener('toggle', () => details.children.length === 1 && fill());
  details.open = isOpen;
  return details;
}

/** Asks before it moves; then tells what was moved. */
function redrive({ name, sources }, moved) {
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
      moved();
    } catch (problem) {
      result.className = 'result problem';
      result.textContent = problem.message;
    }
    sure.disabled = false;
    ask(false);
  }
  return el('section', { className: 'redrive', 'aria-label': 'Redrive' }, el('div', { className: 'row' }, start,
    el('span', { className: 'muted' }, sources.length === 0 ? 'No queue names this one as its dead-letter queue.' : `Dead letters of ${sources.join(', ')}`)), confirm, result);
}

function policySection(statements) {
  return el('section', { 'aria-label': 'Policy' }, el('h3', {}, 'Policy'),
    statements.length === 0 ? el('p', { className: 'empty' }, 'No queue policy: only identities of the account whose own policies allow it may use the queue.')
      : el('div', {}, statements.map(({ sid, words, json }) => el('details', { className: 'fold boxed' }, el('summary', {}, words, sid ? el('span', { className: 'muted' }, ` ${sid}`) : ''), statement(json)))));
}

function attributes({ arn, url, attributes: values }) {
  return el('section', { 'aria-label': 'Attributes' }, el('h3', {}, 'Attributes'),
    facts([['Arn', arn], ['Url', url], ...Object.entries(values).filter(([name]) => !['QueueArn', 'Policy'].includes(name)).map(([name, value]) => [name, String(value)])]));
}
