import assert from 'node:assert/strict';
import test from 'node:test';
import * as dates from '../../../src/WorklistScp.Web/Page/Files/values/dates.js';
import * as times from '../../../src/WorklistScp.Web/Page/Files/values/times.js';

const now = '20261128';
const typed = [
    ['31.12.1980', 'de', '19801231'], ['31/12/1980', 'fr', '19801231'], ['12/31/1980', 'en-US', '19801231'],
    ['31/12/1980', 'en-GB', '19801231'], ['1980/12/31', 'ja', '19801231'], ['31121980', 'de', '19801231'],
    ['12311980', 'en-US', '19801231'], ['19801231', 'de', '19801231'], ['19801231', 'ja', '19801231'],
    ['1980-12-31', 'de', '19801231'], ['1980-12-31', 'en-US', '19801231'], ['311280', 'de', '19801231'],
    ['1.2.3', 'de', null], ['1.2.03', 'de', '20030201'], ['27.11.26', 'de', '20261127'], ['29.11.26', 'de', '19261129'],
    ['5 3 1999', 'de', '19990305'], ['30.02.1999', 'de', null], ['29.02.2000', 'de', '20000229'],
    ['29.02.1900', 'de', null], ['', 'de', null], ['tomorrow', 'en', null], ['1', 'de', null], ['123', 'de', null],
    ['12345678', 'de', null], ['99999999', 'en-US', null], ['1.2.3.1999', 'de', null], ['31121980', 'fa', null],
    ['13/13/1980', 'en-US', null], ['0000-01-01', 'en', null],
];
for (const [text, locale, date] of typed) {
    test(`read("${text}") in ${locale} is ${date}`, () => assert.equal(dates.read(text, locale, now), date));
}

for (const locale of ['en-US', 'en-GB', 'de', 'fr', 'ja', 'fa', 'ar-EG', 'th-TH', 'hu', 'ko', 'sv']) {
    test(`what show writes in ${locale}, read reads`, () => {
        for (const date of ['19801231', '20000229', '20261128', '19991009']) {
            assert.equal(dates.read(dates.show(date, locale), locale, now), date, dates.show(date, locale));
        }
    });
}

test('show leaves what is no date as it is', () => assert.equal(dates.show('1980', 'en'), '1980'));

const ages = [
    ['19801128', { value: 46, unit: 'year' }], ['19801129', { value: 45, unit: 'year' }],
    ['20241128', { value: 2, unit: 'year' }], ['20241129', { value: 23, unit: 'month' }],
    ['20260928', { value: 2, unit: 'month' }], ['20260929', { value: 60, unit: 'day' }],
    ['20261128', { value: 0, unit: 'day' }], ['20261129', null], ['1980', null],
];
for (const [birth, age] of ages) {
    test(`the age of ${birth}`, () => assert.deepEqual(dates.age(birth, now), age));
}

test('days are counted over months, leap days and years of four digits below 1000', () => {
    assert.equal(dates.addDays('20240228', 1), '20240229');
    assert.equal(dates.addDays('20261231', 1), '20270101');
    assert.equal(dates.addDays('20260101', -1), '20251231');
    assert.equal(dates.addDays('00501231', 1), '00510101');
});

test('today is the day of the wall clock, just before midnight too', () => {
    assert.equal(dates.today(new Date(2026, 10, 28, 23, 59, 59)), now);
    assert.equal(dates.today(new Date(2026, 10, 28, 0, 0, 0)), now);
});

const clock = [
    ['8', 480], ['830', 510], ['0830', 510], ['8:30', 510], ['8.30', 510], ['8h30', 510], ['8 30', 510],
    ['2:15 pm', 855],
    ['12 am', 0], ['12:05 PM', 725], ['23:59', 1439], ['24:00', null], ['8:60', null], ['13 pm', null], ['', null],
    ['noon', null], ['08:30 Uhr', 510], ['123456', null],
];
for (const [text, minutes] of clock) {
    test(`time "${text}" is ${minutes}`, () => assert.equal(times.read(text), minutes));
}

test('TM is read as far as it goes, and written whole', () => {
    assert.equal(times.ofTM('0830'), 510);
    assert.equal(times.ofTM('083015.123'), 510);
    assert.equal(times.ofTM('08'), 480);
    assert.equal(times.ofTM('2500'), null);
    assert.equal(times.ofTM(''), null);
    assert.equal(times.toTM(510), '083000');
});
