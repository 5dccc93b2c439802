// Dark and light: the system's choice until the person makes one, which this browser remembers.

import { byId } from './dom.js';

const KEY = 'tributary-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export function startTheme() {
  const button = byId('theme');
  apply(localStorage.getItem(KEY));
  button.addEventListener('click', () => {
    const chosen = isDark() ? 'light' : 'dark';
    localStorage.setItem(KEY, chosen);
    apply(chosen);
  });
  system.addEventListener('change', describe);
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
