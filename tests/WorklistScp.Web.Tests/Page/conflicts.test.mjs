import assert from 'node:assert/strict';
import test from 'node:test';
import { warningsFor } from '../../../src/WorklistScp.Web/Page/Files/entries/conflicts.js';
import { emptyDraft, newDataset } from '../../../src/WorklistScp.Web/Page/Files/entries/draft.js';
import { entryOf } from '../../../src/WorklistScp.Web/Page/Files/entries/entry.js';
import { freeOn, nextFree } from '../../../src/WorklistScp.Web/Page/Files/entries/freetime.js';

const device = { aeTitle: 'CT1', name: 'CT room 1', modality: 'CT', opens: '08:00', closes: '12:00' };
const lists = { devices: [device], exams: [] };
const draft = {
    ...emptyDraft(), patientId: '1', device: 'CT1', date: '20261128', time: '09:00', minutes: '30', accession: 'A1',
};
const at = (step, values, isDone = false) => entryOf({
    study: '1', step, isDone, dataset: newDataset({ ...draft, patientId: '9', accession: step, ...values }, lists),
});

function kinds(day, values = {}, more = {}) {
    return warningsFor({ ...draft, ...values }, {
        day, sameAccession: day, devices: [device], today: '20261128', now: 0, self: 'x', ...more,
    }).map(w => w.kind);
}

test('what overlaps on the device is a warning; what meets it, is off, elsewhere or itself is none', () => {
    assert.deepEqual(kinds([at('S1', { time: '08:45' })]), ['overlap']);
    assert.deepEqual(kinds([at('S1', { time: '09:29', minutes: '1' })]), ['overlap']);
    assert.deepEqual(kinds([at('S1', { time: '08:30' }), at('S2', { time: '09:30' })]), []);
    assert.deepEqual(kinds([at('S1', {}, true)]), []);
    assert.deepEqual(kinds([at('S1', { device: 'CT2' })]), []);
    assert.deepEqual(kinds([at('S1', { date: '20261129' })]), []);
    assert.deepEqual(kinds([at('S1', {})], {}, { self: '1/S1' }), []);
});

test('a patient who is on another device at that time is a warning', () => {
    assert.deepEqual(kinds([at('S1', { device: 'MR1', patientId: '1' })]), ['elsewhere']);
});

test('before opening and after closing are warnings', () => {
    assert.deepEqual(kinds([], { time: '07:59' }), ['closed']);
    assert.deepEqual(kinds([], { time: '11:31' }), ['closed']);
    assert.deepEqual(kinds([], { time: '11:30' }), []);
});

test('an accession that was used is a warning, the other patient first', () => {
    const before = { accession: 'A1', date: '20261101' };
    const used = [at('S1', { ...before, patientId: '1' }), at('S2', before)];
    assert.deepEqual(kinds(used), ['accession']);
    const [warning] = warningsFor(draft, {
        day: [], sameAccession: used, devices: [], today: '20261101', now: 0, self: 'x',
    });
    assert.equal(warning.entry.step, 'S2');
});

test('a new entry in the past is a warning, a changed one is none', () => {
    assert.deepEqual(kinds([], {}, { now: 600, self: undefined }), ['past']);
    assert.deepEqual(kinds([], {}, { now: 600 }), []);
    assert.deepEqual(kinds([], {}, { today: '20261129', self: undefined }), ['past']);
});

test('the next free time is the first gap that is long enough', () => {
    const day = [at('S1', { time: '08:00' }), at('S2', { time: '08:40' }), at('S3', { time: '09:12', minutes: '20' })];
    assert.equal(freeOn(device, '20261128', 10, day), 510);
    assert.equal(freeOn(device, '20261128', 20, day), 575);
    assert.equal(freeOn(device, '20261128', 20, day, { from: 9 * 60 + 41 }), 585);
    assert.equal(freeOn(device, '20261128', 241, []), null);
    assert.equal(freeOn({ aeTitle: 'X' }, '20261128', 20, []), 480);
});

test('no time is free while the patient is on another device', () => {
    const day = [at('S1', { device: 'MR1', time: '08:00', patientId: '1' })];
    assert.equal(freeOn(device, '20261128', 20, day, { patientId: '1' }), 510);
    assert.equal(freeOn(device, '20261128', 20, day), 480);
});

test('a day that is full gives the next one', () => {
    const full = [at('S1', { time: '08:00', minutes: '240' })];
    const asked = { date: '20261128', days: 7, minutes: 20, entries: full, today: '20261128', now: 0 };
    assert.deepEqual(nextFree(device, asked), { date: '20261129', start: 480 });
    assert.equal(nextFree(device, { ...asked, days: 1 }), null);
    assert.deepEqual(nextFree(device, { ...asked, today: '20261130' }), { date: '20261130', start: 480 });
});
