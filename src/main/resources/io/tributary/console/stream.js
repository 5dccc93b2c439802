// The server-sent events: ticks, and word that the deployment was replaced.

/** So long after it was refused the stream is asked for again. */
const AGAIN_MS = 3000;

/**
 * Listens for as long as the page lives and is seen: browsers open few connections to one host, which hidden tabs would
 * use up. The browser connects again by itself, but not after an answer that refuses.
 *
 * @param on functions: tick(data), map(), connected(boolean)
 */
export function listen(on) {
  let source = null;
  let timer = null;
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
    on.connected(false);
  };
  const open = () => {
    source?.close();
    source = connect(on, () => {
      timer = setTimeout(open, AGAIN_MS);
    });
  };
  const follow = () => {
    close();
    if (!document.hidden) {
      open();
    }
  };
  document.addEventListener('visibilitychange', follow);
  if (document.hidden) {
    on.connected(false);
  } else {
    open();
  }
}

function connect(on, refused) {
  const source = new EventSource('api/stream');
  source.addEventListener('open', () => on.connected(true));
  source.addEventListener('error', () => {
    on.connected(false);
    if (source.readyState === EventSource.CLOSED) {
      refused();
    }
  });
  source.addEventListener('tick', (event) => on.tick(JSON.parse(event.data)));
  source.addEventListener('map', () => on.map());
  return source;
}
