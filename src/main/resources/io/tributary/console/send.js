// Sends events: the examples ready to edit, checked by the server as they are typed, once or as a burst.

import { get, post } from './api.js';
import { el } from './dom.js';
import { address } from './panel.js';
import { nameOf, number, plural } from './words.js';

const TYPING_MS = 200;
const MOST = 100_000;

export class SendPanel {
  #map;
  #announce;
  #form;

  constructor(map, announce) {
    this.#map = map;
    this.#announce = announce;
  }

  /** Shows the form as it was left: what a person has edited outlasts a look elsewhere. */
  async open(topicName, view) {
    view.title('Publish to SNS', 'Send');
    const examples = await get('examples');
    if (view.signal.aborted) {
      return;
    }
    const topics = this.#topics();
    if (topics.length === 0) {
      throw new Error('This deployment has no SNS topic to publish to.');
    }
    const named = topics.find((topic) => topic.name === topicName)?.id;
    const isNew = !this.#form;
    this.#form ??= new SendForm(this.#announce);
    this.#form.offer(topics, examples);
    if (named && (isNew || !history.state?.taken)) {
      this.#form.choose(named);
    }
    history.replaceState({ taken: true }, ''); // who comes back may have chosen another topic since
    view.show(this.#form.element);
  }

  /** After a deployment: offers what is there now. */
  async renew() {
    const examples = await get('examples');
    this.#form.offer(this.#topics(), examples);
  }

  /** Forgets what the cloud before told; what a person edited stays. */
  forget() {
    this.#form?.forget();
  }

  #topics() {
    return this.#map.nodes().filter((node) => node.kind === 'topic');
  }
}

class SendForm {
  #topics = [];
  #examples = [];
  #announce;
  #timer;
  #checks = 0;
  /** The message and its attributes as they were filled in: what differs from them was edited. */
  #filled;
  /** Whether a person chose the topic, by its address or here: otherwise it goes with the example. */
  #isChosen = false;
  #example = el('select', { id: 'send-example', onchange: () => this.#exampleChosen() });
  #exampleField = field('Example', this.#example);
  #topic = el('select', { id: 'send-topic', required: true, onchange: () => this.#topicChosen() });
  #body = el('textarea', { id: 'send-body', rows: 16, spellcheck: false, autocomplete: 'off', 'aria-describedby': 'send-check', oninput: () => this.#typed() });
  #attributes = el('textarea', { id: 'send-attributes', rows: 2, spellcheck: false, autocomplete: 'off', 'aria-describedby': 'send-attributes-check', oninput: () => this.#typed() });
  #check = el('p', { id: 'send-check', role: 'status', className: 'result' });
  #attributesCheck = el('p', { id: 'send-attributes-check', role: 'status', className: 'result problem' });
  #count = el('input', { id: 'send-count', type: 'number', min: 1, max: MOST, step: 1, value: '1', required: true, oninput: () => this.#typed() });
  #submit = el('button', { type: 'submit', className: 'primary' }, 'Publish');
  #result = el('div', { role: 'status', className: 'result' });

  constructor(announce) {
    this.#announce = announce;
    this.#filled = this.#written();
    this.element = el('form', { className: 'send', onsubmit: (event) => this.#publish(event) },
      this.#exampleField, field('Topic', this.#topic), field('Message', this.#body), this.#check,
      field('Message attributes, in the JSON that aws sns publish takes (optional)', this.#attributes), this.#attributesCheck,
      el('div', { className: 'row' }, field(`How many (1 to ${number(MOST)})`, this.#count), this.#submit), this.#result);
  }

  #list(topics, examples) {
    this.#topics = topics;
    this.#examples = examples;
    this.#topic.replaceChildren(...topics.map((topic) => el('option', { value: topic.id }, topic.name)));
    this.#example.replaceChildren(...examples.map((example, i) => el('option', { value: i }, example.name)));
    this.#exampleField.hidden = examples.length === 0;
  }

  /**
   * Offers other topics and examples. What was chosen stays, also where its user's prefix is another by now; a message that was
   * edited stays as well, and another is filled in anew.
   */
  offer(topics, examples) {
    const stays = this.#isEdited() || this.#isChosen;
    const topic = this.#topics.find(({ id }) => id === this.#topic.value);
    const chosen = this.#examples[this.#example.value]?.name;
    this.#list(topics, examples);
    const same = topics.find(({ id }) => id === topic?.id) ?? topics.find(({ label }) => label === topic?.label);
    const example = examples.find(({ name }) => name === chosen);
    this.#example.selectedIndex = examples.indexOf(example);
    // None in place of one that stays: nothing may be sent to a topic that nobody chose.
    this.#set(stays ? same?.id ?? '' : (example ?? examples[0])?.topic ?? topics[0]?.id, example);
  }

  /** Chooses a topic, as a person does by its address. */
  choose(topic) {
    this.#set(topic);
    this.#topicChosen();
  }

  #topicChosen() {
    this.#isChosen = true;
    this.#typed();
  }

  #exampleChosen() {
    this.#isChosen = false;
    this.#fill(this.#examples[this.#example.value]);
  }

  /** Sets the topic, and unless the message was edited an example: by default that which belongs to the topic, or the first. */
  #set(topic, example = this.#examples.find((each) => each.topic === topic) ?? this.#examples[0]) {
    if (!this.#isEdited()) {
      this.#example.selectedIndex = this.#examples.indexOf(example);
      this.#fill(example ?? { topic, body: '{\n}' });
    }
    this.#topic.value = topic;
    this.#typed();
  }

  /** Forgets the result of what was sent: its route is of the cloud before. */
  forget() {
    this.#result.replaceChildren();
  }

  #isEdited() {
    return this.#written() !== this.#filled;
  }

  #written() {
    return JSON.stringify([this.#body.value, this.#attributes.value]);
  }

  #fill({ topic, body, attributes = '' }) {
    this.#topic.value = topic;
    this.#body.value = body;
    this.#attributes.value = attributes;
    this.#filled = this.#written(); // not what it is filled with: a text field has line ends of its own
    this.#typed();
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#checkTexts(), TYPING_MS);
  }

  async #checkTexts() {
    const check = ++this.#checks;
    try {
      const told = await post('check', { topic: this.#topic.value, body: this.#body.value, attributes: this.#attributes.value });
      if (check === this.#checks) {
        this.#checked(told);
      }
    } catch (unanswered) {
      if (check === this.#checks) { // what stands there is of an earlier text
        this.#unchecked();
      }
      throw unanswered;
    }
  }

  #checked({ valid, problem, attributesProblem }) {
    this.#body.setAttribute('aria-invalid', String(!valid));
    this.#check.className = valid ? 'result good' : 'result problem';
    this.#check.textContent = valid ? '✓ valid JSON' : placed(problem);
    this.#attributes.setAttribute('aria-invalid', String(Boolean(attributesProblem)));
    this.#attributesCheck.textContent = attributesProblem ?? '';
  }

  #unchecked() {
    this.#body.removeAttribute('aria-invalid');
    this.#check.textContent = '';
    this.#attributes.removeAttribute('aria-invalid');
    this.#attributesCheck.textContent = '';
  }

  async #publish(event) {
    event.preventDefault();
    if (this.#submit.getAttribute('aria-disabled') === 'true') {
      return;
    }
    this.#submit.setAttribute('aria-disabled', 'true'); // disabled it would lose the focus
    const topic = this.#topic.value; // another may be chosen while a burst is on its way
    try {
      const { accepted, events } = await post('publish',
        { topic, body: this.#body.value, attributes: this.#attributes.value, count: Number(this.#count.value) });
      this.#result.className = 'result';
      this.#result.replaceChildren(`${plural(accepted, 'event')} published to ${nameOf(topic)}. `,
        events.length > 0 ? el('a', { href: address('event', events[0]) }, accepted > 1 ? 'Show the route of the first' : 'Show its route') : '');
      this.#announce(`${plural(accepted, 'event')} published.`);
    } catch (problem) {
      this.#result.className = 'result problem';
      this.#result.textContent = problem.message;
    }
    this.#submit.removeAttribute('aria-disabled');
  }
}

const placed = ({ message, line, column }) => (line ? `Line ${line}, column ${column}: ${message}` : message);

const field = (label, control) => el('div', { className: 'field' }, el('label', { for: control.id }, label), control);
