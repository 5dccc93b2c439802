// The map: boxes for the resources, lines for the ways that events take. It opens what is chosen and shows a route.

import { el, isShortcut, setText, svg } from './dom.js';
import { glyph } from './glyphs.js';
import { Overview } from './overview.js';
import { address, go } from './panel.js';
import { KINDS, EDGES, compact, number, plural, rate } from './words.js';

const CORNER = 10;
/** The layout leaves room for a label; a box here has a sign and figures too. */
const STRETCH = { x: 1.2, y: 1.25 };

export class ResourceMap {
  #plane;
  #viewport;
  #overview;
  #nodes = new Map();
  #edges = new Map();
  /** What was told of each resource, drawn or not: the cloud tells of new ones before the page has their map. */
  #states = new Map();
  #selected = null;
  #lines = svg('svg', { class: 'lines', 'aria-label': 'Ways of the events', role: 'group' });

  constructor(frame, plane, viewport) {
    this.#plane = plane;
    this.#viewport = viewport;
    this.#overview = new Overview(frame, viewport);
    plane.addEventListener('keydown', (event) => this.#key(event));
    plane.addEventListener('focusin', (event) => this.#focused(event.target));
  }

  /** Draws anew; the boxes tell what is known of them already. */
  draw(layout) {
    const { width, height, clusters, nodes, edges } = stretched(layout);
    this.#nodes.clear();
    this.#edges.clear();
    this.#plane.replaceChildren();
    this.#plane.style.width = `${width}px`;
    this.#plane.style.height = `${height}px`;
    const named = new Map(nodes.map((node) => [node.id, node]));
    for (const node of [...nodes].sort((one, other) => one.x - other.x || one.y - other.y)) {
      this.#addNode(node);
    }
    this.#lines.replaceChildren();
    this.#lines.setAttribute('width', width);
    this.#lines.setAttribute('height', height);
    this.#lines.append(...clusters.flatMap(drawCluster));
    edges.forEach((edge) => this.#addEdge(edge, named));
    this.#plane.append(this.#lines);
    this.#overview.draw(nodes, width, height);
    this.#viewport.resize(width, height);
    this.#mark();
  }

  node = (id) => this.#nodes.get(id)?.data;
  edge = (id) => this.#edges.get(id);
  nodes = () => [...this.#nodes.values()].map(({ data }) => data);
  edges = () => [...this.#edges.values()];
  lines = () => this.#lines;
  /** What was told of a resource; undefined while nothing was. */
  state = (id) => this.#states.get(id);

  /** Tells the boxes what lies in them: {ID: {visible, inFlight, delayed, rate}}. */
  update(changes) {
    for (const [id, change] of Object.entries(changes)) {
      this.#states.set(id, { ...this.#states.get(id), ...change });
      this.#show(id);
    }
  }

  /** Forgets what the boxes told. */
  forget() {
    this.#states.clear();
    this.#nodes.forEach((node, id) => this.#show(id));
  }

  #show(id) {
    const node = this.#nodes.get(id);
    if (node) {
      showState(node, this.#states.get(id) ?? {});
    }
  }

  /**
   * Sets the rest back and brings some resources and the lines between them forward.
   *
   * @param ids the resources, in the order of the way
   * @param stops those where it ended badly
   */
  highlight(ids, stops = []) {
    const on = new Set(ids);
    const ends = new Set(stops);
    this.#plane.classList.toggle('tracing', on.size > 0);
    for (const [id, { box }] of this.#nodes) {
      box.classList.toggle('on-way', on.has(id));
      box.classList.toggle('stop', ends.has(id));
    }
    for (const edge of this.edges()) {
      edge.group.classList.toggle('on-way', on.has(edge.from) && on.has(edge.to));
    }
  }

  /** Marks in the overview the dead-letter queues that hold something. */
  alarm(ids) {
    this.#overview.mark(ids);
  }

  /** Marks the one box or line that the panel is about, null for none, and brings it into view where a person went there. */
  select(id, navigated) {
    this.#selected = id;
    this.#mark();
    if (navigated) {
      this.reveal();
    }
  }

  /** Brings the box that the panel is about into view. */
  reveal() {
    const selected = this.node(this.#selected);
    if (selected) {
      this.#viewport.reveal(selected);
    }
  }

  #mark() {
    this.#nodes.forEach(({ box }, id) => box.classList.toggle('selected', id === this.#selected));
    this.#edges.forEach(({ group }, id) => group.classList.toggle('selected', id === this.#selected));
  }

  #addNode(data) {
    const parts = {
      depth: el('span', { className: 'depth' }),
      flight: el('span', { className: 'chip flight', title: 'in flight' }),
      delayed: el('span', { className: 'chip delayed', title: 'delayed' }),
      rate: el('span', { className: 'chip rate', title: 'messages a second' }),
    };
    const kind = data.deadLetter ? 'Dead-letter queue' : KINDS[data.kind] ?? data.kind;
    const box = el('button', { type: 'button', className: `node ${data.kind}`, title: data.name, dataset: { node: data.id }, onclick: () => open(data) },
      glyph(data.kind),
      el('span', { className: 'texts' }, el('span', { className: 'label' }, data.label), el('span', { className: 'second' }, el('span', { className: 'kind' }, kind), parts.depth)),
      el('span', { className: 'chips' }, parts.flight, parts.delayed, parts.rate));
    box.classList.toggle('provided', data.provided);
    box.classList.toggle('dead-letter', data.deadLetter);
    Object.assign(box.style, { left: `${data.x}px`, top: `${data.y}px`, width: `${data.width}px`, height: `${data.height}px` });
    this.#nodes.set(data.id, { data, box, parts, kind });
    this.#plane.append(box);
    this.#show(data.id);
  }

  #addEdge(data, named) {
    const d = rounded(data.points);
    const label = svg('text', { class: 'rate', 'text-anchor': 'middle' });
    const at = middle(data.points);
    label.setAttribute('x', at[0]);
    label.setAttribute('y', at[1] - 7);
    const group = svg('g', { class: `edge ${data.kind}`, role: 'link', tabindex: '0' },
      svg('path', { class: 'line', d }), svg('path', { class: 'stream', d }), svg('path', { class: 'hit', d }), head(data.points), label);
    const name = (id) => named.get(id)?.label ?? id;
    const words = `${name(data.from)} to ${name(data.to)}, ${EDGES[data.kind] ?? data.kind}`;
    group.append(svg('title', {}, words));
    group.setAttribute('aria-label', words);
    group.dataset.edge = data.id;
    group.addEventListener('click', () => go('edge', data.id));
    this.#edges.set(data.id, { ...data, words, group, label });
    this.#lines.append(group);
  }

  #focused(target) {
    const node = this.#nodes.get(target.dataset?.node);
    if (node && target.matches(':focus-visible')) {
      this.#viewport.reveal(node.data);
    }
  }

  #key(event) {
    if (isShortcut(event)) {
      return;
    }
    const edge = event.target.dataset?.edge;
    if (edge && event.key === 'Enter') {
      go('edge', edge);
    }
    const next = this.#neighbour(event.target.dataset?.node, event.key);
    if (next) {
      event.preventDefault();
      this.#nodes.get(next).box.focus();
    }
  }

  /** Left and right follow the lines; up and down go to the nearest box. */
  #neighbour(id, key) {
    if (!id) {
      return undefined;
    }
    const here = this.node(id);
    const others = this.nodes().filter((node) => node.id !== id);
    const distance = (node) => Math.abs(node.y - here.y) + 3 * Math.abs(node.x - here.x);
    const nearest = (nodes) => nodes.sort((one, other) => distance(one) - distance(other))[0]?.id;
    const along = (from, to) => this.edges().filter((edge) => edge[from] === id).map((edge) => this.node(edge[to])).filter(Boolean);
    return {
      ArrowRight: () => nearest(along('from', 'to')),
      ArrowLeft: () => nearest(along('to', 'from')),
      ArrowDown: () => nearest(others.filter((node) => node.y > here.y)),
      ArrowUp: () => nearest(others.filter((node) => node.y < here.y)),
    }[key]?.();
  }
}

/** The address of the panel about a resource. */
export const addressOf = (node) => (node.kind === 'queue' ? address('queue', node.name) : address('resource', node.id));

const open = (node) => { location.hash = addressOf(node); };

function showState({ data, box, parts, kind }, { visible = 0, inFlight = 0, delayed = 0, rate: perSecond = 0 }) {
  const alarming = data.deadLetter && visible + inFlight > 0;
  setText(parts.depth, data.kind === 'queue' ? `${alarming ? '⚠ ' : ''}${compact(visible)}` : '');
  setText(parts.flight, inFlight > 0 ? `${compact(inFlight)} in flight` : '');
  setText(parts.delayed, delayed > 0 ? `${compact(delayed)} delayed` : '');
  setText(parts.rate, perSecond >= 0.05 ? rate(perSecond) : '');
  box.classList.toggle('alarming', alarming);
  box.classList.toggle('holding', data.kind === 'queue' && visible > 0);
  const words = [data.label, kind, data.provided ? 'provided by the account' : null, data.kind === 'queue' ? `${plural(visible, 'message')} waiting` : null,
    inFlight > 0 ? `${number(inFlight)} in flight` : null, delayed > 0 ? `${number(delayed)} delayed` : null, alarming ? 'attention' : null];
  const label = words.filter(Boolean).join(', ');
  if (box.getAttribute('aria-label') !== label) {
    box.setAttribute('aria-label', label);
  }
}

function stretched({ width, height, clusters, nodes, edges }) {
  const box = (each) => ({ ...each, x: each.x * STRETCH.x, y: each.y * STRETCH.y, width: each.width * STRETCH.x, height: each.height * STRETCH.y });
  return {
    ...box({ x: 0, y: 0, width, height }),
    clusters: clusters.map(box),
    nodes: nodes.map(box),
    edges: edges.map((edge) => ({ ...edge, points: edge.points.map(([x, y]) => [x * STRETCH.x, y * STRETCH.y]) })),
  };
}

function drawCluster({ type, name, x, y, width, height }) {
  return [svg('rect', { class: 'cluster', x, y, width, height, rx: 12 }), svg('text', { class: 'cluster-name', x: x + 12, y: y + 18 }, type)];
}

/** A polyline with rounded corners. */
function rounded(points) {
  let d = `M${points[0].join(' ')}`;
  for (let i = 1; i < points.length - 1; i++) {
    const before = towards(points[i], points[i - 1]);
    const after = towards(points[i], points[i + 1]);
    d += `L${before.join(' ')}Q${points[i].join(' ')} ${after.join(' ')}`;
  }
  return `${d}L${points.at(-1).join(' ')}`;
}

/** The point on the way from one to another, a corner's radius or half the way off. */
function towards([x, y], [toX, toY]) {
  const length = Math.hypot(toX - x, toY - y) || 1;
  const part = Math.min(CORNER, length / 2) / length;
  return [x + (toX - x) * part, y + (toY - y) * part];
}

/** The arrow's head at the end of a line. */
function head(points) {
  const [x, y] = points.at(-1);
  const [fromX, fromY] = points.at(-2);
  const angle = (Math.atan2(y - fromY, x - fromX) * 180) / Math.PI;
  return svg('path', { class: 'head', d: 'M-8 -4.500L0 0L-8 4.500Z', transform: `translate(${x} ${y}) rotate(${angle})` });
}

/** The middle of the longest level stretch, where a label has room; of the longest where none is level. */
function middle(points) {
  const stretches = points.slice(1).map((end, i) => [points[i], end]);
  const length = ([[x1, y1], [x2, y2]]) => Math.hypot(x2 - x1, y2 - y1) * (y1 === y2 ? 10 : 1);
  const [[x1, y1], [x2, y2]] = stretches.sort((one, other) => length(other) - length(one))[0];
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}
