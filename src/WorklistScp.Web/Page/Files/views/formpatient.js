// The patient of a form, who may be known from other entries: their data fill what is empty; what differs is asked.
import * as api from '../reach/api.js';
import { draftOf, PatientFields } from '../entries/draft.js';
import { patientAdditions, patientDifferences } from '../entries/comparison.js';
import { byTime, entryOf } from '../entries/entry.js';
import * as dates from '../values/dates.js';
import { el, own } from '../parts/dom.js';
import { say } from '../parts/announce.js';
import { locale, t } from '../parts/texts.js';
import { showValue } from './formfields.js';

/** Looks a form's patient up: {lookUp, compare, isAsking, ask}. */
export function knownPatient(desk, form, panels, { self }) {
    const { state } = desk;
    let id = null;
    let known = null;
    let kept = '';
    let panel = null;
    let running = Promise.resolve(false);

    const close = () => {
        panel?.remove();
        panel = null;
    };

    async function fetchKnown(wanted) {
        const { entries } = await api.entries(state.area, { text: wanted });
        const same = entries.map(entryOf).filter(e => e.patientId === wanted && e.key !== self).sort(byTime);
        if (form.read().draft.patientId !== wanted) { return false; }
        const latest = same.pop();
        known = latest ? { draft: draftOf(latest.dataset, state.lists), date: latest.date } : null;
        if (known === null) { return false; }
        const additions = patientAdditions(known.draft, form.read().draft);
        // One entry's differing patient may be another person: then nothing of it is taken.
        const isOther = patientDifferences(known.draft, form.read().draft).length > 0;
        const count = Object.keys(additions).length;
        if (count > 0 && !isOther && self === undefined) {
            form.write(additions);
            say(t('patient.filled', { date: dates.show(known.date, locale, 'medium') }));
            form.fields.patientId.hint(t('patient.filled', { date: dates.show(known.date, locale, 'medium') }));
        }
        return true;
    }

    function compare() {
        const { draft } = form.read();
        const differences = known === null || draft.patientId !== id ? [] : patientDifferences(known.draft, draft);
        const signature = JSON.stringify(differences);
        close();
        if (differences.length === 0 || signature === kept) { return; }
        panel = el('div.panel.question', { role: 'group', tabindex: '-1', 'aria-label': t('patient.differs', { id }) },
            el('p', {}, el('strong', {}, t('patient.differs', { id }))),
            el('table', {},
                el('thead', {}, el('tr', {},
                    el('td', {}),
                    el('th', { scope: 'col' }, t('patient.known', { date: dates.show(known.date, locale, 'medium') })),
                    el('th', { scope: 'col' }, t('patient.typed')))),
                el('tbody', {}, differences.map(d => el('tr', {},
                    el('th', { scope: 'row' }, t(`field.${d.field}`)),
                    el('td', {}, own(showValue(state, d.field, d.known))),
                    el('td', {}, own(showValue(state, d.field, d.typed))))))),
            el('div.buttons', {},
                el('button', { type: 'button', onclick: takeKnown }, t('patient.takeKnown')),
                el('button', {
                    type: 'button',
                    onclick: () => {
                        kept = signature;
                        close();
                        form.fields.exam.input.focus();
                    },
                }, t('patient.keepTyped'))));
        panels.append(panel);
        say(t('patient.differs', { id }));
    }

    function takeKnown() {
        form.write(Object.fromEntries(PatientFields.filter(f => known.draft[f] !== '').map(f => [f, known.draft[f]])));
        compare();
        form.fields.birthDate.input.dispatchEvent(new Event('change', { bubbles: true }));
        form.fields.exam.input.focus();
    }

    return {
        compare,
        /** Resolves with whether the patient is known; asks the server once for each Patient ID. */
        lookUp() {
            const wanted = form.read().draft.patientId;
            if (wanted !== id) {
                id = wanted;
                known = null;
                form.fields.patientId.hint('');
                running = (wanted === '' ? Promise.resolve(false) : fetchKnown(wanted)).then(found => {
                    compare();
                    return found;
                });
            }
            return running;
        },
        isAsking: () => panel !== null,
        ask() {
            panel.scrollIntoView({ block: 'nearest' });
            panel.focus();
        },
    };
}
