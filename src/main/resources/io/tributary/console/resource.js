// What the map knows of a resource that is no queue, and of a line: what it is and what has passed there.

import { el, setText } from './dom.js';
import { addressOf } from './map.js';
import { address, go } from './panel.js';
import { facts } from './route.js';
import { EDGES, KINDS, number, rate } from './words.js';

const SHOW_EVERY_MS = 1000;
const FIGURES = ['Passed', 'Failed', 'Redriven', 'Now'];

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
    this.#live(view, id, lines,
      facts([['Arn', node.id], ['Component', node.cluster?.split('::').at(-1)], ['Provided', node.provided ? 'by the account; this program does not create it' : null]]),
      node.kind === 'topic' ? el('p', { className: 'live-only' }, el('button', { type: 'button', className: 'primary', onclick: () => go('send', node.name) }, 'Send an event to it')) : null);
  }

  openEdge(id, view) {
    const edge = this.#map.edge(id);
    if (!edge) {
      throw new Error(`There is no such line in this deployment: ${id}`);
    }
    const [from, to] = [this.#map.node(edge.from), this.#map.node(edge.to)];
    view.title(EDGES[edge.kind] ?? edge.kind, `${from.label} → ${to.label}`);
    this.#live(view, id, [edge],
      facts([['From', this.#link(from)], ['To', this.#link(to)]]));
  }

  closed() {
    clearInterval(this.#timer);
    this.#map.select(null);
  }

  /** Shows once, and then sets only the figures anew: what a person selects or reads stays. */
  #live(view, id, lines, ...about) {
    this.#map.select(id, view.navigated);
    const since = document.body.classList.contains('replaying') ? 'Played since this page was opened' : 'Since this page was connected';
    const rows = lines.map((line) => ({ line, cells: FIGURES.map(() => el('td')) }));
    view.show(...about, el('h3', {}, since), this.#table(rows));
    this.#tell(rows);
    this.#timer = setInterval(() => this.#tell(rows), SHOW_EVERY_MS);
  }

  #table(rows) {
    const head = ['Line', ...FIGURES].map((name) => el('th', { scope: 'col' }, name));
    const name = ({ from, to }) => `${this.#map.node(from).label} → ${this.#map.node(to).label}`;
    return el('table', {}, el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows.map(({ line, cells }) =>
      el('tr', {}, el('td', {}, el('a', { href: address('edge', line.id) }, name(line))), cells))));
  }

  #tell(rows) {
    for (const { line, cells } of rows) {
      const { passed, failed, back, rate: perSecond } = this.#flow.of(line.id);
      [number(passed), number(failed), number(back), rate(perSecond)].forEach((figure, i) => setText(cells[i], figure));
      cells[FIGURES.indexOf('Failed')].classList.toggle('bad', failed > 0);
    }
  }

  #link = (node) => el('a', { href: addressOf(node) }, `${KINDS[node.kind]} ${node.label}`);
}
