// A small drawing for each kind of resource, 20 by 20.

import { svg } from './dom.js';

const PATHS = {
  topic: 'M3 8v4h3l6 4V4L6 8H3zM15 7a4 4 0 0 1 0 6',
  queue: 'M3 5h14M3 10h14M3 15h14',
  pipe: 'M2 7h4v6H2M18 7h-4v6h4M6 10h8M11 7.500l3 2.500-3 2.500',
  bus: 'M2 10h16M6 10V4M10 10v6M14 10V4',
  rule: 'M3 4h14l-5.500 6.500V16l-3 1v-6.500z',
  'log-group': 'M5 2.500h10v15H5zM8 7h4M8 10h4M8 13h4',
};

export function glyph(kind) {
  const path = svg('path', { d: PATHS[kind] ?? 'M4 4h12v12H4z' });
  return svg('svg', { class: 'glyph', viewBox: '0 0 20 20', 'aria-hidden': 'true' }, path);
}
