// Code 128 as SVG.
import { bars } from '../values/code128.js';
import { svg } from './dom.js';

/** The barcode of a text, or null when it cannot be one. The picture stretches to the width that it is given. */
export function barcode(text) {
    const found = bars(text);
    if (found === null) { return null; }
    return svg('svg', {
        class: 'barcode', viewBox: `0 0 ${found.width} 40`, preserveAspectRatio: 'none', role: 'img',
        'aria-label': text, 'shape-rendering': 'crispEdges',
    },
        svg('rect', { width: found.width, height: 40, fill: '#fff' }),
        found.bars.map(({ x, width }) => svg('rect', { x, y: 0, width, height: 40, fill: '#000' })));
}
