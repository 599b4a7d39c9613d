// What stands above the list: search, new entry, user; the day; the devices with their counts.
import * as api from '../reach/api.js';
import { isOff } from '../entries/entry.js';
import * as dates from '../values/dates.js';
import { el, freshId } from '../parts/dom.js';
import { icon } from '../parts/icons.js';
import { locale, t } from '../parts/texts.js';
import { languageChoice } from './language.js';

/** The head of the page: {element, search, live(isLive)}. */
export function header(desk) {
    const { state, actions } = desk;
    const id = freshId('search');
    const search = el('input', {
        id, type: 'search', autocomplete: 'off', spellcheck: 'false', placeholder: t('search.hint'),
        'aria-keyshortcuts': 'Alt+S',
        oninput: () => desk.search(search.value.trim()),
        onkeydown: event => {
            if (event.key === 'Enter') {
                event.preventDefault();
                desk.searchAtOnce(search.value);
            }
        },
    });
    const offline = el('span.offline', { role: 'status' });
    const areas = state.session.areas.length > 1 && el('select', {
        'aria-label': t('area'), onchange: event => desk.choiceOfArea(event.target.value),
    }, state.session.areas.map(area => el('option', { value: area }, area)));
    const element = el('header.top', {},
        el('h1', {}, t('title')),
        areas || el('span.area', {}, state.area ?? ''),
        el('search', { role: 'search' }, el('label.unseen', { for: id }, t('search')), icon('search'), search),
        state.mayWrite && el('button.primary', {
            type: 'button', 'aria-keyshortcuts': 'Alt+N', title: 'Alt+N', onclick: () => actions.make({}),
        }, icon('plus'), t('new')),
        offline,
        el('div.user', {},
            languageChoice(),
            el('bdi.name', { title: t(`role.${state.session.role}`) }, state.session.name),
            el('button.plain', { type: 'button', onclick: signOut }, t('signOut'))));
    return {
        element,
        search,
        live(isLive) {
            const text = isLive ? '' : t('offline');
            if (offline.textContent !== text) { offline.textContent = text; }
        },
    };
}

async function signOut() {
    await api.signOut();
    // Everything that was shown goes with the page.
    location.reload();
}

/** The bar of the day, or of what was found. */
export function dayBar(desk, count) {
    const { state } = desk;
    const step = (name, days, label, keys) => el('button.icon-only', {
        type: 'button', 'aria-label': label, title: label, 'data-focus': name, 'aria-keyshortcuts': keys,
        onclick: () => desk.goTo(dates.addDays(state.date, days)),
    }, icon(name));
    const isSearch = state.text !== '';
    return [
        el('div.group', {},
            step('back', -1, t('day.before'), 'Alt+PageUp'),
            el('button', {
                type: 'button', 'data-focus': 'today', 'aria-keyshortcuts': 'Alt+T',
                onclick: () => desk.goTo(dates.today()),
            }, t('today')),
            step('forward', 1, t('day.after'), 'Alt+PageDown'),
            el('input', {
                type: 'date', 'aria-label': t('day'), 'data-focus': 'date', value: dates.toField(state.date),
                onchange: event => {
                    const date = dates.ofField(event.target.value);
                    if (dates.isDate(date)) { desk.goTo(date); }
                },
            })),
        el('h2', {}, isSearch ? t('search.found', { text: state.text }) : dates.show(state.date, locale, 'full'),
            el('span.count', {}, t('entries', { count }))),
        el('div.group.end', {},
            el('label.check', {},
                el('input', {
                    type: 'checkbox', checked: state.showsOff, 'data-focus': 'off',
                    onchange: event => {
                        state.showsOff = event.target.checked;
                        desk.render();
                    },
                }), t('showOff')),
            !isSearch && el('div.views', { role: 'group', 'aria-label': t('view') },
                ['day', 'list'].map(view => el('button', {
                    type: 'button', 'aria-pressed': String(state.view === view), 'data-focus': `view-${view}`,
                    onclick: () => desk.show(view),
                }, t(`view.${view}`)))),
            el('button', { type: 'button', 'data-focus': 'print', onclick: () => desk.actions.print() },
                icon('print'), t('print'))),
    ];
}

/** One button for each device, with how many entries it has; one for all. */
export function deviceBar(desk) {
    const { state } = desk;
    const isAlone = state.isNarrow && state.view === 'day' && state.text === '';
    const pressed = isAlone ? deviceAlone(state) : state.device;
    const count = title => state.rows.filter(e => !isOff(e) && isOn(e, title)).length;
    const button = (title, name) => el('button.chip', {
        type: 'button', 'aria-pressed': String(pressed === title), 'data-focus': `device-${title}`,
        onclick: () => desk.choose(title),
    }, el('bdi', {}, name), el('span.count', {}, String(count(title))));
    return el('div.chips', { role: 'group', 'aria-label': t('devices') },
        isAlone ? '' : button(null, t('devices.all')),
        columnsOf(state).map(device => button(device.aeTitle, device.name)));
}

/** The one device that narrow screens show: that which was chosen, else the first that has entries. */
export function deviceAlone(state) {
    const all = columnsOf(state).map(d => d.aeTitle);
    if (all.includes(state.device)) { return state.device; }
    return all.find(title => state.rows.some(e => !isOff(e) && isOn(e, title))) ?? all[0];
}

/** True when an entry is on a device: null stands for all, '' for none. */
export function isOn(entry, title) {
    if (title === null) { return true; }
    return title === '' ? entry.devices.length === 0 : entry.devices.includes(title);
}

/** The devices, and one without AE title for entries that name none. */
export function columnsOf(state) {
    const isAny = state.rows.some(e => e.devices.length === 0);
    return [...devicesOf(state), ...(isAny ? [{ aeTitle: '', name: t('noDevice'), modality: '' }] : [])];
}

/** The devices of the lists and those that entries name besides. */
export function devicesOf(state) {
    const listed = new Set(state.lists.devices.map(d => d.aeTitle));
    const others = [...new Set(state.rows.flatMap(e => e.devices))].filter(title => !listed.has(title)).sort();
    return [
        ...state.lists.devices.map(d => ({ ...d, name: d.name || d.aeTitle })),
        ...others.map(aeTitle => ({ aeTitle, name: aeTitle, modality: '' })),
    ];
}
