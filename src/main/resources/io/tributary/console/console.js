// The console: puts the parts together and hands them what the cloud tells.

import { forgetToken, get } from './api.js';
import { byId, el, inPlaceOf, isShortcut, setText } from './dom.js';
import { EventList } from './events.js';
import { Flow } from './flow.js';
import { ResourceMap } from './map.js';
import { startNotice } from './notice.js';
import { Pace } from './pace.js';
import { go, register, reopen, startPanel } from './panel.js';
import { QueuePanel } from './queue.js';
import { Replay } from './replay.js';
import { ResourcePanels } from './resource.js';
import { RoutePanel } from './route.js';
import { SendPanel } from './send.js';
import { listen } from './stream.js';
import { startTheme } from './theme.js';
import { Clock } from './time.js';
import { Viewport } from './viewport.js';
import { compact, plural } from './words.js';

const RATE_EVERY_MS = 1000;
/** Announcements on the page at most, more than come at once. */
const MOST_SAID = 20;

startNotice();
startTheme();
const viewport = new Viewport(byId('viewport'), byId('plane'));
const map = new ResourceMap(byId('map'), byId('plane'), viewport);
const flow = new Flow(map);
const list = new EventList();
const clock = new Clock(announce);
const route = new RoutePanel(map, list);
const queue = new QueuePanel(map);
const send = new SendPanel(map, announce);
const resources = new ResourcePanels(map, flow);
const pace = new Pace(RATE_EVERY_MS, 0.5);
const accepted = { total: 0, fresh: 0, rate: 0 };
const alarming = new Set();

register('event', (id, view) => route.open(id, view), () => route.closed(), () => route.renew());
register('queue', (id, view) => queue.open(id, view), () => queue.closed(), () => queue.touched());
register('resource', (id, view) => resources.openResource(id, view), () => resources.closed());
register('edge', (id, view) => resources.openEdge(id, view), () => resources.closed());
register('send', (id, view) => send.open(id, view), undefined, () => send.renew());

let deployed = await get('map');
draw();
viewport.start();
startPanel();
startTools();
if (deployed.mode === 'replay') {
  setConnection('replay', 'Replay');
  await new Replay(map, flow, clock).start();
} else {
  listen({ tick, map: redraw, connected });
  clock.start();
  setInterval(measure, RATE_EVERY_MS);
}

function connected(on, why = 'Connection lost') {
  const was = byId('connection').dataset.state;
  setConnection(on ? 'live' : 'lost', on ? 'Live' : why);
  if (!on) {
    forgetToken();
    clock.lost();
    route.lost();
    queue.lost();
  }
  if (on && was === 'lost') {
    reset();
    catchUp();
  }
}

function draw() {
  const { project, stack, username, region, account, mode, nodes } = deployed;
  map.draw(deployed);
  flow.redrawn();
  document.title = `${project}/${stack} · Tributary console`;
  setText(byId('stack'), `${project}/${stack} · ${username} · ${region} · ${account}`);
  document.body.classList.toggle('replaying', mode === 'replay');
  const provided = nodes.filter((node) => node.provided).length;
  byId('map').setAttribute('aria-label', `Map of ${plural(nodes.length, 'resource')}, ${provided} of them provided by the account`);
}

async function redraw() {
  replace(await get('map'));
  await reopen();
}

/** After a break: the map stays as the person moved it, unless it is another by now. */
async function catchUp() {
  const now = await get('map');
  if (JSON.stringify(now) !== JSON.stringify(deployed)) {
    replace(now);
  }
  await reopen();
}

function replace(now) {
  deployed = now;
  announce('The deployment changed.');
  const focused = document.activeElement;
  draw();
  viewport.start();
  map.reveal();
  inPlaceOf(focused)?.focus({ preventScroll: true });
  tellDeadLetters();
}

/** Forgets what the cloud before told; what the panel shows is asked for again once its map is there. */
function reset() {
  forgetToken();
  map.forget();
  flow.forget();
  Object.assign(accepted, { total: 0, fresh: 0, rate: 0 });
  list.reset();
  send.forget();
  queue.forget();
}

function tick({ time, paused, nodes, passes, events }) {
  clock.told({ time, paused });
  map.update(nodes);
  flow.pass(passes);
  accepted.total += events.accepted;
  accepted.fresh += events.accepted;
  // A receive, delete or purge by hand passes no edge: it shows in the states only.
  if (events.accepted > 0 || passes.length > 0 || Object.keys(nodes).length > 0) {
    list.touched();
    route.touched();
    queue.touched();
  }
  tellDeadLetters();
}

function measure() {
  accepted.rate = pace.measure()(accepted.rate, accepted.fresh);
  accepted.fresh = 0;
  setText(byId('accepted-rate'), accepted.rate < 0.05 ? '0' : compact(Math.round(accepted.rate * 10) / 10));
  setText(byId('accepted-total'), compact(accepted.total));
}

/** Says a dead-letter queue's first message and its emptying, not each count in between. */
function tellDeadLetters() {
  for (const { id, label, deadLetter } of map.nodes().filter(({ id }) => map.state(id))) {
    const { visible = 0, inFlight = 0 } = map.state(id);
    const alarm = deadLetter && visible + inFlight > 0;
    if (alarm && !alarming.has(id)) {
      alarming.add(id);
      announce(`${plural(visible + inFlight, 'message')} in the dead-letter queue ${label}.`);
    } else if (!alarm && alarming.delete(id)) {
      announce(`The dead-letter queue ${label} is empty.`);
    }
  }
  map.alarm(alarming);
}

function startTools() {
  byId('zoom-in').addEventListener('click', () => viewport.zoom(1.25));
  byId('zoom-out').addEventListener('click', () => viewport.zoom(0.8));
  byId('zoom-fit').addEventListener('click', () => viewport.fit());
  byId('open-send').addEventListener('click', () => go('send'));
  byId('map').addEventListener('keydown', (event) => {
    if (isShortcut(event)) {
      return;
    }
    const act = { '+': () => viewport.zoom(1.25), '-': () => viewport.zoom(0.8), 0: () => viewport.fit() }[event.key];
    act?.();
  });
}

function setConnection(state, words) {
  byId('connection').dataset.state = state;
  setText(byId('connection'), words);
}

/** Adds what a screen reader is to say: words in the place of others would silence them, and equal ones would not be said. */
function announce(words) {
  byId('announce').append(el('p', {}, words));
  [...byId('announce').children].slice(0, -MOST_SAID).forEach((said) => said.remove());
}
