// What failed and is told nowhere else, above the map: until the person dismisses it or has had time to read it.

import { byId, setText } from './dom.js';

const STAYS_MS = 15_000;

let timer;

export function startNotice() {
  byId('map-notice').querySelector('button').addEventListener('click', () => show(''));
  addEventListener('unhandledrejection', (event) => show(event.reason.message));
  // The browser's own warnings, as of a ResizeObserver, carry no error.
  addEventListener('error', ({ error }) => error && show(error.message));
}

function show(words) {
  setText(byId('map-notice').querySelector('p'), words);
  byId('map-notice').hidden = words === '';
  clearTimeout(timer);
  timer = words === '' ? undefined : setTimeout(() => show(''), STAYS_MS);
}
