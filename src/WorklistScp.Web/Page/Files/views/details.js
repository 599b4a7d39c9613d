// One entry: what it says, and what can be done with it.
import { isOff, isOpen, nameOf, endOf } from '../entries/entry.js';
import * as dates from '../values/dates.js';
import * as names from '../values/names.js';
import * as times from '../values/times.js';
import { openDialog } from '../parts/dialog.js';
import { el, own } from '../parts/dom.js';
import { icon } from '../parts/icons.js';
import { hasText, locale, statusText, t } from '../parts/texts.js';
import { deviceName } from './list.js';

/** Opens the entry. */
export function openDetails(desk, entry) {
    const { state, actions } = desk;
    const act = (key, action, kind = '') => el(`button${kind}`, {
        type: 'button',
        onclick: () => {
            dialog.close();
            action(entry);
        },
    }, t(key));
    const isChangeable = state.mayWrite && !entry.isDone;
    const buttons = [
        state.mayWrite && isOpen(entry) && entry.status !== 'ARRIVED'
            && act('act.arrived', actions.arrived, '.primary'),
        isChangeable && act('act.change', actions.change),
        state.mayWrite && isOpen(entry) && act('act.noShow', actions.noShow),
        state.mayWrite && isOpen(entry) && act('act.cancel', actions.cancel),
        state.mayWrite && isOff(entry) && act('act.back', actions.bringBack, '.primary'),
    ].filter(Boolean);
    const more = [
        act('act.label', actions.label),
        act('act.seen', actions.seen),
        state.mayWrite && act('act.copy', actions.copy),
    ].filter(Boolean);
    const dialog = openDialog(nameOf(entry, locale), {
        name: 'details',
        content: [
            el('p.lead', {},
                el(`span.status.is-${entry.status.toLowerCase()}`, {}, icon(entry.status), statusText(entry.status)),
                ' ', own(entry.exam)),
            el('dl', {}, rows(state, entry).filter(([, value]) => value !== '').map(([key, value]) =>
                el('div', {}, el('dt', {}, t(key)), el('dd', {}, own(value))))),
            el('div.buttons', {}, buttons),
            el('div.buttons', {}, more),
        ],
    });
    (dialog.body.querySelector('button') ?? dialog.element).focus();
}

function rows(state, entry) {
    const time = entry.start === null ? t('noTime')
        : entry.minutes === null ? times.show(entry.start, locale)
            : `${times.show(entry.start, locale)} – ${times.show(endOf(entry) % 1440, locale)}`;
    const age = dates.showAge(entry.birthDate, dates.today(), locale);
    const sex = `sex.${entry.sex}`;
    return [
        ['field.date', dates.show(entry.date, locale, 'full')],
        ['field.time', time],
        ['field.device', entry.devices.map(title => deviceName(state, title)).join(', ')],
        ['field.modality', entry.modality],
        ['field.patientId', entry.patientId],
        ['field.birthDate', dates.show(entry.birthDate, locale) + (age && ` (${age})`)],
        ['field.sex', entry.sex && (hasText(sex) ? t(sex) : entry.sex)],
        ['field.accession', entry.accession],
        ['field.referring', names.show(entry.referring, locale)],
        ['field.performing', names.show(entry.performing, locale)],
        ['field.alerts', entry.alerts],
        ['field.allergies', entry.allergies],
        ['field.comments', entry.comments],
    ];
}
