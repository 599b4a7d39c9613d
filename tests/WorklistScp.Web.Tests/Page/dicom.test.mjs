import assert from 'node:assert/strict';
import test from 'node:test';
import * as dicom from '../../../src/WorklistScp.Web/Page/Files/values/dicom.js';

const { Tag } = dicom;

test('text leaves null and missing values out', () => {
    assert.equal(dicom.text({ '00100020': { vr: 'LO', Value: [' 1 '] } }, Tag.PatientID), '1');
    assert.equal(dicom.text({ '00100020': { vr: 'LO' } }, Tag.PatientID), '');
    assert.equal(dicom.text({}, Tag.PatientID), '');
    assert.equal(dicom.text(undefined, Tag.PatientID), '');
    assert.equal(dicom.text({ '00102000': { vr: 'LO', Value: ['a', null, 'b'] } }, Tag.MedicalAlerts), 'a\\b');
    assert.equal(dicom.text({ '00100020': { vr: 'LO', Value: 'not a list' } }, Tag.PatientID), '');
});

test('names are read in all their forms', () => {
    const of = value => dicom.personName({ '00100010': { vr: 'PN', Value: [value] } }, Tag.PatientName);
    assert.deepEqual(of({ Alphabetic: 'A^B', Phonetic: 'p' }), { alphabetic: 'A^B', ideographic: '', phonetic: 'p' });
    assert.deepEqual(of('A^B'), { alphabetic: 'A^B', ideographic: '', phonetic: '' });
    assert.deepEqual(of(null), { alphabetic: '', ideographic: '', phonetic: '' });
});

test('what is set empty stands without Value, as type 2 wants it', () => {
    const dataset = {};
    dicom.set(dataset, Tag.PatientSex, '');
    dicom.setPersonName(dataset, Tag.PatientName, {});
    dicom.setText(dataset, Tag.Allergies, 'a\\ b');
    assert.deepEqual(dataset, {
        '00100040': { vr: 'CS' }, '00100010': { vr: 'PN' }, '00102110': { vr: 'LO', Value: ['a', 'b'] },
    });
});
