// On paper: the list of a day for each device, and a label with barcodes.
import { isOff, nameOf } from '../entries/entry.js';
import * as dates from '../values/dates.js';
import * as times from '../values/times.js';
import { barcode } from '../parts/barcode.js';
import { openDialog } from '../parts/dialog.js';
import { el, own } from '../parts/dom.js';
import { icon } from '../parts/icons.js';
import { hasText, locale, statusText, t } from '../parts/texts.js';
import { columnsOf, isOn } from './bars.js';

const paper = document.getElementById('paper');

/** What is printed instead of the page; null: the list that is on the screen. */
let sheet = null;

/** Shows the list of the day, as it will be printed. */
export function openSheet(desk) {
    const { state } = desk;
    const entries = state.rows.filter(e => !isOff(e) && isOn(e, state.device));
    open(t('print.day'), dayList(state, entries));
}

/** Shows the label of an entry, as it will be printed. */
export function openLabel(desk, entry) {
    open(t('print.label', { name: nameOf(entry, locale) }), label(entry));
}

/** Before the browser prints: puts the sheet that is open, or the list, on the paper. */
export function paperOfDay(desk, entries) {
    // Nothing of patients is printed while nobody is signed in.
    if (document.getElementById('gate') !== null) { return; }
    paper.replaceChildren(sheet?.cloneNode(true) ?? dayList(desk.state, entries));
}

window.addEventListener('afterprint', () => paper.replaceChildren());

function open(title, element) {
    sheet = element;
    const print = el('button.primary', { type: 'button', onclick: () => window.print() }, icon('print'), t('print.do'));
    openDialog(title, {
        name: 'sheet',
        content: [el('div.preview', { tabindex: '0', role: 'region', 'aria-label': t('print.preview') }, element),
            el('div.buttons', {}, print)],
        onClosed: () => { sheet = null; },
    });
    print.focus();
}

function dayList(state, entries) {
    const title = state.text === '' ? dates.show(state.date, locale, 'full') : t('search.found', { text: state.text });
    const groups = columnsOf(state).map(device => [device.name, entries.filter(e => isOn(e, device.aeTitle))]);
    const columns = [
        ...(state.text === '' ? [] : [['field.date', e => dates.show(e.date, locale)]]),
        ['field.time', e => (e.start === null ? '–' : times.show(e.start, locale))],
        ['patient', e => own(nameOf(e, locale))],
        ['field.patientId', e => own(e.patientId)],
        ['field.birthDate', e => dates.show(e.birthDate, locale)],
        ['field.exam', e => own(e.exam)],
        ['field.accession', e => own(e.accession)],
        ['status', e => statusText(e.status)],
    ];
    const table = list => el('table', {},
        el('thead', {}, el('tr', {}, columns.map(([key]) => el('th', { scope: 'col' }, t(key))))),
        el('tbody', {}, list.map(e => el('tr', {}, columns.map(([, show]) => el('td', {}, show(e)))))));
    return el('article.day-list', {},
        groups.filter(([, list]) => list.length > 0).map(([name, list]) => el('section', {},
            el('h3', {}, own(name), ' – ', title, ' – ', t('entries', { count: list.length })),
            table(list))),
        entries.length === 0 && el('p', {}, title, ': ', t('empty.day')));
}

function label(entry) {
    const sex = entry.sex && hasText(`sex.${entry.sex}`) ? t(`sex.${entry.sex}`) : entry.sex;
    const code = (key, value) => value === '' ? null : el('div.code', {},
        barcode(value), el('span', {}, `${t(key)} `, own(value)));
    return el('article.label', {},
        el('strong', {}, own(nameOf(entry, locale))),
        el('span', {}, [dates.show(entry.birthDate, locale), sex].filter(Boolean).join(' · ')),
        el('span', {}, own(entry.exam), entry.date && ` · ${dates.show(entry.date, locale)}`),
        code('field.accession', entry.accession),
        code('field.patientId', entry.patientId));
}
