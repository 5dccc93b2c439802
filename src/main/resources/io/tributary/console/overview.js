// The whole map in small, where only a part of it fits: what is in view, and the dead letters that are not.

import { svg } from './dom.js';

/** The share of the map's frame that it may take. */
const SHARE = { width: 0.22, height: 0.45 };
/** A part of the map's size that may be out of view without its being missed. */
const SLACK = 0.02;

export class Overview {
  #frame;
  #viewport;
  #size = { width: 1, height: 1 };
  #boxes = new Map();
  #seen = svg('rect', { class: 'seen' });
  // Whoever cannot see it needs it not: the map's own resources are all reached by Tab and arrow keys.
  #image = svg('svg', { class: 'overview', 'aria-hidden': 'true', hidden: '' });

  constructor(frame, viewport) {
    this.#frame = frame;
    this.#viewport = viewport;
    this.#image.addEventListener('pointerdown', (event) => {
      this.#image.setPointerCapture(event.pointerId);
      this.#lookAt(event);
    });
    this.#image.addEventListener('pointermove', (event) => event.buttons > 0 && this.#lookAt(event));
    frame.append(this.#image);
    viewport.watch((view) => this.#show(view));
  }

  draw(nodes, width, height) {
    this.#size = { width, height };
    this.#boxes = new Map(nodes.map((node) => [node.id, svg('rect', { class: `box ${node.kind}`, x: node.x, y: node.y, width: node.width, height: node.height })]));
    this.#image.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#image.replaceChildren(...this.#boxes.values(), this.#seen);
  }

  /** Marks the dead-letter queues that hold something. */
  mark(alarming) {
    this.#boxes.forEach((box, id) => box.classList.toggle('alarming', alarming.has(id)));
  }

  #show({ x, y, scale }) {
    const { width, height } = this.#size;
    const room = { width: this.#frame.clientWidth, height: this.#frame.clientHeight };
    const seen = { x: -x / scale, y: -y / scale, width: room.width / scale, height: room.height / scale };
    const whole = seen.x <= SLACK * width && seen.y <= SLACK * height
      && seen.x + seen.width >= (1 - SLACK) * width && seen.y + seen.height >= (1 - SLACK) * height;
    this.#image.toggleAttribute('hidden', whole);
    const size = Math.min((room.width * SHARE.width) / width, (room.height * SHARE.height) / height);
    this.#image.setAttribute('width', Math.round(width * size));
    this.#image.setAttribute('height', Math.round(height * size));
    Object.entries(seen).forEach(([name, value]) => this.#seen.setAttribute(name, value));
  }

  #lookAt(event) {
    const box = this.#image.getBoundingClientRect();
    this.#viewport.centre(((event.clientX - box.left) / box.width) * this.#size.width, ((event.clientY - box.top) / box.height) * this.#size.height);
  }
}
