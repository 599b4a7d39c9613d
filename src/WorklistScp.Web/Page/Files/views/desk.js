// The desk: what it shows, which day, which list, and what happens when something changes.
import * as api from '../reach/api.js';
import { follow } from '../reach/live.js';
import { byTime, entryOf, isOff } from '../entries/entry.js';
import * as dates from '../values/dates.js';
import { el, refill } from '../parts/dom.js';
import { say, undoNow } from '../parts/announce.js';
import { locale, t } from '../parts/texts.js';
import { columnsOf, dayBar, deviceBar, header, isOn } from './bars.js';
import { drawNow, grid, moveAmongSlots, showNow } from './grid.js';
import { list } from './list.js';
import { actionsFor } from './actions.js';
import { paperOfDay } from './sheet.js';

const SearchAfter = 200;
const ReloadAfter = 250;

/** Below this width the grid shows one device at a time. */
const narrow = matchMedia('(max-width: 44rem)');

/** Shows the desk of somebody who has signed in. */
export async function startDesk(session) {
    const state = {
        session,
        mayWrite: session.role !== 'read',
        area: session.areas[0],
        lists: { devices: [], exams: [], physicians: { referring: [], performing: [] }, required: [], nameGroups: [] },
        date: dates.today(),
        view: 'day',
        device: null,
        text: '',
        showsOff: false,
        rows: [],
        isCut: false,
        isLive: true,
        isNarrow: narrow.matches,
    };
    const root = document.getElementById('desk');
    const bar = el('div.day-bar', { tabindex: '-1' });
    const devices = el('div.devices', { tabindex: '-1' });
    const main = el('div.list', { id: 'list', tabindex: '-1' });
    let running = new AbortController();
    let askedLast = Promise.resolve();
    let stopFollowing = () => { };
    let later = 0;
    let versions = '';
    let isPressed = false;
    let drawsLater = false;

    const desk = {
        state,
        render,
        reload,
        /** Where nobody wrote the lists down they are learned from entries, and what was just saved is in them. */
        async reloadLists() {
            state.lists = await api.lists(state.area);
        },
        async goTo(date) {
            state.date = date;
            state.text = '';
            head.search.value = '';
            if (await reload()) {
                say(`${dates.show(date, locale, 'full')}: ${t('entries', { count: shown().length })}`);
            }
        },
        search(text) {
            state.text = text;
            clearTimeout(later);
            later = setTimeout(searchNow, SearchAfter);
        },
        /** What a scanner does with Enter: at once, and what is found alone is opened. */
        async searchAtOnce(text) {
            state.text = text.trim();
            clearTimeout(later);
            if (!await searchNow()) { return; }
            const found = shown();
            const exact = found.filter(e => e.patientId === state.text || e.accession === state.text);
            const [one, another] = exact.length > 0 ? exact : found;
            if (state.text !== '' && one !== undefined && another === undefined) { desk.actions.open(one); }
        },
        show(view) {
            state.view = view;
            render();
        },
        choose(device) {
            state.device = device;
            render();
        },
        async choiceOfArea(area) {
            state.area = area;
            state.device = null;
            await enter();
        },
    };
    desk.actions = actionsFor(desk);
    const head = header(desk);

    async function searchNow() {
        const isShown = await reload();
        if (isShown && state.text !== '') { say(t('found', { count: shown().length })); }
        return isShown;
    }

    /** What is asked for: the day, or the text; a birth date as DICOM has it, since the server knows no locale. */
    function asked() {
        if (state.text === '') { return { from: state.date, to: state.date }; }
        const date = /\d[./-]/.test(state.text) ? dates.read(state.text, locale) : null;
        return { text: date ?? state.text };
    }

    /** Shows what is asked for. Resolves to false when something else was asked for meanwhile, which is shown instead. */
    function reload() {
        return askedLast = fetchAndShow(false);
    }

    /** Shows what changed, after what somebody waits for. */
    async function refresh() {
        await Promise.allSettled([askedLast]);
        await fetchAndShow(true);
    }

    async function fetchAndShow(byItself) {
        running.abort();
        running = new AbortController();
        try {
            const { entries, isCut } = await api.entries(state.area, asked(), running.signal, byItself);
            // What is drawn anew under a finger loses the click: it is not, unless there is something else to see.
            const now = entries.map(entry => entry.etag).join();
            if (byItself && now === versions) { return true; }
            versions = now;
            state.rows = entries.map(entryOf).sort(byTime);
            state.isCut = isCut;
            if (byItself && isPressed) {
                drawsLater = true;
                return true;
            }
        } catch (e) {
            if (e.name === 'AbortError') { return false; }
            throw e;
        }
        render();
        return true;
    }

    /** What is on the screen: without what is off, unless it is wanted, of the device that was chosen. */
    function shown() {
        return state.rows.filter(entry => (state.showsOff || !isOff(entry))
            && isOn(entry, state.device));
    }

    function render() {
        const old = main.querySelector('.grid');
        const at = old && { top: old.scrollTop, left: old.scrollLeft };
        root.classList.toggle('searching', state.text !== '');
        refill(bar, dayBar(desk, shown().length));
        refill(devices, deviceBar(desk));
        if (state.view === 'list' || state.text !== '' || columnsOf(state).length === 0) {
            refill(main, list(desk, shown()));
        } else {
            refill(main, grid(desk, state.rows.filter(entry => state.showsOff || !isOff(entry))));
            const now = main.querySelector('.grid');
            if (at) { now.scrollTo(at.left, at.top); } else { showNow(now); }
        }
        head.live(state.isLive);
    }

    async function enter() {
        stopFollowing();
        if (state.area === undefined) {
            main.replaceChildren(el('div.empty', {}, el('p', {}, t('noArea'))));
            return;
        }
        state.lists = await api.lists(state.area);
        await reload();
        let soon = 0;
        stopFollowing = follow(state.area, () => {
            clearTimeout(soon);
            // Where there is no connection, the head of the page says so already.
            soon = setTimeout(() => refresh().catch(e => {
                if (e.status !== 0 && !(e.status >= 500)) { throw e; }
            }), ReloadAfter);
        }, isLive => {
            state.isLive = isLive;
            head.live(isLive);
        });
    }

    narrow.addEventListener('change', () => {
        state.isNarrow = narrow.matches;
        render();
    });
    setInterval(() => drawNow(main), 30_000);
    root.addEventListener('pointerdown', () => { isPressed = true; });
    for (const end of ['pointerup', 'pointercancel']) {
        window.addEventListener(end, () => {
            isPressed = false;
            // After the click that this may be.
            if (drawsLater) { setTimeout(render); }
            drawsLater = false;
        });
    }
    document.addEventListener('keydown', event => keys(event, desk, head));
    main.addEventListener('keydown', moveAmongSlots);
    window.addEventListener('beforeprint', () => paperOfDay(desk, shown()));
    window.addEventListener('pagehide', () => stopFollowing());

    root.replaceChildren(
        el('a.skip', { href: '#list', onclick: e => { e.preventDefault(); main.focus(); } }, t('skip')),
        head.element, el('main', {}, bar, devices, main));
    await enter();
}

/** Keys that work wherever the focus is; those of a dialog are the dialog's. */
function keys(event, desk, head) {
    const isTyping = event.target.matches('input, textarea, select');
    if (event.ctrlKey && event.key.toLowerCase() === 'z' && !isTyping) {
        if (undoNow()) { event.preventDefault(); }
        return;
    }
    if (!event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) { return; }
    const act = {
        KeyN: () => { if (desk.state.mayWrite) { desk.actions.make({}); } },
        KeyS: () => head.search.select(),
        KeyT: () => desk.goTo(dates.today()),
        KeyP: () => desk.actions.print(),
        PageUp: () => desk.goTo(dates.addDays(desk.state.date, -1)),
        PageDown: () => desk.goTo(dates.addDays(desk.state.date, 1)),
    }[event.code];
    if (act) {
        event.preventDefault();
        act();
    }
}
