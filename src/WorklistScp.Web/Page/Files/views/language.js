// The language that was chosen: the only thing that the page keeps in the browser.
import { el } from '../parts/dom.js';
import { Languages, language, t } from '../parts/texts.js';

const Key = 'wlmscp.language';

/** The language that was chosen, or undefined. */
export function chosenLanguage() {
    return localStorage.getItem(Key) ?? undefined;
}

/** A choice of languages; the page begins anew in the one that is chosen. */
export function languageChoice() {
    return el('select.plain', {
        'aria-label': t('language'),
        'data-focus': 'language',
        onchange: event => {
            localStorage.setItem(Key, event.target.value);
            location.reload();
        },
    }, Object.entries(Languages).map(([code, name]) =>
        el('option', { value: code, lang: code, selected: code === language }, name)));
}
