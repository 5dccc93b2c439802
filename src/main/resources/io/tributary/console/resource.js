// What the map knows of a resource that is no queue, and of a line: what it is and what has passed there.

import { el } from './dom.js';
import { addressOf } from './map.js';
import { address, go } from './panel.js';
import { facts } from './route.js';
import { EDGES, KINDS, number, rate } from './words.js';

const SHOW_EVERY_MS = 1000;

export class ResourcePanels {
  #map;
  #flow;
  #timer;

  constructor(map, flow) {
    this.#map = map;
    this.#flow = flow;
  }

  openResource(id, view) {
    const node = this.#map.node(id);
    if (!node) {
      throw new Error(`There is no resource ${id} in this deployment.`);
    }
    view.title(KINDS[node.kind] ?? node.kind, node.name);
    const lines = this.#map.edges().filter((edge) => edge.from === id || edge.to === id);
    this.#live(view, id, () => [
      facts([['Arn', node.id], ['Component', node.cluster?.split('::').at(-1)], ['Provided', node.provided ? 'by the account; this program does not create it' : null]]),
      node.kind === 'topic' ? el('p', { className: 'live-only' }, el('button', { type: 'button', className: 'primary', onclick: () => go('send', node.name) }, 'Send an event to it')) : null,
      el('h3', {}, 'Since this page was opened'), this.#table(lines)]);
  }

  openEdge(id, view) {
    const edge = this.#map.edge(id);
    if (!edge) {
      throw new Error(`There is no such line in this deployment: ${id}`);
    }
    const [from, to] = [this.#map.node(edge.from), this.#map.node(edge.to)];
    view.title(EDGES[edge.kind] ?? edge.kind, `${from.label} → ${to.label}`);
    this.#live(view, id, () => [
      el('dl', { className: 'facts' }, el('dt', {}, 'From'), el('dd', {}, this.#link(from)), el('dt', {}, 'To'), el('dd', {}, this.#link(to))),
      el('h3', {}, 'Since this page was opened'), this.#table([edge])]);
  }

  closed() {
    clearInterval(this.#timer);
    this.#map.select(null);
  }

  /** Shows, and then sets the figures anew, but never beneath the person's focus. */
  #live(view, id, content) {
    this.#map.select(id);
    view.show(...content());
    this.#timer = setInterval(() => {
      if (!document.getElementById('panel-body').contains(document.activeElement)) {
        view.show(...content());
      }
    }, SHOW_EVERY_MS);
  }

  #table(lines) {
    const head = ['Line', 'Passed', 'Failed', 'Redriven', 'Now'].map((name) => el('th', { scope: 'col' }, name));
    return el('table', {}, el('thead', {}, el('tr', {}, head)), el('tbody', {}, lines.map((edge) => {
      const { passed, failed, back, rate: perSecond } = this.#flow.of(edge.id);
      return el('tr', {}, el('td', {}, el('a', { href: address('edge', edge.id) }, `${this.#map.node(edge.from).label} → ${this.#map.node(edge.to).label}`)),
        el('td', {}, number(passed)), el('td', { className: failed > 0 ? 'bad' : '' }, number(failed)), el('td', {}, number(back)), el('td', {}, rate(perSecond)));
    })));
  }

  #link = (node) => el('a', { href: addressOf(node) }, `${KINDS[node.kind]} ${node.label}`);
}
