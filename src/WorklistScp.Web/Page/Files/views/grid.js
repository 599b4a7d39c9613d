// The day by device: a column for each, a time axis, a line at now.
import { byTime, endOf, isOff, nameOf } from '../entries/entry.js';
import { Closes, Opens } from '../entries/freetime.js';
import * as dates from '../values/dates.js';
import * as times from '../values/times.js';
import { el, own } from '../parts/dom.js';
import { icon } from '../parts/icons.js';
import { locale, statusText, t } from '../parts/texts.js';
import { columnsOf, deviceAlone, isOn } from './bars.js';

/** The least height of an entry, which is a target of 24 pixels. */
const LeastRem = 1.5;

/** Minutes from which on there is room for a second line. */
const TwoLines = 27;

/** Height of an hour: a quarter has the least height; where entries are shorter, ten minutes have it. */
const HourRem = 6, TallHourRem = 9;

let hourRem = HourRem;

const rem = minutes => `${(minutes / 60) * hourRem}rem`;

/** Where the box of an entry ends, which is never smaller than a target. */
const boxEnd = entry => Math.max(endOf(entry), entry.start + (LeastRem / hourRem) * 60);

/** The grid of the entries of one day. */
export function grid(desk, entries) {
    const { state } = desk;
    const hours = hoursOf(state, entries);
    hourRem = entries.some(e => e.start !== null && endOf(e) - e.start < 15) ? TallHourRem : HourRem;
    const columns = shownColumns(state, entries);
    const element = el('div.grid', { role: 'region', tabindex: '0', 'data-focus': 'grid', 'aria-label': t('grid') },
        axis(hours),
        columns.map(column => columnElement(desk, column, hours)));
    element.style.setProperty('--hour', `${hourRem}rem`);
    element.dataset.from = hours.from * 60;
    element.dataset.to = hours.to * 60;
    element.dataset.day = state.date;
    drawNow(element);
    return element;
}

/** Whole hours from the first thing to the last. */
function hoursOf(state, entries) {
    const timed = entries.filter(e => e.start !== null);
    const opens = state.lists.devices.map(d => times.ofTM(d.opens ?? '') ?? Opens);
    const closes = state.lists.devices.map(d => times.ofTM(d.closes ?? '') ?? Closes);
    return {
        from: Math.floor(Math.min(Opens, ...opens, ...timed.map(e => e.start)) / 60),
        to: Math.min(24, Math.ceil(Math.max(Closes, ...closes, ...timed.map(endOf)) / 60)),
    };
}

function shownColumns(state, entries) {
    const title = state.isNarrow ? deviceAlone(state) : state.device;
    const all = columnsOf(state).map(device => ({
        device, entries: entries.filter(e => isOn(e, device.aeTitle)).sort(byTime),
    }));
    const chosen = all.filter(c => c.device.aeTitle === title);
    return chosen.length === 0 ? all : chosen;
}

function axis({ from, to }) {
    const hours = Array.from({ length: to - from }, (_, i) => from + i);
    return el('div.axis', { 'aria-hidden': 'true' }, hours.map(hour => {
        const mark = el('span', {}, times.show(hour * 60, locale));
        mark.style.insetBlockStart = rem((hour - from) * 60);
        return mark;
    }));
}

function columnElement(desk, { device, entries }, hours) {
    const { state, actions } = desk;
    const base = hours.from * 60;
    const untimed = entries.filter(e => e.start === null);
    const timed = entries.filter(e => e.start !== null);
    const slots = el('ol.slots', {},
        lanes(timed).map(({ entry, lane, of }) => {
            const slot = el('li', {}, slotButton(actions, entry));
            slot.style.insetBlockStart = rem(entry.start - base);
            slot.style.blockSize = rem(endOf(entry) - entry.start);
            slot.style.insetInlineStart = `${(lane / of) * 100}%`;
            slot.style.inlineSize = `${100 / of}%`;
            return slot;
        }));
    slots.style.blockSize = rem((hours.to - hours.from) * 60);
    shadeClosed(slots, device, hours);
    const mayMake = state.mayWrite && device.aeTitle !== '';
    if (mayMake) {
        slots.addEventListener('click', event => {
            if (event.target.closest('button')) { return; }
            const minutes = (event.clientY - slots.getBoundingClientRect().top) / slots.clientHeight
                * (hours.to - hours.from) * 60;
            actions.make({
                device: device.aeTitle, date: state.date, time: times.toField(base + Math.floor(minutes / 15) * 15),
            });
        });
    }
    const count = entries.filter(e => !isOff(e)).length;
    return el('section.column', {},
        el('header', {},
            el('h3', {}, own(device.name), ' ', el('span.count', { 'aria-hidden': 'true' }, String(count)),
                el('span.unseen', {}, t('entries', { count }))),
            mayMake && el('button.plain.icon-only', {
                type: 'button', 'data-focus': `new-${device.aeTitle}`,
                'aria-label': t('newOn', { device: device.name }), title: t('newOn', { device: device.name }),
                onclick: () => actions.make({ device: device.aeTitle, date: state.date }),
            }, icon('plus'))),
        el('ol.untimed', { 'aria-label': t('noTime') }, untimed.map(e => el('li', {}, slotButton(actions, e)))),
        slots);
}

function slotButton(actions, entry) {
    const status = statusText(entry.status);
    const isShort = entry.start === null || (endOf(entry) - entry.start) * hourRem / HourRem < TwoLines;
    return el(`button.slot.is-${entry.status.toLowerCase()}${isShort ? '.short' : ''}`, {
        type: 'button', 'data-focus': entry.key, onclick: () => actions.open(entry),
    },
        el('span.first', {},
            icon(entry.status),
            entry.start !== null && el('span.time', {}, times.show(entry.start, locale)), ' ',
            el('strong', {}, own(nameOf(entry, locale)))),
        el('span.second', {}, own(entry.exam), ' · ', status));
}

/** Entries side by side where they overlap: each with its lane and how many there are. */
function lanes(entries) {
    const placed = [];
    let group = [];
    let groupEnd = -1;
    const finish = () => {
        const of = Math.max(0, ...group.map(p => p.lane + 1));
        group.forEach(p => { p.of = of; });
        group = [];
    };
    for (const entry of entries) {
        if (entry.start >= groupEnd) { finish(); }
        const busy = new Set(group.filter(p => boxEnd(p.entry) > entry.start).map(p => p.lane));
        let lane = 0;
        while (busy.has(lane)) { lane++; }
        group.push({ entry, lane });
        placed.push(group[group.length - 1]);
        groupEnd = Math.max(group.length === 1 ? 0 : groupEnd, boxEnd(entry));
    }
    finish();
    return placed;
}

function shadeClosed(slots, device, hours) {
    const shade = (from, to) => {
        if (to <= from) { return; }
        const closed = el('li.closed', { 'aria-hidden': 'true' });
        closed.style.insetBlockStart = rem(from - hours.from * 60);
        closed.style.blockSize = rem(to - from);
        slots.prepend(closed);
    };
    const opens = times.ofTM(device.opens ?? '');
    const closes = times.ofTM(device.closes ?? '');
    if (opens !== null) { shade(hours.from * 60, opens); }
    if (closes !== null) { shade(closes, hours.to * 60); }
}

/** Draws the line at now, when the grid's day is today. */
export function drawNow(within) {
    const element = within.matches('.grid') ? within : within.querySelector('.grid');
    if (element === null) { return; }
    element.querySelectorAll('.now').forEach(line => line.remove());
    const now = times.now();
    if (element.dataset.day !== dates.today() || now < +element.dataset.from || now > +element.dataset.to) { return; }
    for (const place of element.querySelectorAll('.axis, .slots')) {
        const line = el(place.matches('ol') ? 'li.now' : 'div.now', { 'aria-hidden': 'true' });
        line.style.insetBlockStart = rem(now - +element.dataset.from);
        place.append(line);
    }
}

/** Scrolls so that now is in sight, and the past hour. */
export function showNow(element) {
    const line = element.querySelector('.now');
    if (line !== null) { element.scrollTop = Math.max(0, line.offsetTop - element.clientHeight / 3); }
}

/** Arrow keys: up and down in a column, left and right to the nearest in the next. */
export function moveAmongSlots(event) {
    const slot = event.target.closest?.('.slot');
    if (!slot || event.altKey || event.ctrlKey || event.metaKey) { return; }
    const columns = [...slot.closest('.grid').querySelectorAll('.column')];
    const inColumn = column => [...column.querySelectorAll('.slot')];
    const at = columns.indexOf(slot.closest('.column'));
    const own = inColumn(columns[at]);
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    let target;
    if (event.key === 'ArrowDown') { target = own[own.indexOf(slot) + 1]; }
    else if (event.key === 'ArrowUp') { target = own[own.indexOf(slot) - 1]; }
    else if (sideways) {
        const step = document.documentElement.dir === 'rtl' ? -sideways : sideways;
        const top = slot.getBoundingClientRect().top;
        const distance = other => Math.abs(other.getBoundingClientRect().top - top);
        for (let i = at + step; columns[i] && !target; i += step) {
            target = inColumn(columns[i]).sort((a, b) => distance(a) - distance(b))[0];
        }
    } else { return; }
    event.preventDefault();
    target?.focus();
}
