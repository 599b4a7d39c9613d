import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';

const folder = new URL('../../../src/WorklistScp.Web/Page/Files/', import.meta.url);
const read = name => JSON.parse(readFileSync(new URL(`texts/${name}.json`, folder), 'utf8'));
const english = read('en');
const placeholders = text => [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].sort();

for (const language of ['de', 'fr']) {
    test(`${language} has every text of en, with the same placeholders`, () => {
        const own = read(language);
        assert.deepEqual(Object.keys(own), Object.keys(english));
        for (const key of Object.keys(english)) {
            assert.deepEqual(placeholders(own[key]), placeholders(english[key]), key);
        }
    });
}

const modules = readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.js'));

test('every text that a module names is there', () => {
    for (const name of modules) {
        const source = readFileSync(new URL(name, folder), 'utf8');
        for (const [, key] of source.matchAll(/\bt\('([^']+)'/g)) { assert.ok(key in english, `${name}: ${key}`); }
    }
});

test('no module makes markup of text, or scripts of it', () => {
    for (const name of modules) {
        const source = readFileSync(new URL(name, folder), 'utf8');
        assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write/, name);
        assert.doesNotMatch(source, /\beval\b|new Function/, name);
    }
});
