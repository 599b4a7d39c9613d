// Dialogs: the browser's own, which keep the focus inside and give it back.
import { el, freshId } from './dom.js';
import { icon } from './icons.js';
import { t } from './texts.js';

/**
 * Opens a dialog. `mayClose` is asked before Escape or the close button ends it. Returns {element, body, close}.
 */
export function openDialog(title, { name, content = [], mayClose = () => true, onClosed = () => { } }) {
    const heading = freshId('title');
    const opener = document.activeElement;
    let isMeant = false;
    const close = () => {
        isMeant = true;
        element.close();
        giveFocusBack(opener);
    };
    const ask = () => { if (mayClose()) { close(); } };
    const body = el('div.body', {}, ...content);
    const element = el(`dialog.${name}`, {
        'aria-labelledby': heading,
        oncancel: e => { e.preventDefault(); ask(); },
        onkeydown: e => {
            if (e.key === 'Escape' && !e.defaultPrevented) { e.preventDefault(); ask(); }
        },
        onclose: () => {
            // Browsers may end a dialog though they were told not to.
            if (!isMeant && !mayClose()) {
                element.showModal();
                return;
            }
            element.remove();
            giveFocusBack(opener);
            onClosed();
        },
    },
        el('header', {},
            el('h2', { id: heading }, title),
            el('button.plain.icon-only', { type: 'button', 'aria-label': t('close'), onclick: ask }, icon('close'))),
        body);
    document.body.append(element);
    element.showModal();
    return { element, body, close };
}

/** Where what opened the dialog was drawn anew meanwhile, the browser has nothing to give the focus back to. */
function giveFocusBack(opener) {
    const { activeElement } = document;
    if (opener === null || opener.isConnected || (activeElement !== null && activeElement !== document.body)) { return; }
    const same = [...document.querySelectorAll('[data-focus]')].find(e => e.dataset.focus === opener.dataset.focus);
    (same ?? document.getElementById('list'))?.focus({ preventScroll: true });
}
