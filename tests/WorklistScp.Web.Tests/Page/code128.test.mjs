import assert from 'node:assert/strict';
import test from 'node:test';
import { bars, QuietZone, symbols } from '../../../src/WorklistScp.Web/Page/Files/values/code128.js';

// Written out from the rules of ISO/IEC 15417; the check symbols were reckoned by hand, the first is well known.
const known = [
    ['Wikipedia', [104, 55, 73, 75, 73, 80, 69, 68, 73, 65, 88, 106]],
    ['1234', [105, 12, 34, 82, 106]],
    ['12', [105, 12, 14, 106]],
    ['A', [104, 33, 34, 106]],
];
for (const [text, expected] of known) {
    test(`the symbols of ${text}`, () => assert.deepEqual(symbols(text), expected));
}

/** Reads symbols back as a scanner does. */
function scan([start, ...rest]) {
    const stop = rest.pop();
    const check = rest.pop();
    assert.equal(stop, 106);
    assert.equal(check, rest.reduce((sum, symbol, i) => sum + symbol * (i + 1), start) % 103);
    let inC = start === 105;
    let text = '';
    for (const symbol of rest) {
        if (inC && symbol === 100) { inC = false; } else if (!inC && symbol === 99) { inC = true; } else {
            text += inC ? String(symbol).padStart(2, '0') : String.fromCharCode(symbol + 32);
        }
    }
    return text;
}

const texts = [
    'A20260047', '12345', '123456A', 'A123456B', 'A12345678B9', '0', '00', '000', 'P-1', '~ !', '12AB34', '1234AB5678',
];
for (let i = 0; i < 200; i++) {
    // Digits and letters in runs of every length, the same ones each time.
    const letterOr = (digit, at) => ((i >> at) & 1 ? digit : String.fromCharCode(65 + +digit));
    texts.push([...String(i * 7919)].map(letterOr).join(''));
}
test('a scanner reads what was encoded', () => texts.forEach(text => assert.equal(scan(symbols(text)), text)));

test('what Code 128 B has not, or nothing at all, has no barcode', () => {
    ['', 'Ä', '山田', 'a\tb'].forEach(text => assert.equal(bars(text), null));
});

test('bars: 11 modules each symbol, 13 the last, a quiet zone on either side, and nothing overlaps', () => {
    for (const text of texts) {
        const { bars: black, width } = bars(text);
        assert.equal(width, 11 * (symbols(text).length - 1) + 13 + 2 * QuietZone);
        assert.equal(black[0].x, QuietZone);
        black.slice(1).forEach((bar, i) => assert.ok(bar.x > black[i].x + black[i].width - 1));
        const last = black[black.length - 1];
        assert.equal(last.x + last.width, width - QuietZone);
    }
});
