import assert from 'node:assert/strict';
import test from 'node:test';
import * as names from '../../../src/WorklistScp.Web/Page/Files/values/names.js';

const groups = [
    ['Doe^Jane', 'Doe, Jane'],
    ['Doe^Jane^Alice^Dr.^MD', 'Doe, Dr. Jane Alice MD'],
    ['Doe', 'Doe'],
    ['^Jane', 'Jane'],
    ['', ''],
];
for (const [group, shown] of groups) {
    test(`show(${group}) is ${shown}, and split and join give it back`, () => {
        assert.equal(names.show(group, 'en'), shown);
        assert.equal(names.join(names.split(group)), group);
    });
}

test('show puts no comma where the family name comes first anyway', () => {
    assert.equal(names.show('Yamada^Tarou', 'ja-JP'), 'Yamada Tarou');
    assert.equal(names.show('Kis^Anna', 'hu'), 'Kis Anna');
});

test('showAll has the ideographic group beside the alphabetic one, or another where there is none', () => {
    const both = { alphabetic: 'Yamada^Tarou', ideographic: '山田^太郎', phonetic: '' };
    assert.equal(names.showAll(both), 'Yamada, Tarou (山田 太郎)');
    assert.equal(names.showAll({ alphabetic: '', ideographic: '山田^太郎', phonetic: '' }), '山田 太郎');
    assert.equal(names.showAll({ alphabetic: '', ideographic: '', phonetic: 'やまだ^たろう' }), 'やまだ たろう');
    assert.equal(names.showAll({ alphabetic: '', ideographic: '', phonetic: '' }), '');
});

test('join lets no delimiter of names or values through', () => {
    assert.equal(names.join({ family: 'A^B=C\\D\n', given: ' x  y ' }), 'A B C D^x y');
});

test('read knows names by what is shown, DICOM form, a comma, or the family name alone', () => {
    const known = ['House^Gregory^^Dr.'];
    assert.equal(names.read('House, Dr. Gregory', known), known[0]);
    assert.equal(names.read('Doe^Jane^^Dr.'), 'Doe^Jane^^Dr.');
    assert.equal(names.read('Doe, Jane'), 'Doe^Jane');
    assert.equal(names.read(' Doe '), 'Doe');
    assert.equal(names.read(''), '');
});
