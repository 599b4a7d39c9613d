// An entry as the page shows it: what its data set says, read once.
import { Tag, personName, stepOf, text, values } from '../values/dicom.js';
import * as names from '../values/names.js';
import { ofTM } from '../values/times.js';

/** What stands in the comments of an entry whose patient did not come: there is no status for it in DICOM. */
export const NoShow = 'No-show';

/** Minutes that an entry is taken to last when nothing says it. */
export const DefaultMinutes = 15;

/** The entry of a row of the server's list, or of one that was fetched. */
export function entryOf({ study, step, etag, isDone = false, dataset }) {
    const item = stepOf(dataset);
    const name = personName(dataset, Tag.PatientName);
    const date = text(item, Tag.ScheduledProcedureStepStartDate);
    const start = ofTM(text(item, Tag.ScheduledProcedureStepStartTime));
    const comments = text(item, Tag.CommentsOnTheScheduledProcedureStep);
    return {
        key: `${study}/${step}`,
        study,
        step,
        etag,
        isDone,
        dataset,
        name,
        patientId: text(dataset, Tag.PatientID),
        birthDate: text(dataset, Tag.PatientBirthDate),
        sex: text(dataset, Tag.PatientSex),
        accession: text(dataset, Tag.AccessionNumber),
        exam: text(item, Tag.ScheduledProcedureStepDescription) || text(dataset, Tag.RequestedProcedureDescription),
        modality: text(item, Tag.Modality),
        devices: values(item, Tag.ScheduledStationAETitle).map(title => String(title).trim()),
        date,
        start,
        minutes: minutesOf(item, start),
        status: statusOf(text(item, Tag.ScheduledProcedureStepStatus), isDone, comments),
        rawStatus: text(item, Tag.ScheduledProcedureStepStatus),
        referring: personName(dataset, Tag.ReferringPhysicianName).alphabetic,
        performing: personName(item, Tag.ScheduledPerformingPhysicianName).alphabetic,
        comments,
        alerts: text(dataset, Tag.MedicalAlerts),
        allergies: text(dataset, Tag.Allergies),
    };
}

/** Minutes from start to end, when the entry has an end on the same day or the next; null when not. */
function minutesOf(item, start) {
    const end = ofTM(text(item, Tag.ScheduledProcedureStepEndTime));
    if (start === null || end === null) { return null; }
    const minutes = end - start;
    const endDate = text(item, Tag.ScheduledProcedureStepEndDate);
    const isNextDay = endDate !== '' && endDate > text(item, Tag.ScheduledProcedureStepStartDate);
    return isNextDay ? minutes + 24 * 60 : minutes > 0 ? minutes : null;
}

/** One of SCHEDULED, ARRIVED, READY, STARTED, DEPARTED, COMPLETED, CANCELED, NOSHOW, or what else the entry says. */
function statusOf(status, isDone, comments) {
    const known = status === '' ? 'SCHEDULED' : status;
    if (known === 'DISCONTINUED' || known === 'COMPLETED') { return known; }
    // Where an entry lies decides whether it is offered, whatever its status says.
    if (isDone || known === 'CANCELED') { return comments.startsWith(NoShow) ? 'NOSHOW' : 'CANCELED'; }
    return known;
}

/** True for what takes no time of its device any more because it does not happen. */
export function isOff(entry) {
    return entry.status === 'CANCELED' || entry.status === 'NOSHOW' || entry.status === 'DISCONTINUED';
}

/** True when nothing has begun: it may be moved, cancelled or marked as arrived. */
export function isOpen(entry) {
    return !entry.isDone && !isOff(entry) && entry.status !== 'COMPLETED' && entry.status !== 'STARTED';
}

/** The minute after the entry's last. */
export function endOf(entry) {
    return entry.start + (entry.minutes ?? DefaultMinutes);
}

/** The patient's name as it is read, or a dash. */
export function nameOf(entry, locale) {
    return names.showAll(entry.name, locale) || '–';
}

/** By date, time and name; those without a time come first of their day. */
export function byTime(a, b) {
    return a.date.localeCompare(b.date) || (a.start ?? -1) - (b.start ?? -1)
        || a.name.alphabetic.localeCompare(b.name.alphabetic);
}
