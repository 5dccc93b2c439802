// Shows a message: as a tree that folds where it is JSON, as the text it was, and what changed since the hop before.

import { el } from './dom.js';

/** Objects with more lines than this begin folded below the second level. */
const FOLD_FROM = 12;

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
  const tree = el('div', { className: 'tree' }, branch(null, value, [], difference(value, known), 0));
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
    return JSON.parse(text, (key, value, context) => (typeof value === 'number' && context?.source ? new Digits(context.source) : value));
  } catch {
    // No JSON: shown as the text it is.
    return undefined;
  }
}

const isTree = (value) => typeof value === 'object' && value !== null && !(value instanceof Digits);
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

/** Every leaf by its path. */
function flat(value, path = '', leaves = new Map()) {
  if (isTree(value) && Object.keys(value).length > 0) {
    Object.entries(value).forEach(([key, child]) => flat(child, `${path}\u0000${key}`, leaves));
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

function branch(key, value, path, isNew, depth) {
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
  const children = entries.map(([childKey, child]) => branch(Array.isArray(value) ? null : childKey, child, [...path, childKey], isNew, depth + 1));
  return el('details', { open: depth < 3 || entries.length < FOLD_FROM },
    el('summary', {}, ...name, open, el('span', { className: 'folded' }, ` ${entries.length} … ${shut}`)), ...children, el('div', { className: 'shut' }, shut));
}
