// What may be wrong with a draft that is allowed all the same: warnings, as data.
import { byTime, endOf, isOff } from './entry.js';
import * as times from '../values/times.js';

/**
 * The warnings for a draft. `self` is the key of the entry that is being changed, `day` are the entries of the draft's
 * date, `sameAccession` those with its Accession Number.
 */
export function warningsFor(draft, { self, day, sameAccession, devices, today, now }) {
    const others = day.filter(entry => entry.key !== self && !isOff(entry));
    const start = times.ofTM(draft.time);
    return [
        ...overlaps(draft, start, others),
        ...closed(draft, start, devices),
        ...past(draft, start, today, now, self),
        ...usedAccession(draft, sameAccession.filter(entry => entry.key !== self)),
    ];
}

function overlaps(draft, start, others) {
    if (start === null || !draft.date) { return []; }
    const end = start + (Number(draft.minutes) || 1);
    const at = others.filter(entry => entry.date === draft.date && entry.start !== null
        && entry.start < end && endOf(entry) > start).sort(byTime);
    return [
        ...at.filter(entry => draft.device !== '' && entry.devices.includes(draft.device))
            .map(entry => ({ kind: 'overlap', entry })),
        ...at.filter(entry => draft.patientId !== '' && entry.patientId === draft.patientId
            && !entry.devices.includes(draft.device)).map(entry => ({ kind: 'elsewhere', entry })),
    ];
}

function closed(draft, start, devices) {
    const device = devices.find(d => d.aeTitle === draft.device);
    if (device === undefined || start === null) { return []; }
    const opens = times.ofTM(device.opens ?? '');
    const closes = times.ofTM(device.closes ?? '');
    const isOut = (opens !== null && start < opens)
        || (closes !== null && start + Number(draft.minutes || 0) > closes);
    return isOut ? [{ kind: 'closed', device, opens, closes }] : [];
}

function past(draft, start, today, now, self) {
    if (self !== undefined || !draft.date) { return []; }
    const isPast = draft.date < today || (draft.date === today && start !== null && start < now - 5);
    return isPast ? [{ kind: 'past' }] : [];
}

function usedAccession(draft, entries) {
    const same = entries.filter(entry => draft.accession !== '' && entry.accession === draft.accession);
    // Several steps of one order may share a number; of another patient, or for another exam, it is a slip.
    const other = same.find(entry => entry.patientId !== draft.patientId) ?? same[0];
    return other === undefined ? [] : [{ kind: 'accession', entry: other }];
}
