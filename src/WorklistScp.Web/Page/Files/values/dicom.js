// Values of data sets in the DICOM JSON model (PS3.18 annex F).

/** Attributes that the page knows: [tag, VR]. */
export const Tag = {
    SpecificCharacterSet: ['00080005', 'CS'],
    AccessionNumber: ['00080050', 'SH'],
    Modality: ['00080060', 'CS'],
    ReferringPhysicianName: ['00080090', 'PN'],
    CodeValue: ['00080100', 'SH'],
    CodingSchemeDesignator: ['00080102', 'SH'],
    CodeMeaning: ['00080104', 'LO'],
    PatientName: ['00100010', 'PN'],
    PatientID: ['00100020', 'LO'],
    PatientBirthDate: ['00100030', 'DA'],
    PatientSex: ['00100040', 'CS'],
    MedicalAlerts: ['00102000', 'LO'],
    Allergies: ['00102110', 'LO'],
    StudyInstanceUID: ['0020000D', 'UI'],
    RequestedProcedureDescription: ['00321060', 'LO'],
    RequestedProcedureCodeSequence: ['00321064', 'SQ'],
    ScheduledProcedureStepSequence: ['00400100', 'SQ'],
    ScheduledStationAETitle: ['00400001', 'AE'],
    ScheduledProcedureStepStartDate: ['00400002', 'DA'],
    ScheduledProcedureStepStartTime: ['00400003', 'TM'],
    ScheduledProcedureStepEndDate: ['00400004', 'DA'],
    ScheduledProcedureStepEndTime: ['00400005', 'TM'],
    ScheduledPerformingPhysicianName: ['00400006', 'PN'],
    ScheduledProcedureStepDescription: ['00400007', 'LO'],
    ScheduledProtocolCodeSequence: ['00400008', 'SQ'],
    ScheduledProcedureStepID: ['00400009', 'SH'],
    ScheduledStationName: ['00400010', 'SH'],
    ScheduledProcedureStepStatus: ['00400020', 'CS'],
    CommentsOnTheScheduledProcedureStep: ['00400400', 'LT'],
};

/** All values of an attribute, those that are missing left out. */
export function values(dataset, [tag]) {
    const value = dataset?.[tag]?.Value;
    return Array.isArray(value) ? value.filter(v => v !== null && v !== undefined) : [];
}

/** All values as text, joined as DICOM joins them; '' without a value. */
export function text(dataset, tag) {
    return values(dataset, tag).map(v => String(v).trim()).join('\\');
}

/** The three groups of a person's name; empty ones are ''. */
export function personName(dataset, tag) {
    const [value] = values(dataset, tag);
    const name = typeof value === 'string' ? { Alphabetic: value } : value ?? {};
    return {
        alphabetic: name.Alphabetic ?? '',
        ideographic: name.Ideographic ?? '',
        phonetic: name.Phonetic ?? '',
    };
}

/** The first item of a sequence, or undefined. */
export function item(dataset, tag) {
    return values(dataset, tag)[0];
}

/** The item of the Scheduled Procedure Step Sequence; empty when there is none. */
export function stepOf(dataset) {
    return item(dataset, Tag.ScheduledProcedureStepSequence) ?? {};
}

/** Sets an attribute to values; without values it stands empty (type 2). */
export function set(dataset, [tag, vr], ...newValues) {
    const kept = newValues.filter(v => v !== '' && v !== null && v !== undefined);
    dataset[tag] = kept.length === 0 ? { vr } : { vr, Value: kept };
}

/** Sets text that may hold several values, divided by backslashes. */
export function setText(dataset, tag, value) {
    set(dataset, tag, ...value.split('\\').map(v => v.trim()));
}

/** Sets a person's name from its groups. */
export function setPersonName(dataset, tag, { alphabetic = '', ideographic = '', phonetic = '' }) {
    const name = {};
    if (alphabetic) { name.Alphabetic = alphabetic; }
    if (ideographic) { name.Ideographic = ideographic; }
    if (phonetic) { name.Phonetic = phonetic; }
    set(dataset, tag, Object.keys(name).length === 0 ? '' : name);
}

/** Removes an attribute. */
export function remove(dataset, [tag]) {
    delete dataset[tag];
}

/** A copy that shares nothing with the original. */
export function copy(dataset) {
    return structuredClone(dataset);
}
