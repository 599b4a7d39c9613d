// What another desk changed while a form was open. What was typed stays; what only they changed is taken.
import { merged, othersChanges } from '../entries/comparison.js';
import { el, own } from '../parts/dom.js';
import { t } from '../parts/texts.js';
import { showValue } from './formfields.js';

/** Merges what others changed into a form, and makes the panel that says so. */
export function stalePanel(state, form, base, theirs) {
    const mine = form.read().draft;
    const changes = othersChanges(base, theirs, mine);
    const next = merged(base, theirs, mine);
    form.write(Object.fromEntries(changes.filter(c => !c.isBoth).map(c => [c.field, next[c.field]])));
    const cell = (field, value) => el('td', {}, own(showValue(state, field, value)));
    return el('div.panel.stale', { role: 'group', tabindex: '-1', 'aria-label': t('stale.form') },
        el('p', {}, el('strong', {}, t('stale.form')), ' ', t('stale.kept')),
        changes.length === 0 ? el('p', {}, t('stale.unseen')) : el('table', {},
            el('thead', {}, el('tr', {},
                el('td', {}),
                ['stale.was', 'stale.theirs', 'stale.mine'].map(key => el('th', { scope: 'col' }, t(key))),
                el('td', {}))),
            el('tbody', {}, changes.map(change => el('tr', {},
                el('th', { scope: 'row' }, t(`field.${change.field}`)),
                cell(change.field, change.was),
                cell(change.field, change.theirs),
                cell(change.field, change.isBoth ? change.mine : change.theirs),
                el('td', {}, change.isBoth ? choice(form, change) : t('stale.taken')))))));
}

function choice(form, change) {
    const button = el('button.small', {
        type: 'button',
        onclick: () => {
            form.write({ [change.field]: change.theirs });
            form.fields[change.field]?.input.focus();
            button.replaceWith(t('stale.taken'));
        },
    }, t('stale.take'));
    return button;
}
