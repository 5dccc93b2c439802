// The cloud's own API beside this page. Errors carry the server's message and the HTTP status that came with it.

/** The promise of the token, of which each start of the cloud draws one of its own; null while it has to be read again. */
let token = Promise.resolve(tokenOf(document));

/** GET of a path below api/, with the parameters that have a value. */
export function get(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== '' && value !== undefined && value !== null);
  const query = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  return answer(fetch(`api/${path}${query}`, { headers: { Accept: 'application/json' } }));
}

/** POST of a JSON body, with the token that shows that this page asks. */
export async function post(path, body = {}) {
  token ??= tokenNow();
  const sent = await token;
  return answer(fetch(`api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Tributary-Token': sent },
    body: JSON.stringify(body),
  }));
}

/** Forgets the token, so that the next who needs it reads it again: the cloud may have been started anew. */
export function forgetToken() {
  token = null;
}

/** From the page's own address, which no page of another site can read. */
async function tokenNow() {
  try {
    return tokenOf(new DOMParser().parseFromString(await answer(fetch(location.pathname)), 'text/html'));
  } catch (unanswered) {
    forgetToken();
    throw unanswered;
  }
}

function tokenOf(page) {
  return page.querySelector('meta[name="tributary-token"]').content;
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch (unreachable) {
    throw new Error('The local cloud does not answer. Is `tributary up` still running?', { cause: unreachable });
  }
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json');
  const content = await (isJson ? response.json() : response.text());
  if (!response.ok) {
    throw Object.assign(new Error(content?.message ?? `The local cloud answered ${response.status}.`), { status: response.status });
  }
  return content;
}
