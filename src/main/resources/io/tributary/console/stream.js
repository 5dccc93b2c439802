// The server-sent events: ticks, and word that the deployment was replaced.

/**
 * Listens for as long as the page lives; the browser connects again by itself.
 *
 * @param on functions: tick(data), map(), connected(boolean)
 */
export function listen(on) {
  const source = new EventSource('api/stream');
  source.addEventListener('open', () => on.connected(true));
  source.addEventListener('error', () => on.connected(false));
  source.addEventListener('tick', (event) => on.tick(JSON.parse(event.data)));
  source.addEventListener('map', () => on.map());
}
