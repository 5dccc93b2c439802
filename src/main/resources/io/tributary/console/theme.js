// Dark and light: the system's choice until the person makes one, which this browser remembers.

import { byId } from './dom.js';

const KEY = 'tributary-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export function startTheme() {
  const button = byId('theme');
  apply(remembered());
  button.addEventListener('click', () => {
    const chosen = isDark() ? 'light' : 'dark';
    remember(chosen);
    apply(chosen);
  });
  system.addEventListener('change', describe);
}

// A browser that is to keep nothing for a site throws already where the storage is named.

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(chosen) {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // The choice holds for as long as the page is open.
  }
}

function apply(chosen) {
  if (chosen) {
    document.documentElement.dataset.theme = chosen;
  }
  describe();
}

const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';

function describe() {
  const button = byId('theme');
  button.textContent = isDark() ? '☀' : '☾';
  button.setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours');
  button.title = button.getAttribute('aria-label');
}
