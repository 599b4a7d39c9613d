// The list: a table, which narrow screens show as one block for each entry.
import { isOpen, isOff, nameOf } from '../entries/entry.js';
import * as dates from '../values/dates.js';
import * as times from '../values/times.js';
import { el, own } from '../parts/dom.js';
import { icon } from '../parts/icons.js';
import { locale, statusText, t } from '../parts/texts.js';

/** What narrow screens show in the first line of an entry, without labels. */
const Leading = new Set(['field.date', 'field.time', 'patient', 'status']);

/** The table of entries; with the date where they are of several days. */
export function list(desk, entries) {
    const { state, actions } = desk;
    if (entries.length === 0) {
        return el('div.empty', {},
            el('p', {}, state.text === '' ? t('empty.day') : t('empty.search')),
            state.mayWrite && el('button', { type: 'button', 'data-focus': 'new', onclick: () => actions.make({}) },
                icon('plus'), t('new')));
    }
    const isSearch = state.text !== '';
    const columns = [
        ...(isSearch ? [['field.date', e => el('time', {}, dates.show(e.date, locale, 'medium'))]] : []),
        ['field.time', e => (e.start === null ? t('noTime') : times.show(e.start, locale))],
        ['patient', e => el('button.link', {
            type: 'button', 'data-focus': e.key, onclick: () => actions.open(e),
        }, own(nameOf(e, locale)))],
        ['field.patientId', e => own(e.patientId)],
        ['field.birthDate', e => [dates.show(e.birthDate, locale), ' ',
            el('span.age', {}, dates.showAge(e.birthDate, dates.today(), locale))]],
        ['field.exam', e => own(e.exam)],
        ['field.device', e => own(e.devices.map(title => deviceName(state, title)).join(', '))],
        ['field.accession', e => own(e.accession)],
        ['status', e => el(`span.status.is-${e.status.toLowerCase()}`, {}, icon(e.status), statusText(e.status))],
    ];
    return el('div.table', { role: 'region', tabindex: '0', 'data-focus': 'table', 'aria-label': t('view.list') },
        state.isCut && el('p.hint', {}, icon('warning'), t('isCut')),
        // Narrow screens show it as blocks, which without these roles would be no table to readers of the screen.
        el('table', { role: 'table' },
            el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' },
                columns.map(([key]) => el('th', { scope: 'col', role: 'columnheader' }, t(key))),
                state.mayWrite && el('th', { scope: 'col', role: 'columnheader' },
                    el('span.unseen', {}, t('actions'))))),
            el('tbody', { role: 'rowgroup' }, entries.map(entry =>
                el(`tr${isOff(entry) ? '.off' : ''}`, { role: 'row' },
                    columns.map(([key, show]) => el(`td${Leading.has(key) ? '.leading' : ''}`, {
                        'data-label': t(key), role: 'cell',
                    }, el('span', {}, show(entry)))),
                    state.mayWrite && el('td.actions', { role: 'cell' }, rowActions(actions, entry)))))));
}

function rowActions(actions, entry) {
    const button = (key, act) => el('button.small', {
        type: 'button', 'data-focus': `${key}-${entry.key}`,
        'aria-label': `${t(key)}: ${nameOf(entry, locale)}`, onclick: () => act(entry),
    }, t(key));
    if (isOff(entry)) { return [button('act.back', actions.bringBack)]; }
    if (!isOpen(entry)) { return []; }
    return [
        entry.status !== 'ARRIVED' && button('act.arrived', actions.arrived),
        button('act.noShow', actions.noShow),
        button('act.cancel', actions.cancel),
    ].filter(Boolean);
}

/** The name of a device, or its AE title. */
export function deviceName(state, title) {
    return state.lists.devices.find(d => d.aeTitle === title)?.name || title;
}
