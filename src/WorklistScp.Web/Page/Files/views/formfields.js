// The fields of an entry's form, and the draft that they hold.
import { FieldOf, Fields } from '../entries/draft.js';
import * as dates from '../values/dates.js';
import * as names from '../values/names.js';
import * as times from '../values/times.js';
import { el } from '../parts/dom.js';
import { field } from '../parts/field.js';
import { hasText, locale, t } from '../parts/texts.js';
import { devicesOf } from './bars.js';

/** What an entry must have, whatever the site asks for besides. */
const AlwaysRequired = ['patientId', 'family', 'exam', 'modality', 'device', 'date', 'time'];

/** Stands for a device that is not listed, whose AE title is typed. */
const Other = '\\';

/** Limits of the VRs: LO 64, SH 16, CS 16, LT 10240, a group of PN 64. */
const Lengths = {
    patientId: 64, accession: 16, modality: 16, exam: 64, comments: 10240, alerts: 64, allergies: 64, family: 64,
    given: 64, middle: 64, prefix: 64, suffix: 64, referring: 64, performing: 64, minutes: 4, time: 8, birthDate: 20,
    otherDevice: 16,
};

/** The fields for a draft: {element, fields, read, write, fault, clearFaults}. */
export function formFields(state, draft) {
    const { lists } = state;
    // Of names that were learned from entries, the form has the alphabetic group.
    const known = Object.fromEntries(Object.entries(lists.physicians)
        .map(([role, all]) => [role, [...new Set(all.map(name => name.split('=')[0]).filter(Boolean))]]));
    const required = new Set([...AlwaysRequired, ...lists.required.map(keyword => FieldOf[keyword] ?? keyword)]);
    const fields = {};
    const make = (name, options = {}) => {
        fields[name] = field(name, t(`field.${name}`), {
            required: required.has(name), maxlength: Lengths[name], ...options,
        });
        return fields[name].element;
    };
    const person = name => make(name, {
        dir: 'auto', placeholder: t('hint.person'),
        options: known[name].map(k => el('option', { value: names.show(k, locale) })),
    });
    const group = name => lists.nameGroups?.includes(name)
        ? ['Family', 'Given'].map(part => make(`${name}${part}`, { dir: 'auto', maxlength: 64 })) : [];
    const modalities = [...new Set([...lists.exams, ...lists.devices].map(x => x.modality).filter(Boolean))];

    const patient = el('fieldset', {}, el('legend', {}, t('patient')), el('div.fields', {},
        make('patientId', { wide: true }),
        make('family', { dir: 'auto' }),
        make('given', { dir: 'auto' }),
        group('ideographic'),
        group('phonetic'),
        make('birthDate', { inputmode: 'numeric', hint: t('hint.date', { example: dates.show('19801231', locale) }) }),
        make('sex', {
            tag: 'select',
            options: ['', 'F', 'M', 'O'].map(sex => el('option', { value: sex }, t(`sex.${sex}`))),
        }),
        make('alerts', { dir: 'auto' }),
        make('allergies', { dir: 'auto' })));
    const rest = el('details.fields-more', {}, el('summary', {}, t('moreName')), el('div.fields', {},
        make('middle', { dir: 'auto' }),
        make('prefix', { dir: 'auto' }),
        make('suffix', { dir: 'auto' })));
    patient.append(rest);
    const exam = el('fieldset', {}, el('legend', {}, t('examination')), el('div.fields', {},
        make('exam', {
            wide: true, dir: 'auto',
            options: lists.exams.map(e => el('option', { value: e.name }, e.modality)),
        }),
        make('device', { tag: 'select', options: [], onchange: () => showOther() }),
        make('otherDevice'),
        make('modality', { options: modalities.map(m => el('option', { value: m })), autocapitalize: 'characters' }),
        make('date', { type: 'date' }),
        make('time', { inputmode: 'text', hint: t('hint.time') }),
        make('minutes', { inputmode: 'numeric' }),
        make('accession', { placeholder: lists.makesAccession ? t('hint.accession') : '' }),
        person('referring'),
        person('performing'),
        make('comments', { tag: 'textarea', rows: 2, wide: true, dir: 'auto' })));

    const show = {
        birthDate: value => dates.show(value, locale),
        date: dates.toField,
        referring: value => names.show(value, locale),
        performing: value => names.show(value, locale),
    };
    const reads = {
        device: value => (value === Other ? fields.otherDevice.input.value.trim() : value),
        birthDate: value => (value === '' ? '' : dates.read(value, locale)),
        date: dates.ofField,
        time: value => {
            const minutes = value === '' ? '' : times.read(value);
            return minutes === '' || minutes === null ? minutes : times.toField(minutes);
        },
        minutes: value => (value === '' || /^[1-9]\d{0,3}$/.test(value) ? value : null),
        exam: value => lists.exams.find(e => e.name.toLowerCase() === value.toLowerCase())?.name ?? value,
        modality: value => value.toUpperCase(),
        referring: value => names.read(value, [draft.referring, ...known.referring], locale),
        performing: value => names.read(value, [draft.performing, ...known.performing], locale),
    };

    const form = {
        element: el('div.halves', {}, patient, exam),
        fields,
        /** What the fields hold: {draft, faults}; what cannot be read is '' and has a fault. */
        read() {
            const read = {};
            const faults = {};
            for (const name of Fields) {
                // A field that this site does not show keeps what the entry has.
                if (fields[name] === undefined) {
                    read[name] = draft[name];
                    continue;
                }
                const typed = fields[name].input.value.trim();
                const value = (reads[name] ?? (v => v))(typed);
                read[name] = value ?? '';
                if (value === null) { faults[name] = t(`fault.${name}`); }
                else if (value === '' && required.has(name)) { faults[name] = t('fault.missing'); }
            }
            return { draft: read, faults };
        },
        /** Puts values into fields; those that are not named keep theirs. */
        write(values) {
            for (const [name, value] of Object.entries(values)) {
                if (fields[name] === undefined) { continue; }
                if (name === 'device') { form.offerDevices(value); } else if (name === 'sex') { offerSex(value); }
                fields[name].input.value = (show[name] ?? (v => v))(value);
            }
            rest.open ||= ['middle', 'prefix', 'suffix'].some(f => fields[f].input.value !== '');
        },
        fault(name, text) {
            fields[name]?.fault(text);
            if (text && rest.contains(fields[name]?.element ?? null)) { rest.open = true; }
        },
        clearFaults() {
            Object.values(fields).forEach(f => f.fault(''));
        },
        /** Fills the list of devices: those that suit the exam first. */
        offerDevices(value = form.read().draft.device) {
            const all = devicesOf(state);
            // Whoever is about to type an AE title goes on with it.
            const isOther = fields.device.input.value === Other;
            const suitable = new Set(devicesFor(state, form.read().draft).map(d => d.aeTitle));
            const option = d => el('option', { value: d.aeTitle }, deviceLabel(d));
            const groups = [[t('devices.suitable'), all.filter(d => suitable.has(d.aeTitle))],
                [t('devices.others'), all.filter(d => !suitable.has(d.aeTitle))]].filter(([, list]) => list.length > 0);
            fields.device.input.replaceChildren(
                el('option', { value: '' }, ''),
                ...(value === '' || all.some(d => d.aeTitle === value) ? [] : [el('option', { value }, value)]),
                ...(groups.length === 1 ? groups[0][1].map(option)
                    : groups.map(([label, list]) => el('optgroup', { label }, list.map(option)))),
                el('option', { value: Other }, t('devices.other')));
            fields.device.input.value = value === '' && (isOther || all.length === 0) ? Other : value;
            showOther();
        },
    };

    function showOther() {
        fields.otherDevice.element.hidden = fields.device.input.value !== Other;
    }

    function offerSex(value) {
        const select = fields.sex.input;
        if (![...select.options].some(o => o.value === value)) { select.append(el('option', { value }, value)); }
    }

    form.write(draft);
    return form;
}

/** The devices on which the exam of a draft can be done: those that it names, else those of its modality. */
export function devicesFor(state, draft) {
    const exam = state.lists.exams.find(e => e.name === draft.exam);
    if (exam?.devices?.length > 0) { return state.lists.devices.filter(d => exam.devices.includes(d.aeTitle)); }
    const modality = exam?.modality ?? draft.modality;
    return state.lists.devices.filter(d => modality === '' || d.modality === modality);
}

/** A device's name, and its AE title where that is another. */
export function deviceLabel({ name, aeTitle }) {
    return name === aeTitle ? name : `${name} (${aeTitle})`;
}

/** The value of a field as people read it. */
export function showValue(state, name, value) {
    if (value === '') { return '–'; }
    switch (name) {
        case 'birthDate': return dates.show(value, locale);
        case 'date': return dates.show(value, locale, 'medium');
        case 'time': return times.show(times.ofTM(value), locale);
        case 'referring': case 'performing': return names.show(value, locale);
        case 'device': return state.lists.devices.find(d => d.aeTitle === value)?.name ?? value;
        case 'sex': return hasText(`sex.${value}`) ? t(`sex.${value}`) : value;
        default: return value;
    }
}
