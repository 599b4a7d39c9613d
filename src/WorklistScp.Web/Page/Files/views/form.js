// The form of an entry, new or changed.
import * as api from '../reach/api.js';
import { changedDataset, draftOf, emptyDraft, FieldOf, newDataset, PatientFields } from '../entries/draft.js';
import { entryOf, nameOf } from '../entries/entry.js';
import { Tag, stepOf, text } from '../values/dicom.js';
import * as dates from '../values/dates.js';
import { openDialog } from '../parts/dialog.js';
import { el } from '../parts/dom.js';
import { say } from '../parts/announce.js';
import { hasText, locale, t } from '../parts/texts.js';
import { formFields } from './formfields.js';
import { timesAndWarnings } from './formchecks.js';
import { knownPatient } from './formpatient.js';
import { stalePanel } from './formstale.js';

/**
 * Opens the form. `entry`: it is changed; `patientOf`: a new one for its patient; `preset`: what of a new one is
 * known, such as device, date and time.
 */
export function openForm(desk, { entry = null, patientOf = null, preset = {} }) {
    const { state } = desk;
    let saved = entry;
    let base = firstDraft(state, entry, patientOf, preset);
    const form = formFields(state, base);
    const before = form.read().draft;
    const summary = el('div.summary', { tabindex: '-1', role: 'alert', hidden: true });
    const panels = el('div.panels');
    const warnings = el('div.warnings', { role: 'status' });
    const save = el('button.primary', { type: 'submit', 'aria-keyshortcuts': 'Control+Enter', title: 'Ctrl+Enter' },
        t(entry ? 'save' : 'make'));
    const checks = timesAndWarnings(desk, form, warnings, {
        self: entry?.key, base, isTimeChosen: entry !== null || Boolean(preset.time),
        isDeviceChosen: entry !== null || Boolean(preset.device),
    });
    const patient = knownPatient(desk, form, panels, { self: entry?.key });
    let key = { body: '', value: '' };

    const element = el('form.entry', {
        novalidate: true,
        onsubmit: event => {
            event.preventDefault();
            submit();
        },
        onkeydown: event => {
            if (event.key !== 'Enter' || event.isComposing) { return; }
            const at = event.target;
            if (event.ctrlKey) {
                event.preventDefault();
                submit();
            } else if ([form.fields.patientId, form.fields.accession, form.fields.exam].some(f => f.input === at)) {
                // A scanner ends with Enter, and who has chosen an exam has not seen the time yet: neither saves.
                event.preventDefault();
                at.dispatchEvent(new Event('change', { bubbles: true }));
                nextAfter(at);
            }
        },
        onchange: event => {
            const name = event.target.name;
            if (name === 'birthDate') { showAge(); }
            if (name === 'patientId') { patient.lookUp().then(found => { if (found) { showAge(); } }); }
            else if (PatientFields.includes(name)) { patient.compare(); }
            checks.changed(name);
        },
    },
        summary, panels, form.element,
        el('footer', {},
            warnings,
            el('p.hint', {}, t('requiredHint')),
            el('button', { type: 'button', onclick: () => { if (mayClose()) { dialog.close(); } } }, t('cancel')),
            save));

    const dialog = openDialog(entry ? t('form.change', { name: nameOf(entry, locale) }) : t('form.new'), {
        name: 'form', content: [element], mayClose, onClosed: () => checks.end(),
    });
    showAge();
    checks.changed('');
    form.fields[patientOf ? 'exam' : 'patientId'].input.focus();
    if (entry !== null || patientOf !== null) { patient.lookUp(); }

    /** After a Patient ID comes the first field that it did not fill, after an exam the time that it proposes. */
    async function nextAfter(input) {
        if (input === form.fields.patientId.input) { await patient.lookUp(); }
        if (input === form.fields.exam.input) {
            await checks.now();
            if (form.fields.time.input.value !== '' && document.activeElement === input) {
                form.fields.time.input.select();
                return;
            }
        }
        const all = [...element.querySelectorAll('input, select, textarea')].filter(i => i.checkVisibility());
        const after = all.slice(all.indexOf(input) + 1);
        // Whoever has gone on meanwhile is not called back.
        if (document.activeElement === input) { 
            (after.find(i => i.value === '' && i.getAttribute('aria-required') === 'true') ?? after[0]).focus();
        }
    }

    function showAge() {
        const { birthDate } = form.read().draft;
        const today = dates.today();
        form.fields.birthDate.hint(birthDate === '' ? t('hint.date', { example: dates.show('19801231', locale) })
            : `${dates.show(birthDate, locale, 'medium')} · ${birthDate > today ? t('fault.future')
                : dates.showAge(birthDate, today, locale)}`);
    }

    function mayClose() {
        if (checks.isOnlyProposed(before)) { return true; }
        if (panels.querySelector('.discard') === null) {
            const keep = el('button', { type: 'button', onclick: () => panel.remove() }, t('discard.keep'));
            const panel = el('div.panel.discard', { role: 'alertdialog', 'aria-label': t('discard') },
                el('p', {}, t('discard')),
                el('div.buttons', {}, keep,
                    el('button', { type: 'button', onclick: () => dialog.close() }, t('discard.do'))));
            panels.prepend(panel);
            keep.focus();
        }
        return false;
    }

    /** Shows what is wrong, beside the fields and above the form, and moves there. */
    function refuse(faults, others = []) {
        form.clearFaults();
        Object.entries(faults).forEach(([name, fault]) => form.fault(name, fault));
        const links = Object.entries(faults).map(([name, fault]) => el('li', {}, el('a', {
            href: `#${form.fields[name].input.id}`,
            onclick: event => {
                event.preventDefault();
                form.fields[name].input.focus();
            },
        }, `${form.fields[name].label}: ${fault}`)));
        summary.replaceChildren(el('p', {}, t('form.wrong', { count: links.length + others.length })),
            el('ul', {}, links, others.map(other => el('li', {}, other))));
        summary.hidden = false;
        summary.focus();
    }

    async function submit() {
        if (save.disabled) { return; }
        const { draft, faults } = form.read();
        if (draft.birthDate > dates.today()) { faults.birthDate = t('fault.future'); }
        if (Object.keys(faults).length > 0) { return refuse(faults); }
        summary.hidden = true;
        form.clearFaults();
        await patient.lookUp();
        if (patient.isAsking()) { return patient.ask(); }
        save.disabled = true;
        element.setAttribute('aria-busy', 'true');
        try {
            await write(form.read().draft);
        } catch (e) {
            if (!(e instanceof api.ApiError)) { throw e; }
            if (e.status === 412 && saved !== null) { return await showOthers(); }
            refuse(...faultsOf(e));
        } finally {
            save.disabled = false;
            element.removeAttribute('aria-busy');
        }
    }

    async function write(draft) {
        if (saved === null) {
            const dataset = newDataset(draft, state.lists);
            const body = JSON.stringify(dataset);
            if (key.body !== body) { key = { body, value: crypto.randomUUID() }; }
            const made = await api.create(state.area, dataset, key.value);
            dialog.close();
            await desk.reload();
            desk.actions.made(entryOf({ ...made, ...keysOf(made.dataset) }));
            return;
        }
        const dataset = changedDataset(saved.dataset, base, draft, state.lists);
        const { etag } = await api.update(state.area, dataset, saved.etag);
        const old = saved;
        dialog.close();
        await desk.reload();
        desk.actions.changed(old, etag);
    }

    /** Somebody else was faster: shows what they changed, keeps what was typed. */
    async function showOthers() {
        let current;
        try {
            current = await api.fetchEntry(state.area, saved);
        } catch (e) {
            if (e.status !== 404) { throw e; }
            refuse({}, [t('stale.gone')]);
            return;
        }
        const theirs = draftOf(current.dataset, state.lists);
        const panel = stalePanel(state, form, base, theirs);
        saved = { ...saved, ...current };
        base = theirs;
        panels.querySelector('.stale')?.remove();
        panels.prepend(panel);
        panel.focus();
        say(t('stale.form'));
        showAge();
        checks.changed('');
    }

    function faultsOf(error) {
        const faults = {};
        const others = [];
        for (const { attribute, detail } of error.invalid) {
            const name = FieldOf[attribute.split('.').pop()];
            if (form.fields[name]) { faults[name] = detail; } else { others.push(`${attribute}: ${detail}`); }
        }
        if (error.invalid.length === 0) {
            const known = `failed.${error.status}`;
            others.push(hasText(known) ? t(known, { seconds: error.retryAfter || 60 })
                : t('failed', { reason: error.message }));
        }
        return [faults, others];
    }
}

function firstDraft(state, entry, patientOf, preset) {
    if (entry !== null) { return draftOf(entry.dataset, state.lists); }
    const today = dates.today();
    const draft = { ...emptyDraft(), date: state.date < today ? today : state.date, ...preset };
    if (patientOf === null) { return draft; }
    const known = draftOf(patientOf.dataset, state.lists);
    return { ...draft, ...Object.fromEntries(['patientId', ...PatientFields].map(f => [f, known[f]])) };
}

function keysOf(dataset) {
    return { study: text(dataset, Tag.StudyInstanceUID), step: text(stepOf(dataset), Tag.ScheduledProcedureStepID) };
}
