import assert from 'node:assert/strict';
import test from 'node:test';
import {
    changedDataset, draftOf, emptyDraft, Fields, newDataset,
} from '../../../src/WorklistScp.Web/Page/Files/entries/draft.js';
import { entryOf } from '../../../src/WorklistScp.Web/Page/Files/entries/entry.js';
import {
    merged, othersChanges, patientAdditions, patientDifferences,
} from '../../../src/WorklistScp.Web/Page/Files/entries/comparison.js';

const lists = {
    devices: [{ aeTitle: 'CT1', name: 'CT room 1', modality: 'CT' }],
    exams: [{
        name: 'abdomen', description: 'CT Abdomen', modality: 'CT', code: { value: 'A', scheme: '99X', meaning: 'M' },
    }],
};
const draft = {
    ...emptyDraft(), patientId: '1', family: 'Doe', given: 'Jane', prefix: 'Dr.', birthDate: '19800512', sex: 'F',
    exam: 'abdomen', modality: 'CT', device: 'CT1', date: '20261128', time: '23:50', minutes: '20', accession: 'A1',
    referring: 'House^Gregory', comments: 'x', alerts: 'a', allergies: 'b',
};

test('a draft comes back from the data set that it made', () => {
    assert.deepEqual(draftOf(newDataset(draft, lists), lists), draft);
});

test('a new data set has names, codes and the end after midnight', () => {
    const dataset = newDataset(draft, lists);
    const step = dataset['00400100'].Value[0];
    assert.deepEqual(dataset['00100010'], { vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane^^Dr.' }] });
    assert.equal(dataset['00321064'].Value[0]['00080100'].Value[0], 'A');
    assert.deepEqual(step['00400004'].Value, ['20261129']);
    assert.deepEqual(step['00400005'].Value, ['001000']);
    assert.deepEqual(step['00400010'].Value, ['CT room 1']);
    assert.equal('0020000D' in dataset, false);
});

test('a change touches nothing but what differs', () => {
    const original = {
        ...newDataset(draft, lists), '00101030': { vr: 'DS', Value: [70.5] },
        '00091001': { vr: 'LO', Value: ['private'] },
    };
    original['00400100'].Value[0]['00400011'] = { vr: 'SH', Value: ['Room 4'] };
    const before = draftOf(original, lists);
    assert.deepEqual(changedDataset(original, before, before, lists), original);

    const changed = changedDataset(original, before, { ...before, time: '09:00' }, lists);
    const expected = structuredClone(original);
    Object.assign(expected['00400100'].Value[0], {
        '00400003': { vr: 'TM', Value: ['090000'] }, '00400004': { vr: 'DA', Value: ['20261128'] },
        '00400005': { vr: 'TM', Value: ['092000'] },
    });
    assert.deepEqual(changed, expected);
});

test('a change of the name keeps the groups and parts that the form has not', () => {
    const original = newDataset(draft, lists);
    const groups = { Ideographic: '山田^太郎^x', Phonetic: 'y^z' };
    original['00100010'] = { vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane', ...groups }] };
    const before = draftOf(original, lists);
    const changed = changedDataset(original, before, { ...before, family: 'Roe' }, lists);
    assert.deepEqual(changed['00100010'].Value[0], { Alphabetic: 'Roe^Jane', ...groups });
});

test('another exam takes its codes along, and free text has none', () => {
    const original = newDataset({ ...draft, exam: 'free' }, lists);
    const before = draftOf(original, lists);
    assert.equal('00321064' in original, false);
    const changed = changedDataset(original, before, { ...before, exam: 'abdomen' }, lists);
    assert.equal(changed['00321064'].Value[0]['00080104'].Value[0], 'M');
    assert.deepEqual(changed['00400100'].Value[0]['00400007'].Value, ['CT Abdomen']);
});

test('a data set without anything makes an entry and a draft all the same', () => {
    assert.deepEqual(draftOf({}, lists), emptyDraft());
    const entry = entryOf({ study: '1', step: '2', dataset: {} });
    assert.equal(entry.status, 'SCHEDULED');
    assert.equal(entry.start, null);
});

const statuses = [
    ['', false, '', 'SCHEDULED'], ['ARRIVED', false, '', 'ARRIVED'], ['ARRIVED', true, '', 'CANCELED'],
    ['CANCELED', true, 'No-show. x', 'NOSHOW'], ['COMPLETED', true, '', 'COMPLETED'],
    ['DISCONTINUED', true, 'No-show', 'DISCONTINUED'],
];
for (const [status, isDone, comments, expected] of statuses) {
    test(`status ${status || 'none'}${isDone ? ', done' : ''} ${comments} is ${expected}`, () => {
        const step = { '00400020': { vr: 'CS', Value: [status] }, '00400400': { vr: 'LT', Value: [comments] } };
        assert.equal(entryOf({ isDone, dataset: { '00400100': { vr: 'SQ', Value: [step] } } }).status, expected);
    });
}

test('what others changed is taken where I did not, and asked where I did otherwise', () => {
    const base = { ...draft };
    const theirs = { ...draft, time: '14:00', comments: 'theirs', sex: 'M' };
    const mine = { ...draft, time: '15:00', referring: 'Mine', sex: 'M' };
    assert.deepEqual(othersChanges(base, theirs, mine).map(c => [c.field, c.isBoth]),
        [['sex', false], ['time', true], ['comments', false]]);
    assert.deepEqual(merged(base, theirs, mine), { ...mine, comments: 'theirs' });
    assert.deepEqual(merged(base, base, mine), mine);
});

test('a known patient fills what is empty; case is no difference, other data are', () => {
    const typed = { ...emptyDraft(), family: 'DOE', birthDate: '19800513' };
    assert.deepEqual(patientDifferences(draft, typed), [{ field: 'birthDate', known: '19800512', typed: '19800513' }]);
    assert.deepEqual(patientAdditions(draft, typed),
        { given: 'Jane', prefix: 'Dr.', sex: 'F', alerts: 'a', allergies: 'b' });
    assert.deepEqual(patientDifferences(emptyDraft(), typed), []);
});

test('an empty draft has every field', () => assert.deepEqual(Object.keys(emptyDraft()), Fields));
