// The server-sent events: ticks, and word that the deployment was replaced.

/** So long after it was refused the stream is asked for again. */
const AGAIN_MS = 3000;

/**
 * Listens for as long as the page lives; the browser connects again by itself, but not after an answer that refuses.
 *
 * @param on functions: tick(data), map(), connected(boolean)
 */
export function listen(on) {
  const source = new EventSource('api/stream');
  source.addEventListener('open', () => on.connected(true));
  source.addEventListener('error', () => {
    on.connected(false);
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(on), AGAIN_MS);
    }
  });
  source.addEventListener('tick', (event) => on.tick(JSON.parse(event.data)));
  source.addEventListener('map', () => on.map());
}
