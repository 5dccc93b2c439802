// The server-sent events: ticks, and word that the deployment was replaced.

/** So long after it was refused the stream is asked for again. */
const AGAIN_MS = 3000;

/** The status of the answer to one page more than may be open. */
const TOO_MANY = 503;

/**
 * Listens for as long as the page lives; the browser connects again by itself, but not after an answer that refuses.
 *
 * @param on functions: tick(data), map(), connected(boolean, why not if that is known)
 */
export function listen(on) {
  const source = new EventSource('api/stream');
  source.addEventListener('open', () => on.connected(true));
  source.addEventListener('error', async () => {
    if (source.readyState === EventSource.CLOSED) {
      on.connected(false, await refusal());
      setTimeout(() => listen(on), AGAIN_MS);
    } else {
      on.connected(false);
    }
  });
  source.addEventListener('tick', (event) => on.tick(JSON.parse(event.data)));
  source.addEventListener('map', () => on.map());
}

/** Why the stream is refused, which its source does not tell; undefined when it is not, or for another reason. */
async function refusal() {
  const asking = new AbortController();
  try {
    const { status } = await fetch('api/stream', { signal: asking.signal });
    return status === TOO_MANY ? 'Refused: too many pages are open' : undefined;
  } catch {
    return undefined;
  } finally {
    asking.abort();
  }
}
