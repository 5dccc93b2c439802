// Pan, zoom and fit of the map: by pointer, touch, wheel and keys.

/** By hand; a map that is larger than fits so is fitted all the same. */
const SMALLEST = 0.15;
const LARGEST = 2.5;
/** Below this labels are drawn larger than life and details left out. */
const FAR = 0.6;
/** Below this the whole map is no longer readable even so. */
const READABLE = 0.36;
const MARGIN = 28;

export class Viewport {
  #frame;
  #plane;
  #size = { width: 1, height: 1 };
  #view = { x: 0, y: 0, scale: 1 };
  /** Fits it anew to another size of the frame, as it was fitted last; null once it was moved by hand. */
  #refit = () => this.start();
  #pointers = new Map();
  #watcher = () => {};

  constructor(frame, plane) {
    this.#frame = frame;
    this.#plane = plane;
    frame.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    frame.addEventListener('pointerdown', (event) => this.#grab(event));
    frame.addEventListener('pointermove', (event) => this.#drag(event));
    for (const end of ['pointerup', 'pointercancel']) {
      frame.addEventListener(end, (event) => this.#release(event));
    }
    // A focused node is brought into view by this class; the browser must not scroll the frame for it as well.
    frame.addEventListener('scroll', () => frame.scrollTo(0, 0));
    new ResizeObserver(() => this.#refit?.()).observe(frame);
  }

  /** Tells of each change of what is in view: {x, y, scale}. */
  watch(watcher) {
    this.#watcher = watcher;
  }

  /** The size of the whole map, in its own pixels. */
  resize(width, height) {
    this.#size = { width, height };
  }

  /** All of the map where it stays readable; otherwise its beginning, to pan on from. */
  start() {
    if (this.#scaleOf(1) >= READABLE) {
      this.fit();
    } else {
      const scale = Math.min(1, Math.max(0.75, this.#widthScale()));
      this.#show({ scale, x: MARGIN, y: Math.max(MARGIN / 2, (this.#frame.clientHeight - this.#size.height * scale) / 2) });
    }
    this.#refit = () => this.start();
  }

  /** All of the map, centred. */
  fit() {
    const scale = this.#scaleOf(1.25);
    this.#show({
      scale,
      x: (this.#frame.clientWidth - this.#size.width * scale) / 2,
      y: (this.#frame.clientHeight - this.#size.height * scale) / 2,
    });
    this.#refit = () => this.fit();
  }

  /** Zooms about a point of the frame, by default its middle. */
  zoom(factor, x = this.#frame.clientWidth / 2, y = this.#frame.clientHeight / 2) {
    const smallest = Math.min(SMALLEST, this.#scaleOf(1));
    const scale = Math.min(LARGEST, Math.max(smallest, this.#view.scale * factor));
    const ratio = scale / this.#view.scale;
    this.#move({ scale, x: x - (x - this.#view.x) * ratio, y: y - (y - this.#view.y) * ratio });
  }

  pan(dx, dy) {
    this.#move({ ...this.#view, x: this.#view.x + dx, y: this.#view.y + dy });
  }

  /** Pans so that a point of the map is in the middle. */
  centre(x, y) {
    const { scale } = this.#view;
    this.#move({ scale, x: this.#frame.clientWidth / 2 - x * scale, y: this.#frame.clientHeight / 2 - y * scale });
  }

  /** Pans as little as needed for a box of the map to be seen. */
  reveal({ x, y, width, height }) {
    const { scale } = this.#view;
    const shift = (start, length, room) => {
      const space = Math.min(MARGIN, Math.max(0, (room - length) / 2));
      return Math.max(0, space - start) || Math.min(0, room - space - (start + length));
    };
    const dx = shift(x * scale + this.#view.x, width * scale, this.#frame.clientWidth);
    const dy = shift(y * scale + this.#view.y, height * scale, this.#frame.clientHeight);
    if (dx || dy) {
      this.pan(dx, dy);
    }
  }

  #widthScale = () => (this.#frame.clientWidth - 2 * MARGIN) / this.#size.width;

  #scaleOf(largest) {
    const height = (this.#frame.clientHeight - 2 * MARGIN) / this.#size.height;
    return Math.max(0.01, Math.min(largest, this.#widthScale(), height));
  }

  #move(view) {
    this.#refit = null;
    this.#show(view);
  }

  #show(view) {
    this.#view = view;
    this.#plane.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    this.#plane.classList.toggle('far', view.scale < FAR);
    this.#watcher(view);
  }

  #wheel(event) {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      const box = this.#frame.getBoundingClientRect();
      this.zoom(Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
    } else {
      this.pan(-event.deltaX, -event.deltaY);
    }
  }

  #grab(event) {
    if (event.button === 0) {
      this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, moved: 0 });
    }
  }

  #drag(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = { x: event.clientX, y: event.clientY, moved: before.moved + Math.hypot(event.clientX - before.x, event.clientY - before.y) };
    this.#pointers.set(event.pointerId, now);
    if (this.#pointers.size === 2) {
      this.#pinch(event.pointerId, before, now);
    } else if (now.moved > 4) {
      // Captured only once it is a drag, since a captured pointer's click would not reach the node.
      this.#frame.setPointerCapture(event.pointerId);
      this.#frame.classList.add('dragged');
      this.pan(now.x - before.x, now.y - before.y);
    }
  }

  #pinch(id, before, now) {
    const [other] = [...this.#pointers].filter(([key]) => key !== id).map(([, pointer]) => pointer);
    const distance = (pointer) => Math.max(1, Math.hypot(pointer.x - other.x, pointer.y - other.y));
    const box = this.#frame.getBoundingClientRect();
    this.zoom(distance(now) / distance(before), (now.x + other.x) / 2 - box.left, (now.y + other.y) / 2 - box.top);
  }

  #release(event) {
    this.#pointers.delete(event.pointerId);
    this.#frame.classList.remove('dragged');
  }
}
