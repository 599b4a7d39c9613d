// "As this device sees it", and why it does not.
import * as api from '../reach/api.js';
import { nameOf } from '../entries/entry.js';
import { openDialog } from '../parts/dialog.js';
import { el } from '../parts/dom.js';
import { field } from '../parts/field.js';
import { icon } from '../parts/icons.js';
import { locale, t } from '../parts/texts.js';
import { devicesOf } from './bars.js';
import { deviceLabel } from './formfields.js';

/** Opens the view for an entry, as its own device sees it; another can be chosen. */
export function openSeen(desk, entry) {
    const { state } = desk;
    const devices = devicesOf(state);
    const device = field('calling', t('seen.device'), {
        tag: 'select',
        options: devices.map(d => el('option', {
            value: d.aeTitle, selected: d.aeTitle === entry.devices[0],
        }, deviceLabel(d))),
        onchange: ask,
    });
    const result = el('div', { role: 'status' });
    const dump = el('pre', { tabindex: '0', 'aria-label': t('seen.text'), dir: 'ltr' });
    openDialog(t('seen.title', { name: nameOf(entry, locale) }), {
        name: 'seen', content: [device.element, result, dump],
    });
    device.input.focus();
    if (devices.length > 0) { ask(); } else { result.textContent = t('seen.noDevice'); }

    async function ask() {
        const calling = device.input.value;
        const answer = await api.preview(state.area, entry, calling);
        // A slow answer about another device says nothing of this one.
        if (calling !== device.input.value) { return; }
        const name = devices.find(d => d.aeTitle === calling)?.name ?? calling;
        const reasons = answer.isFound ? [] : answer.reasons ?? (await api.explain(state.area, entry, calling)).reasons;
        result.replaceChildren(
            el(`p.verdict${answer.isFound ? '.yes' : '.no'}`, {},
                icon(answer.isFound ? 'ARRIVED' : 'warning'), t(answer.isFound ? 'seen.yes' : 'seen.no', { name })),
            answer.profile ? el('p.hint', {}, t('seen.profile', { profile: answer.profile })) : '',
            reasons.length === 0 ? '' : el('table', {},
                el('thead', {}, el('tr', {}, ['seen.attribute', 'seen.asked', 'seen.has'].map(key =>
                    el('th', { scope: 'col' }, t(key))))),
                el('tbody', {}, reasons.map(row))));
        dump.textContent = answer.text ?? '';
        dump.hidden = !answer.text;
    }
}

/** A reason: what was asked for and what the entry has, or else its sentence. */
function row({ attribute, asked = null, has, text }) {
    return el('tr', {},
        el('th', { scope: 'row' }, breakable(attribute)),
        asked === null ? el('td', { colspan: 2 }, text) : [el('td', {}, asked), el('td', {}, has ?? '')]);
}

/** A keyword, or a path of them, that may go on in the next line after each word. */
function breakable(keyword) {
    return keyword.split(/(?<=[a-z.])(?=[A-Z])/).flatMap(word => [el('wbr'), word]);
}
