// The page's own words, by language, from texts/*.json.

/** Languages there are texts for, and what they call themselves. */
export const Languages = { en: 'English', de: 'Deutsch', fr: 'Français' };

const RightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'ur', 'yi']);

let words = {};
let plurals;

/** How dates, times and numbers are written: the browser's variant of the page's language. */
export let locale = 'en';

/** The language of the page. */
export let language = 'en';

/** Loads the texts of a language; without one, of the first that the browser prefers and there are texts for. */
export async function loadTexts(wanted = undefined) {
    const preferred = navigator.languages.map(l => l.split('-')[0]);
    language = [wanted, ...preferred].find(l => l in Languages) ?? 'en';
    locale = navigator.languages.find(l => l.split('-')[0] === language) ?? language;
    const [english, own] = await Promise.all(['en', language].map(fetchTexts));
    words = { ...english, ...own };
    plurals = new Intl.PluralRules(locale);
    document.documentElement.lang = language;
    document.documentElement.dir = RightToLeft.has(language) ? 'rtl' : 'ltr';
}

async function fetchTexts(name) {
    const response = await fetch(`page/texts/${name}.json`);
    if (!response.ok) { throw new Error(`page/texts/${name}.json: HTTP ${response.status}`); }
    return response.json();
}

/** The text of a key, with {names} filled in; `count` chooses between its forms where it has several. */
export function t(key, values = {}) {
    let text = words[key];
    if (typeof text === 'object') { text = text[plurals.select(values.count)] ?? text.other; }
    if (text === undefined) { return key; }
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The text of a status; one that is no defined term is shown as it is. */
export function statusText(status) {
    const key = `status.${status}`;
    return hasText(key) ? t(key) : status;
}

/** True when there is a text for a key. */
export function hasText(key) {
    return key in words;
}
