// Times of the day as minutes after midnight; DICOM's TM at the edge.

/** Minutes of a TM (HH, HHMM, HHMMSS.F) or of HH:MM; null for what is none. */
export function ofTM(time) {
    const match = /^(\d{2}):?(\d{2})?/.exec(time);
    if (!match) { return null; }
    const minutes = +match[1] * 60 + +(match[2] ?? 0);
    return +match[1] < 24 && +(match[2] ?? 0) < 60 ? minutes : null;
}

/** The TM of minutes. */
export function toTM(minutes) {
    return pad(Math.floor(minutes / 60)) + pad(minutes % 60) + '00';
}

/** HH:MM, which can be typed again everywhere. */
export function toField(minutes) {
    return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(number) {
    return String(number).padStart(2, '0');
}

/** Reads what people type: 8, 830, 0830, 8:30, 8.30, 8h30, 2:15 pm. Null for what is no time. */
export function read(typed) {
    const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(?:h|uhr)?\s*([ap])?\.?m?\.?$/i.exec(typed.trim());
    if (!match) { return null; }
    let hour = +match[1];
    const minute = +(match[2] ?? 0);
    const half = match[3]?.toLowerCase();
    if (half) {
        if (hour < 1 || hour > 12) { return null; }
        hour = (hour % 12) + (half === 'p' ? 12 : 0);
    }
    return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** A time as the locale writes it. */
export function show(minutes, locale) {
    return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
        .format(Date.UTC(2000, 0, 1, 0, minutes));
}

/** Minutes that the clock on the wall shows. */
export function now(clock = new Date()) {
    return clock.getHours() * 60 + clock.getMinutes();
}
