// Events in motion: a dot for each that passes, and above some rate a stream with its figure in place of dots.

import { setText, svg } from './dom.js';
import { Pace } from './pace.js';
import { number, rate } from './words.js';

/** No more dots than these at once, whatever the load. */
const MOST_DOTS = 120;
const MOST_DOTS_AN_EDGE_A_TICK = 4;
/** Messages a second from which a line streams. */
const STREAMING = 15;
const TRAVEL_MS = 620;
/** Local hops take less than a millisecond: lines further on start later, so that the eye can follow. */
const STEP_MS = 420;
const MOST_STEPS = 6;
const MEASURE_MS = 500;

export class Flow {
  #map;
  #counts = new Map();
  #dots = new Set();
  #layer = svg('g', { class: 'dots', 'aria-hidden': 'true' });
  #running = false;
  #pace = new Pace(MEASURE_MS, 0.6);
  #calm = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(map) {
    this.#map = map;
    setInterval(() => this.#measure(), MEASURE_MS);
  }

  /** Follows a map that was drawn anew. */
  redrawn() {
    const before = this.#counts;
    this.#counts = new Map();
    this.#clearDots();
    this.#map.lines().append(this.#layer);
    const steps = stepsFromStart(this.#map.edges());
    for (const edge of this.#map.edges()) {
      const { passed = 0, failed = 0, back = 0 } = before.get(edge.id) ?? {};
      this.#counts.set(edge.id, { edge, steps: steps.get(edge.from), way: measured(edge.points), passed, failed, back, fresh: 0, rate: 0 });
    }
  }

  /** Counts of an edge since the page was connected: {passed, failed, back, rate}. */
  of = (id) => this.#counts.get(id) ?? { passed: 0, failed: 0, back: 0, rate: 0 };

  /** Takes in [EDGE_ID, passed, failed, back] of one tick; what goes back is redriven, against the line's direction. */
  pass(passes) {
    for (const [id, passed, failed = 0, back = 0] of passes) {
      const counts = this.#counts.get(id);
      if (counts) {
        counts.passed += passed;
        counts.failed += failed;
        counts.back += back;
        counts.fresh += passed + failed + back;
        this.#launch(counts, [[passed, 'dot'], [failed, 'dot failed'], [back, 'dot back']]);
      }
    }
  }

  forget() {
    for (const counts of this.#counts.values()) {
      Object.assign(counts, { passed: 0, failed: 0, back: 0, fresh: 0, rate: 0 });
      showRate(counts);
    }
    this.#clearDots();
  }

  #launch(counts, flights) {
    if (document.hidden || this.#calm.matches) {
      return;
    }
    const starts = performance.now() + counts.steps * STEP_MS;
    for (const [count, kind] of flights) {
      const shown = counts.rate >= STREAMING && kind === 'dot' ? 0 : Math.min(count, MOST_DOTS_AN_EDGE_A_TICK);
      for (let i = 0; i < shown && this.#dots.size < MOST_DOTS; i++) {
        this.#addDot(counts, kind, starts + i * 90);
      }
    }
    this.#run();
  }

  #addDot({ way }, kind, starts) {
    const d = kind === 'dot failed' ? 'M0 -7L7 0L0 7L-7 0Z' : 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0';
    const shape = svg('path', { class: kind, d, visibility: 'hidden' });
    this.#layer.append(shape);
    this.#dots.add({ shape, way, starts, back: kind === 'dot back' });
  }

  /** Frames are asked for only while something moves. */
  #run() {
    if (!this.#running && this.#dots.size > 0) {
      this.#running = true;
      requestAnimationFrame((now) => this.#frame(now));
    }
  }

  #frame(now) {
    for (const dot of this.#dots) {
      const part = (now - dot.starts) / TRAVEL_MS;
      if (part >= 1) {
        dot.shape.remove();
        this.#dots.delete(dot);
      } else if (part >= 0) {
        const [x, y] = pointAt(dot.way, dot.back ? 1 - part : part);
        dot.shape.setAttribute('visibility', 'visible');
        dot.shape.setAttribute('transform', `translate(${x} ${y})`);
      }
    }
    this.#running = false;
    this.#run();
  }

  #clearDots() {
    this.#dots.clear();
    this.#layer.replaceChildren();
  }

  #measure() {
    const rateNow = this.#pace.measure();
    for (const counts of this.#counts.values()) {
      if (counts.fresh > 0 || counts.rate > 0) {
        const measured = rateNow(counts.rate, counts.fresh);
        counts.rate = measured < 0.1 ? 0 : measured;
        counts.fresh = 0;
        showRate(counts);
      }
    }
  }
}

function showRate({ edge, passed, failed, back, rate: perSecond }) {
  const streaming = perSecond >= STREAMING;
  edge.group.classList.toggle('busy', perSecond > 0);
  edge.group.classList.toggle('streaming', streaming);
  edge.group.style.setProperty('--width', streaming ? `${(1.5 + Math.log10(perSecond)).toFixed(1)}px` : '');
  setText(edge.label, streaming ? rate(perSecond) : '');
  const counts = [`${number(passed)} passed`, failed > 0 && `${number(failed)} failed`, back > 0 && `${number(back)} redriven`];
  edge.group.setAttribute('aria-label', [edge.words, ...counts.filter(Boolean)].join(', '));
}

/** How many lines lie before each resource on the shortest way to it. */
function stepsFromStart(edges) {
  const targets = new Set(edges.map((edge) => edge.to));
  const steps = new Map();
  let reached = [...new Set(edges.map((edge) => edge.from))].filter((id) => !targets.has(id));
  for (let step = 0; reached.length > 0; step++) {
    reached.forEach((id) => steps.set(id, Math.min(step, MOST_STEPS)));
    reached = [...new Set(edges.filter((edge) => reached.includes(edge.from) && !steps.has(edge.to)).map((edge) => edge.to))];
  }
  edges.filter((edge) => !steps.has(edge.from)).forEach((edge) => steps.set(edge.from, 0));
  return steps;
}

/** The points with their distance from the start. */
function measured(points) {
  let length = 0;
  return points.map(([x, y], i) => {
    length += i === 0 ? 0 : Math.hypot(x - points[i - 1][0], y - points[i - 1][1]);
    return { x, y, length };
  });
}

function pointAt(way, part) {
  const at = part * way.at(-1).length;
  const end = way.findIndex(({ length }, i) => i > 0 && length >= at);
  const [from, to] = [way[end - 1], way[end]];
  const share = to.length === from.length ? 0 : (at - from.length) / (to.length - from.length);
  return [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
}
