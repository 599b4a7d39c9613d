// What follows from what was chosen in a form - modality, duration, device, a free time - and what speaks against it.
import * as api from '../reach/api.js';
import { entryOf, nameOf } from '../entries/entry.js';
import { warningsFor } from '../entries/conflicts.js';
import { nextFree } from '../entries/freetime.js';
import * as dates from '../values/dates.js';
import * as times from '../values/times.js';
import { el } from '../parts/dom.js';
import { icon } from '../parts/icons.js';
import { locale, t } from '../parts/texts.js';
import { devicesFor } from './formfields.js';

const CheckAfter = 250;
const DaysAhead = 7;
const KeepFor = 15_000;

/** Watches a form: {changed(name), now, isOnlyProposed(before), end}. */
export function timesAndWarnings(desk, form, place, { self, base, isTimeChosen, isDeviceChosen }) {
    const { state } = desk;
    const { fields } = form;
    const cache = new Map();
    const proposed = {};
    let later = 0;
    let exam = base.exam;

    const free = el('button.small', { type: 'button', hidden: true });
    fields.time.element.append(free);

    /** Entries that were asked for just now; what others change shows soon enough. */
    function ask(asked) {
        const key = JSON.stringify(asked);
        const old = cache.get(key);
        if (old && Date.now() - old.at < KeepFor) { return old.entries; }
        const entries = api.entries(state.area, asked).then(answer => answer.entries.map(entryOf));
        entries.catch(() => cache.delete(key));
        cache.set(key, { at: Date.now(), entries });
        return entries;
    }

    function propose(values) {
        Object.assign(proposed, values);
        form.write(values);
    }

    function examChosen() {
        const { draft } = form.read();
        const found = state.lists.exams.find(e => e.name === draft.exam);
        if (draft.exam === exam) { return; }
        exam = draft.exam;
        if (found) {
            propose({ exam: found.name, modality: found.modality });
            if (found.minutes) { propose({ minutes: String(found.minutes) }); }
        }
        form.offerDevices();
    }

    async function check() {
        const { draft } = form.read();
        if (draft.date === '') { return show([]); }
        const asksAccession = draft.accession !== '' && draft.accession !== base.accession;
        const [ahead, sameAccession] = await Promise.all([
            ask({ from: draft.date, to: dates.addDays(draft.date, DaysAhead - 1) }),
            asksAccession ? ask({ text: draft.accession }) : [],
        ]);
        if (JSON.stringify(form.read().draft) !== JSON.stringify(draft)) { return check(); }
        offerFree(draft, ahead);
        show(warningsFor(form.read().draft, {
            self, day: ahead, sameAccession, devices: state.lists.devices, today: dates.today(), now: times.now(),
        }));
    }

    /** Offers the next free time, of the device that is chosen or else of that which is free first. */
    function offerFree(draft, entries) {
        // Of a device that no list names, nothing is known.
        const candidates = isDeviceChosen
            ? state.lists.devices.filter(d => d.aeTitle === draft.device)
            : draft.exam === '' && draft.modality === '' ? [] : devicesFor(state, draft);
        const found = candidates.map(device => ({
            device,
            at: nextFree(device, {
                date: draft.date, days: DaysAhead, minutes: Number(draft.minutes) || 15, entries,
                today: dates.today(), now: times.now(), self, patientId: draft.patientId,
            }),
        })).filter(f => f.at !== null).sort((a, b) => a.at.date.localeCompare(b.at.date) || a.at.start - b.at.start)[0];
        free.hidden = found === undefined;
        if (found === undefined) { return; }
        const values = { device: found.device.aeTitle, date: found.at.date, time: times.toField(found.at.start) };
        if (!isTimeChosen) { propose(values); }
        const isIt = draft.time === values.time && draft.date === values.date;
        free.hidden = isIt || !isTimeChosen;
        const day = values.date === draft.date ? '' : `${dates.show(values.date, locale, 'medium')}, `;
        free.textContent = t('nextFree', { time: day + times.show(found.at.start, locale) });
        free.onclick = () => {
            form.write(values);
            fields.time.input.focus();
            changed('free');
        };
    }

    function show(warnings) {
        const sentences = warnings.map(sentence);
        if ([...place.querySelectorAll('li span')].map(s => s.textContent).join() === sentences.join()) { return; }
        place.replaceChildren(...(sentences.length === 0 ? [] : [el('ul', {}, sentences.map(text =>
            el('li', {}, icon('warning'), el('span', {}, text))))]));
        // What scrolls must be reached by keys.
        if (place.scrollHeight > place.clientHeight) { place.tabIndex = 0; } else { place.removeAttribute('tabindex'); }
    }

    function changed(name) {
        if (name === 'exam') { examChosen(); }
        if (name === 'time') {
            const { draft } = form.read();
            isTimeChosen = draft.time !== '';
            if (isTimeChosen) { fields.time.input.value = draft.time; }
        }
        if (name === 'device') {
            const chosen = form.read().draft.device;
            isDeviceChosen = fields.device.input.value !== '';
            const device = state.lists.devices.find(d => d.aeTitle === chosen);
            if (device?.modality && fields.modality.input.value === '') { propose({ modality: device.modality }); }
        }
        clearTimeout(later);
        later = setTimeout(check, name === '' ? 0 : CheckAfter);
    }

    if (self === undefined && base.device !== '') { changed('device'); }
    return {
        changed,
        /** Does at once what is waiting; resolves when proposals and warnings stand. */
        now() {
            clearTimeout(later);
            return check();
        },
        /** True when nothing was typed, unreadable or not: all that differs was proposed. */
        isOnlyProposed(before) {
            const { draft, faults } = form.read();
            return Object.keys(draft).every(name => draft[name] === before[name] || draft[name] === proposed[name])
                && Object.keys(faults).every(name => fields[name].input.value.trim() === '');
        },
        end: () => clearTimeout(later),
    };
}

function sentence({ kind, entry, device, opens, closes }) {
    const who = entry && {
        name: nameOf(entry, locale), id: entry.patientId, exam: entry.exam,
        time: entry.start === null ? '' : times.show(entry.start, locale),
        date: dates.show(entry.date, locale, 'medium'),
    };
    if (kind !== 'closed') { return t(`warning.${kind}`, who ?? {}); }
    return t('warning.closed', {
        device: device.name,
        from: times.show(opens ?? 0, locale), to: closes === null ? '24:00' : times.show(closes, locale),
    });
}
