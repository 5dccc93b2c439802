// Builds elements. Text is only ever set as text: what events carry is hostile and never becomes markup.

/** An element with properties (on* are listeners, dataset and aria-* as expected) and children (nodes or text). */
export function el(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** The same for SVG, whose properties are all attributes. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Sets text only where it differs, so that an idle page causes no work. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Builds what an element holds, and anew once it is to tell something else: a person may be reading or selecting there. */
export function build(element, told, parts) {
  const text = JSON.stringify(told);
  if (element.dataset.told !== text) {
    element.dataset.told = text;
    element.replaceChildren(...parts());
  }
}

/** Whether a key is meant for the browser or the system: with Alt, Ctrl or Meta it is theirs. */
export const isShortcut = ({ altKey, ctrlKey, metaKey }) => altKey || ctrlKey || metaKey;

/**
 * An element that the focus can return to: itself or, where the map or the list was made anew since, the box, line or row there that
 * stands for the same; otherwise the first box or, for an event that is listed no more, the list's region.
 */
export function inPlaceOf(element) {
  if (element.isConnected) {
    return element;
  }
  const name = ['data-node', 'data-edge', 'data-event'].find((each) => element.hasAttribute(each));
  const same = name && document.querySelector(`[${name}="${CSS.escape(element.getAttribute(name))}"]`);
  return same ?? (name === 'data-event' ? byId('events-region') : document.querySelector('.node'));
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'dataset') {
      Object.assign(element.dataset, value);
    } else if (name.includes('-') || name === 'role' || name === 'for') {
      element.setAttribute(name, value);
    } else {
      element[name] = value;
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}
