// The one panel at the side and the address of what it shows: #event/ID, #queue/NAME, #resource/ARN, #edge/ID, #send.

import { byId, el, inPlaceOf } from './dom.js';

const kinds = new Map();
let current = null;
let cameFrom = null;

/**
 * Registers what opens for addresses of a kind.
 *
 * @param open given the id and a view {title(kind, title), show(...nodes), signal, navigated}, the last whether a person went there; may return a promise
 * @param closed called when it is left
 * @param renew called instead of open after a break, or when the deployment was replaced: what a person edits or reads there has
 *   to stay; may return a promise
 */
export function register(kind, open, closed = () => {}, renew = undefined) {
  kinds.set(kind, { open, closed, renew });
}

export const address = (kind, id) => (id === undefined ? `#${kind}` : `#${kind}/${encodeURIComponent(id)}`);

/** Opens what an address tells; Escape leads back to where the focus was. */
export function go(kind, id) {
  location.hash = address(kind, id);
}

export function startPanel() {
  addEventListener('hashchange', follow);
  byId('panel-close').addEventListener('click', close);
  addEventListener('keydown', (event) => {
    // Within a composition the key ends that.
    if (event.key === 'Escape' && current && !event.defaultPrevented && !event.isComposing) {
      close();
    }
  });
  follow();
}

/** Shows the same again, whatever the address says by now; the focus stays where it is. */
export async function reopen() {
  const shown = current;
  if (shown?.opened && shown.entry.renew) {
    await shown.entry.renew();
  } else if (shown) {
    leave();
    show(shown.entry, shown.id, false);
  }
}

function close() {
  history.pushState(null, '', location.pathname + location.search);
  follow();
  (cameFrom && inPlaceOf(cameFrom))?.focus();
  cameFrom = null;
}

function follow() {
  const [kind, id] = location.hash.slice(1).split(/\/(.*)/s);
  const entry = kinds.get(kind);
  if (!entry && document.getElementById(kind)) {
    return; // A link within the page, which leaves the panel as it is.
  }
  leave();
  byId('panel').hidden = !entry;
  document.body.classList.toggle('with-panel', Boolean(entry));
  if (entry) {
    show(entry, id, true);
  }
}

function leave() {
  current?.abort.abort();
  current?.entry.closed();
  current = null;
}

/**
 * Opens what an address names.
 *
 * @param id as it stands in the address
 * @param navigated whether a person went there, whom the focus follows
 */
async function show(entry, id, navigated) {
  const abort = new AbortController();
  const shown = { entry, id, abort, opened: false };
  current = shown;
  const body = byId('panel-body');
  const focus = document.activeElement;
  const follows = navigated || body.contains(focus);
  if (navigated && !byId('panel').contains(focus) && focus !== document.body) {
    cameFrom = focus;
  }
  const view = {
    signal: abort.signal,
    navigated,
    title: (kind, title) => {
      byId('panel-kind').textContent = kind;
      byId('panel-title').textContent = title;
    },
    show: (...nodes) => {
      if (!abort.signal.aborted) {
        body.replaceChildren(...nodes.filter(Boolean));
      }
    },
  };
  view.title('Address', id);
  view.show(el('p', { className: 'empty' }, 'Loading …'));
  body.scrollTop = 0;
  try {
    const whole = id && decoded(id);
    view.title('Address', whole);
    await entry.open(whole, view);
    shown.opened = true;
  } catch (problem) {
    view.show(el('p', { className: 'problem', role: 'alert' }, problem.message));
  }
  const isFree = navigated ? !body.contains(document.activeElement) : document.activeElement === document.body;
  if (!abort.signal.aborted && follows && isFree) {
    byId('panel-title').focus({ preventScroll: true });
  }
}

/** A link may have been cut short, also within an escape. */
function decoded(id) {
  try {
    return decodeURIComponent(id);
  } catch (malformed) {
    throw new Error(`The address ends in '${id}', in which a % does not begin a whole character: part of the link may be missing. Open the whole link, or choose anew on the map or in the list of events.`, { cause: malformed });
  }
}
