// Code 128 (ISO/IEC 15417), sets B and C: text to bars.

/** Widths of bar, space, bar, … of each symbol, as the standard's table lists them; 103 to 105 start, 106 stops. */
const Symbols = (
    '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
    '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
    '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
    '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
    '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
    '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
    '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112').split(' ');

const ToC = 99, ToB = 100, StartB = 104, StartC = 105, Stop = 106;

/** The quiet zone that must stay white on either side, in modules. */
export const QuietZone = 10;

/** The symbols of a text, from start to stop. Null when it has signs beyond ASCII's printable ones, or none at all. */
export function symbols(text) {
    if (!/^[ -~]+$/.test(text)) { return null; }
    const found = [];
    let inC = false;
    for (let at = 0; at < text.length;) {
        const digits = /^\d*/.exec(text.slice(at))[0].length;
        const atEdge = at === 0 || at + digits === text.length;
        // Digits in pairs pay from four on at either end, from six on between.
        const isPair = digits === 2 && text.length === 2;
        const wantsC = inC ? digits >= 2 : isPair || digits >= (atEdge ? 4 : 6);
        // An odd run leaves its first digit to set B, so that the pairs reach its end.
        if (wantsC && (inC || digits % 2 === 0)) {
            if (!inC) { found.push(at === 0 ? StartC : ToC); inC = true; }
            found.push(+text.slice(at, at + 2));
            at += 2;
        } else {
            if (inC || at === 0) { found.push(at === 0 ? StartB : ToB); inC = false; }
            found.push(text.charCodeAt(at) - 32);
            at++;
        }
    }

    const check = found.reduce((sum, symbol, i) => sum + symbol * Math.max(i, 1), 0) % 103;
    return [...found, check, Stop];
}

/** The black bars of a text, in modules from the left edge of the quiet zone, and the whole width; or null. */
export function bars(text) {
    const found = symbols(text);
    if (found === null) { return null; }
    const black = [];
    let x = QuietZone;
    for (const symbol of found) {
        [...Symbols[symbol]].forEach((width, i) => {
            if (i % 2 === 0) { black.push({ x, width: +width }); }
            x += +width;
        });
    }

    return { bars: black, width: x + QuietZone };
}
