// Dates as DICOM has them (DA, YYYYMMDD), typed and shown as the locale has them. They are days of the wall clock: UTC
// is used for counting only, so that no time zone moves a date.

const Styles = {
    short: { year: 'numeric', month: '2-digit', day: '2-digit' },
    medium: { year: 'numeric', month: 'short', day: 'numeric' },
    full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
};

/** The calendar and digits of DICOM, whatever the locale prefers. */
function plain(locale) {
    return `${locale}-u-ca-gregory-nu-latn`;
}

function utc(date) {
    // Date.UTC takes years below 100 for those of the last century.
    return new Date(0).setUTCFullYear(+date.slice(0, 4), +date.slice(4, 6) - 1, +date.slice(6, 8));
}

function pad(number, length) {
    return String(number).padStart(length, '0');
}

function of(year, month, day) {
    return pad(year, 4) + pad(month, 2) + pad(day, 2);
}

/** The day that the clock on the wall shows. */
export function today(now = new Date()) {
    return of(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** True for eight digits that are a day of the calendar. */
export function isDate(date) {
    if (!/^\d{8}$/.test(date) || date.startsWith('0000')) { return false; }
    const time = new Date(utc(date));
    return time.getUTCMonth() + 1 === +date.slice(4, 6) && time.getUTCDate() === +date.slice(6, 8);
}

/** The date that many days later. */
export function addDays(date, days) {
    const time = new Date(utc(date) + days * 86_400_000);
    return of(time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate());
}

/** The order in which a locale writes day, month and year, such as ['day', 'month', 'year']. */
export function order(locale) {
    return new Intl.DateTimeFormat(plain(locale), { ...Styles.short, timeZone: 'UTC' })
        .formatToParts(utc('20001231')).map(p => p.type).filter(t => t === 'day' || t === 'month' || t === 'year');
}

/**
 * Reads a date in the locale's order, with any signs between or none; 1980-12-31 and 19801231 are read everywhere.
 * A year of two digits is the last such year that is not after `today`. Null for what is no date.
 */
export function read(typed, locale, now = today()) {
    const text = typed.trim();
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (iso) { return checked(iso[1], iso[2], iso[3]); }
    const places = order(locale);
    let numbers = text.split(/[^\d]+/).filter(Boolean);
    if (numbers.length === 1 && (text.length === 8 || text.length === 6)) {
        if (text.length === 8 && !isDate(inOrder(cut(text, places), places, now) ?? '')) {
            return isDate(text) ? text : null;
        }
        numbers = cut(text, places);
    }
    return numbers.length === 3 ? inOrder(numbers, places, now) : null;
}

function cut(digits, places) {
    let at = 0;
    return places.map(place => {
        const length = place === 'year' ? digits.length - 4 : 2;
        at += length;
        return digits.slice(at - length, at);
    });
}

function inOrder(numbers, places, now) {
    const part = place => numbers[places.indexOf(place)];
    let year = part('year');
    // Some write the year first wherever they are; a number of four digits can be nothing else.
    if (numbers[0].length === 4 && places[0] !== 'year') { return checked(numbers[0], numbers[1], numbers[2]); }
    if (year.length === 2) {
        const century = now.slice(0, 2);
        const date = checked(century + year, part('month'), part('day'));
        year = (date !== null && date <= now ? +century : +century - 1) + year;
    }
    return year.length === 4 ? checked(year, part('month'), part('day')) : null;
}

function checked(year, month, day) {
    if (month.length > 2 || day.length > 2) { return null; }
    const date = of(year, month, day);
    return isDate(date) ? date : null;
}

/** A date as the locale writes it: 'short' can be typed again, 'medium' has the month's name, 'full' the day's too. */
export function show(date, locale, style = 'short') {
    if (!isDate(date)) { return date; }
    return new Intl.DateTimeFormat(plain(locale), { ...Styles[style], timeZone: 'UTC' }).format(utc(date));
}

/** The age on a day: years, below two years months, below two months days. Null before birth. */
export function age(birth, on) {
    if (!isDate(birth) || !isDate(on) || birth > on) { return null; }
    let months = (+on.slice(0, 4) - +birth.slice(0, 4)) * 12 + (+on.slice(4, 6) - +birth.slice(4, 6));
    if (on.slice(6) < birth.slice(6)) { months--; }
    if (months >= 24) { return { value: Math.floor(months / 12), unit: 'year' }; }
    if (months >= 2) { return { value: months, unit: 'month' }; }
    return { value: Math.round((utc(on) - utc(birth)) / 86_400_000), unit: 'day' };
}

/** The age in words: "45 years". */
export function showAge(birth, on, locale) {
    const found = age(birth, on);
    return found === null ? '' : new Intl.NumberFormat(locale, { style: 'unit', unit: found.unit, unitDisplay: 'long' })
        .format(found.value);
}

/** The form that fields of type date have. */
export function toField(date) {
    return isDate(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : '';
}

/** The date of a field of type date; '' for none. */
export function ofField(value) {
    return value.replaceAll('-', '');
}
