// Shows a message: as a tree that folds where it is JSON, as the text it was, and what changed since the hop before.

import { el } from './dom.js';
import { number } from './words.js';

/** Objects with more lines than this begin folded below the second level, and all do from some level on. */
const FOLD_FROM = 12;
const FOLD_BELOW = 8;
/** A message may have a hundred thousand values: so many of an object are shown at first, and then at a time. */
const AT_ONCE = 100;
/** What is nested deeper is shown as text. */
const DEEPEST = 100;

/** A number in the digits of the text: JavaScript's own would round the large ones. */
class Digits {
  constructor(text) {
    this.text = text;
  }
}

/**
 * A message with its views.
 *
 * @param before the text at the hop before, to compare with; null for none
 */
export function message(text, before = null) {
  const value = parsed(text);
  const verbatim = el('pre', { className: 'verbatim', tabIndex: 0 }, text);
  if (value === undefined) {
    return el('div', { className: 'message' }, verbatim);
  }
  const known = before === null ? null : flat(parsed(before));
  const tree = el('div', { className: 'tree' }, branch(null, value, difference(value, known), 0));
  verbatim.hidden = true;
  const toggle = el('button', { type: 'button', className: 'quiet small', 'aria-pressed': 'false', onclick: () => {
    verbatim.hidden = !verbatim.hidden;
    tree.hidden = !verbatim.hidden;
    toggle.setAttribute('aria-pressed', String(!verbatim.hidden));
  } }, 'As text');
  const copy = el('button', { type: 'button', className: 'quiet small', onclick: async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = 'Copied';
  } }, 'Copy');
  return el('div', { className: 'message' }, el('div', { className: 'message-tools' }, toggle, copy), tree, verbatim);
}

/** How a message differs from the one at the hop before, in a few words. */
export function change(text, before) {
  if (before === null) {
    return '';
  }
  if (text === before) {
    return 'unchanged';
  }
  const [now, then] = [parsed(text), parsed(before)];
  if (now === undefined || then === undefined) {
    return 'changed';
  }
  const place = placeOf(canonical(then), now, []);
  if (place?.length === 0) {
    return 'the same JSON, spaced differently';
  }
  if (place) {
    return `wrapped: the message before is now in ${place.join('.')}`;
  }
  const outer = placeOf(canonical(now), then, []);
  return outer ? `unwrapped: it was in ${outer.join('.')}` : counted(flat(now), flat(then));
}

function parsed(text) {
  try {
    const value = JSON.parse(text, (key, child, context) => (typeof child === 'number' && context?.source ? new Digits(context.source) : child));
    return isDeeper(value, DEEPEST) ? undefined : value;
  } catch {
    // No JSON: shown as the text it is.
    return undefined;
  }
}

const isTree = (value) => typeof value === 'object' && value !== null && !(value instanceof Digits);
const isDeeper = (value, levels) => isTree(value) && (levels === 0 || Object.values(value).some((child) => isDeeper(child, levels - 1)));
const written = (value) => (value instanceof Digits ? value.text : JSON.stringify(value));
const canonical = (value) => (isTree(value)
  ? `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}${Array.isArray(value) ? ']' : '}'}`
  : written(value));

/** Where a value stands within another, as keys; undefined when it does not. */
function placeOf(wanted, value, path) {
  if (canonical(value) === wanted) {
    return path;
  }
  if (!isTree(value)) {
    const inner = typeof value === 'string' && /^\s*[[{]/.test(value) ? parsed(value) : undefined;
    return inner !== undefined && canonical(inner) === wanted ? path : undefined;
  }
  for (const [key, child] of Object.entries(value)) {
    const place = placeOf(wanted, child, [...path, key]);
    if (place) {
      return place;
    }
  }
  return undefined;
}

/** Every leaf by its path; the path of an array's element ends in an empty name, since it has none but its place. */
function flat(value, path = '', leaves = new Map()) {
  if (isTree(value) && Object.keys(value).length > 0) {
    const end = Array.isArray(value) ? '\u0000' : '';
    Object.entries(value).forEach(([key, child]) => flat(child, `${path}\u0000${key}${end}`, leaves));
  } else if (value !== undefined) {
    leaves.set(path, isTree(value) ? '{}' : written(value));
  }
  return leaves;
}

function counted(now, then) {
  const added = [...now.keys()].filter((path) => !then.has(path)).length;
  const gone = [...then.keys()].filter((path) => !now.has(path)).length;
  const changed = [...now].filter(([path, value]) => then.has(path) && then.get(path) !== value).length;
  return [[added, 'added'], [changed, 'changed'], [gone, 'left out']].filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`).join(', ');
}

/** Tells of a leaf whether it is new: a value that stood nowhere in the message before. */
function difference(value, known) {
  if (!known) {
    return () => false;
  }
  const values = new Set([...known].map(([path, leaf]) => `${path.split('\u0000').at(-1)}=${leaf}`));
  return (key, leaf) => !values.has(`${key ?? ''}=${written(leaf)}`);
}

function branch(key, value, isNew, depth) {
  const name = key === null ? [] : [el('span', { className: 'key' }, key), ': '];
  if (!isTree(value)) {
    const kind = value instanceof Digits ? 'number' : value === null ? 'null' : typeof value;
    const fresh = isNew(key, value);
    return el('div', { className: fresh ? 'leaf fresh' : 'leaf', title: fresh ? 'not in the message before' : '' }, ...name, el('span', { className: kind }, written(value)));
  }
  const [open, shut] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const entries = Object.entries(value);
  if (entries.length === 0) {
    return el('div', { className: 'leaf' }, ...name, `${open}${shut}`);
  }
  const details = el('details', {}, el('summary', {}, ...name, open, el('span', { className: 'folded' }, ` ${number(entries.length)} … ${shut}`)));
  const draw = ([childKey, child]) => branch(Array.isArray(value) ? null : childKey, child, isNew, depth + 1);
  const fill = () => details.children.length === 1 && details.append(...parts(entries, draw), el('div', { className: 'shut' }, shut));
  details.addEventListener('toggle', fill);
  if (depth < 3 || (depth < FOLD_BELOW && entries.length < FOLD_FROM)) {
    fill();
    details.open = true;
  }
  return details;
}

/** The first entries, and a button that puts the next ones before itself. */
function parts(entries, draw) {
  let shown = AT_ONCE;
  const next = el('button', { type: 'button', className: 'quiet small next', onclick: () => {
    next.before(...entries.slice(shown, shown + AT_ONCE).map(draw));
    shown += AT_ONCE;
    tell();
  } });
  const tell = () => {
    next.hidden = shown >= entries.length;
    next.textContent = `${number(entries.length - shown)} more`;
  };
  tell();
  return [...entries.slice(0, AT_ONCE).map(draw), next];
}
