// What is said without moving the focus: a live region, and a notice with an undo for ten seconds.
import { el } from './dom.js';
import { t } from './texts.js';

const UndoFor = 10_000;

const region = document.getElementById('said');
const place = document.getElementById('notices');

/** Says something to readers of the screen. */
export function say(text) {
    region.textContent = '';
    // A region that gets the same text twice says it once; what was emptied in between is said again.
    requestAnimationFrame(() => { region.textContent = text; });
}

let undoLast = null;
let dismissLast = () => { };

/** Shows what was done; `undo` takes it back while the notice is there. Pointing at it or going into it keeps it. */
export function notify(text, { undo = null, isError = false } = {}) {
    dismissLast();
    let timer;
    const dismiss = () => {
        clearTimeout(timer);
        notice.remove();
        if (undoLast === act) { undoLast = null; }
    };
    const act = undo === null ? null : async () => {
        dismiss();
        await undo();
    };
    const wait = () => {
        clearTimeout(timer);
        if (!isError) { timer = setTimeout(dismiss, UndoFor); }
    };
    const notice = el(`div.notice${isError ? '.error' : ''}`, {
        onpointerenter: () => clearTimeout(timer), onpointerleave: wait,
        onfocusin: () => clearTimeout(timer), onfocusout: wait,
    },
        el('span', {}, text),
        act && el('button', { type: 'button', onclick: act, 'aria-keyshortcuts': 'Control+Z' }, t('undo')),
        el('button.plain', { type: 'button', onclick: dismiss }, t('dismiss')));
    // Notices are above dialogs too: those are in the browser's top layer.
    const dialogs = document.querySelectorAll('dialog[open]:not(#gate)');
    (dialogs[dialogs.length - 1] ?? place).append(notice);
    dismissLast = dismiss;
    undoLast = act;
    wait();
    say(act ? `${text} ${t('undoHint')}` : text);
}

/** Control+Z: true when there was something to take back. */
export function undoNow() {
    const undo = undoLast;
    undo?.();
    return undo !== null;
}
