// When a device is free next.
import { endOf, isOff } from './entry.js';
import { addDays } from '../values/dates.js';
import * as times from '../values/times.js';

const Step = 5;

/** Hours that a device is taken to be open when nothing says it. */
export const Opens = 8 * 60, Closes = 18 * 60;

/**
 * The first minute of a day, not before `from`, when a device is free, and the patient not on another one; null when
 * there is none.
 */
export function freeOn(device, date, minutes, entries, { from = 0, self = undefined, patientId = '' } = {}) {
    const opens = times.ofTM(device.opens ?? '') ?? Opens;
    const closes = times.ofTM(device.closes ?? '') ?? Closes;
    const taken = entries
        .filter(e => e.date === date && e.start !== null && !isOff(e) && e.key !== self
            && (e.devices.includes(device.aeTitle) || (patientId !== '' && e.patientId === patientId)))
        .sort((a, b) => a.start - b.start);
    let start = Math.ceil(Math.max(opens, from) / Step) * Step;
    for (const entry of taken) {
        if (entry.start >= start + minutes) { break; }
        start = Math.max(start, Math.ceil(endOf(entry) / Step) * Step);
    }
    return start + minutes <= closes ? start : null;
}

/** The next free time of a device within `days` days: {date, start}, or null. */
export function nextFree(device, { date, days, minutes, entries, today, now, self, patientId }) {
    for (let i = 0; i < days; i++) {
        const day = addDays(date, i);
        const start = freeOn(device, day, minutes, entries, { from: day === today ? now : 0, self, patientId });
        if (start !== null && day >= today) { return { date: day, start }; }
    }
    return null;
}
