// Signs beside words, never instead of them.
import { svg } from './dom.js';

const Paths = {
    SCHEDULED: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3Zm0 2.2V8l2 1.4',
    ARRIVED: 'M3 8.5l3.2 3.2L13 4.8',
    READY: 'M3 8.5l3.2 3.2L13 4.8',
    STARTED: 'M5 3.5v9l7-4.5Z',
    DEPARTED: 'M3 8h9M8.5 4.5L12 8l-3.5 3.5',
    COMPLETED: 'M4 4h8v8H4Z',
    DISCONTINUED: 'M4 4l8 8M12 4l-8 8',
    CANCELED: 'M4 4l8 8M12 4l-8 8',
    NOSHOW: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3ZM4.5 4.5l7 7',
    back: 'M10 3L5 8l5 5',
    forward: 'M6 3l5 5-5 5',
    close: 'M4 4l8 8M12 4l-8 8',
    plus: 'M8 3v10M3 8h10',
    search: 'M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM10 10l3.5 3.5',
    print: 'M4.5 6V3h7v3M4.5 11H3V6h10v5h-1.5M4.5 9.5h7V13h-7Z',
    warning: 'M8 2.5L14 13H2ZM8 6.5v3M8 11v.5',
};

const Filled = new Set(['STARTED', 'COMPLETED']);

/** A sign of 16 by 16 that readers of the screen pass over. */
export function icon(name) {
    const kind = Filled.has(name) ? 'icon filled' : 'icon';
    return svg('svg', { viewBox: '0 0 16 16', class: kind, 'aria-hidden': 'true' },
        svg('path', { d: Paths[name] ?? Paths.SCHEDULED }));
}
