// Two drafts, side by side: what another desk changed, what is known of a patient.
import { Fields, PatientFields } from './draft.js';

/**
 * What others changed between `base` and `theirs` while `mine` was typed. `isBoth`: I changed it as well, to something
 * else, so somebody must choose; what only they changed can simply be taken.
 */
export function othersChanges(base, theirs, mine) {
    return Fields
        .filter(field => base[field] !== theirs[field])
        .map(field => ({
            field,
            was: base[field],
            theirs: theirs[field],
            mine: mine[field],
            isBoth: mine[field] !== base[field] && mine[field] !== theirs[field],
        }));
}

/** `mine` with what only others changed. What both changed stays as it was typed. */
export function merged(base, theirs, mine) {
    const changes = othersChanges(base, theirs, mine).filter(change => !change.isBoth);
    return { ...mine, ...Object.fromEntries(changes.map(change => [change.field, change.theirs])) };
}

/** What of a patient's data is known otherwise than it was typed; what was left empty is no difference. */
export function patientDifferences(known, typed) {
    return PatientFields
        .filter(field => typed[field] !== '' && known[field] !== '' && !isSame(known[field], typed[field]))
        .map(field => ({ field, known: known[field], typed: typed[field] }));
}

/** What is known of a patient and was not typed yet. */
export function patientAdditions(known, typed) {
    return Object.fromEntries(PatientFields
        .filter(field => typed[field] === '' && known[field] !== '')
        .map(field => [field, known[field]]));
}

function isSame(a, b) {
    return a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0;
}
