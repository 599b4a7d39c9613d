// What a form holds of an entry: flat text, and how it goes into a data set and comes from it.
import * as dicom from '../values/dicom.js';
import * as names from '../values/names.js';
import * as times from '../values/times.js';
import { addDays } from '../values/dates.js';
import { entryOf } from './entry.js';

const { Tag } = dicom;

const NameFields = ['family', 'given', 'middle', 'prefix', 'suffix'];

/** Fields that say who the patient is. */
export const PatientFields = [
    ...NameFields, 'ideographicFamily', 'ideographicGiven', 'phoneticFamily', 'phoneticGiven', 'birthDate', 'sex',
    'alerts', 'allergies',
];

/** All fields of a draft. */
export const Fields = [
    'patientId', ...PatientFields, 'exam', 'modality', 'device', 'date', 'time', 'minutes', 'accession', 'referring',
    'performing', 'comments',
];

/** The field of each attribute that a server may ask for or complain of. */
export const FieldOf = {
    PatientID: 'patientId', PatientName: 'family', PatientBirthDate: 'birthDate', PatientSex: 'sex',
    MedicalAlerts: 'alerts', Allergies: 'allergies', AccessionNumber: 'accession', Modality: 'modality',
    ScheduledStationAETitle: 'device', ScheduledProcedureStepStartDate: 'date', ScheduledProcedureStepStartTime: 'time',
    ScheduledProcedureStepEndDate: 'minutes', ScheduledProcedureStepEndTime: 'minutes',
    ScheduledProcedureStepDescription: 'exam', RequestedProcedureDescription: 'exam',
    RequestedProcedureCodeSequence: 'exam', ScheduledProtocolCodeSequence: 'exam', ReferringPhysicianName: 'referring',
    ScheduledPerformingPhysicianName: 'performing', CommentsOnTheScheduledProcedureStep: 'comments',
};

/** A draft with nothing in it. */
export function emptyDraft() {
    return Object.fromEntries(Fields.map(field => [field, '']));
}

/** The draft of a data set. Times are HH:MM, dates DA, exams by the name that the list has for them. */
export function draftOf(dataset, lists) {
    const entry = entryOf({ dataset });
    const group = (prefix, value) => {
        const parts = names.split(value);
        return { [`${prefix}Family`]: parts.family, [`${prefix}Given`]: parts.given };
    };
    return {
        patientId: entry.patientId,
        ...names.split(entry.name.alphabetic),
        ...group('ideographic', entry.name.ideographic),
        ...group('phonetic', entry.name.phonetic),
        birthDate: entry.birthDate,
        sex: entry.sex,
        alerts: entry.alerts,
        allergies: entry.allergies,
        exam: lists.exams.find(e => e.description === entry.exam)?.name ?? entry.exam,
        modality: entry.modality,
        device: entry.devices.join('\\'),
        date: entry.date,
        time: entry.start === null ? '' : times.toField(entry.start),
        minutes: entry.minutes === null ? '' : String(entry.minutes),
        accession: entry.accession,
        referring: entry.referring,
        performing: entry.performing,
        comments: entry.comments,
    };
}

/** The data set of a new entry. Identifiers that are missing are the server's to make. */
export function newDataset(draft, lists) {
    const dataset = { '00080005': { vr: 'CS', Value: ['ISO_IR 192'] } };
    const step = {};
    dicom.set(dataset, Tag.ScheduledProcedureStepSequence, step);
    dicom.set(step, Tag.ScheduledProcedureStepStatus, 'SCHEDULED');
    write(dataset, step, draft, Fields, lists);
    return dataset;
}

/** A copy of a data set with what differs between two drafts; everything else stays as it is. */
export function changedDataset(original, before, after, lists) {
    const dataset = dicom.copy(original);
    let step = dicom.item(dataset, Tag.ScheduledProcedureStepSequence);
    if (step === undefined) {
        step = {};
        dicom.set(dataset, Tag.ScheduledProcedureStepSequence, step);
    }
    write(dataset, step, after, Fields.filter(field => before[field] !== after[field]), lists);
    return dataset;
}

function write(dataset, step, draft, fields, lists) {
    const has = new Set(fields);
    const any = (...some) => some.some(field => has.has(field));
    if (has.has('patientId')) { dicom.set(dataset, Tag.PatientID, draft.patientId.trim()); }
    if (any(...NameFields, ...PatientFields.filter(f => /Family|Given/.test(f)))) { writeName(dataset, draft); }
    if (has.has('birthDate')) { dicom.set(dataset, Tag.PatientBirthDate, draft.birthDate); }
    if (has.has('sex')) { dicom.set(dataset, Tag.PatientSex, draft.sex); }
    if (has.has('alerts')) { dicom.setText(dataset, Tag.MedicalAlerts, draft.alerts); }
    if (has.has('allergies')) { dicom.setText(dataset, Tag.Allergies, draft.allergies); }
    if (has.has('accession')) { dicom.set(dataset, Tag.AccessionNumber, draft.accession.trim()); }
    if (has.has('referring')) { writeGroup(dataset, Tag.ReferringPhysicianName, draft.referring); }
    if (has.has('performing')) { writeGroup(step, Tag.ScheduledPerformingPhysicianName, draft.performing); }
    if (has.has('comments')) {
        dicom.set(step, Tag.CommentsOnTheScheduledProcedureStep, draft.comments.trim());
    }
    if (has.has('modality')) { dicom.set(step, Tag.Modality, draft.modality.trim().toUpperCase()); }
    if (has.has('device')) { writeDevice(step, draft.device, lists); }
    if (has.has('exam')) { writeExam(dataset, step, draft.exam.trim(), lists); }
    if (any('date', 'time', 'minutes')) { writeTimes(step, draft); }
}

function writeName(dataset, draft) {
    // What a group has beyond family and given name is not in the form, and stays.
    const before = dicom.personName(dataset, Tag.PatientName);
    const group = (value, prefix) => names.join({
        ...names.split(value), family: draft[`${prefix}Family`], given: draft[`${prefix}Given`],
    });
    dicom.setPersonName(dataset, Tag.PatientName, {
        alphabetic: names.join(draft),
        ideographic: group(before.ideographic, 'ideographic'),
        phonetic: group(before.phonetic, 'phonetic'),
    });
}

function writeGroup(dataset, tag, alphabetic) {
    dicom.setPersonName(dataset, tag, { ...dicom.personName(dataset, tag), alphabetic });
}

function writeDevice(step, titles, lists) {
    dicom.setText(step, Tag.ScheduledStationAETitle, titles);
    const device = lists.devices.find(d => d.aeTitle === titles);
    // The name of a device that is not listed is not known; the former one's would be wrong. SH has 16 characters.
    const name = device?.name ?? '';
    dicom.set(step, Tag.ScheduledStationName, name.length <= 16 ? name : '');
}

function writeExam(dataset, step, typed, lists) {
    const exam = lists.exams.find(e => e.name === typed);
    const description = exam?.description ?? typed;
    dicom.set(dataset, Tag.RequestedProcedureDescription, description);
    dicom.set(step, Tag.ScheduledProcedureStepDescription, description);
    // The codes of the former exam would be wrong.
    dicom.remove(dataset, Tag.RequestedProcedureCodeSequence);
    dicom.remove(step, Tag.ScheduledProtocolCodeSequence);
    if (exam?.code) {
        const code = {};
        dicom.set(code, Tag.CodeValue, exam.code.value);
        dicom.set(code, Tag.CodingSchemeDesignator, exam.code.scheme);
        dicom.set(code, Tag.CodeMeaning, exam.code.meaning);
        dicom.set(dataset, Tag.RequestedProcedureCodeSequence, code);
        dicom.set(step, Tag.ScheduledProtocolCodeSequence, dicom.copy(code));
    }
}

function writeTimes(step, draft) {
    const start = times.ofTM(draft.time);
    dicom.set(step, Tag.ScheduledProcedureStepStartDate, draft.date);
    dicom.set(step, Tag.ScheduledProcedureStepStartTime, start === null ? '' : times.toTM(start));
    dicom.remove(step, Tag.ScheduledProcedureStepEndDate);
    dicom.remove(step, Tag.ScheduledProcedureStepEndTime);
    const minutes = Number(draft.minutes);
    if (start !== null && draft.date && minutes > 0) {
        // DICOM has no duration of a step: it says when it ends.
        const end = start + minutes;
        dicom.set(step, Tag.ScheduledProcedureStepEndDate, addDays(draft.date, Math.floor(end / 1440)));
        dicom.set(step, Tag.ScheduledProcedureStepEndTime, times.toTM(end % 1440));
    }
}
