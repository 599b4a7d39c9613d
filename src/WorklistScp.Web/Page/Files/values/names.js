// Names of persons: PS3.5 6.2.1, FAMILY^GIVEN^MIDDLE^PREFIX^SUFFIX in up to three groups.

const Parts = ['family', 'given', 'middle', 'prefix', 'suffix'];

/** Languages that write the family name first and no comma after it. */
const FamilyFirst = new Set(['ja', 'ko', 'zh', 'hu', 'vi']);

/** The parts of one group of a name. */
export function split(group) {
    const parts = group.split('^');
    return Object.fromEntries(Parts.map((part, i) => [part, (parts[i] ?? '').trim()]));
}

/** One group of a name from its parts, without trailing delimiters. */
export function join(parts) {
    return Parts.map(part => clean(parts[part] ?? '')).join('^').replace(/\^+$/, '');
}

/** Removes what divides parts, groups and values of names, and superfluous spaces. */
export function clean(part) {
    return part.replace(/[\^=\\\u0000-\u001f]/g, ' ').replace(/ +/g, ' ').trim();
}

/** A group as people read it: "Doe, Dr. Jane Alice MD". */
export function show(group, locale = 'en') {
    const { family, given, middle, prefix, suffix } = split(group);
    const rest = [prefix, given, middle, suffix].filter(Boolean).join(' ');
    if (!family || !rest) { return family || rest; }
    return FamilyFirst.has(locale.split('-')[0]) ? `${family} ${rest}` : `${family}, ${rest}`;
}

/** The whole name; the ideographic group stands beside the alphabetic one where there is one. */
export function showAll(name, locale = 'en') {
    const groups = [show(name.alphabetic, locale), show(name.ideographic, 'ja')].filter(Boolean);
    if (groups.length === 0) { return show(name.phonetic, 'ja'); }
    return groups.length === 2 ? `${groups[0]} (${groups[1]})` : groups[0];
}

/**
 * Reads a name that was typed in one field: one that is known by what is shown of it, DICOM's own form, "Family, Given"
 * or the family name alone.
 */
export function read(typed, known = [], locale = 'en') {
    const text = typed.trim();
    const same = known.find(name => name === text || show(name, locale) === text);
    if (same !== undefined) { return same; }
    if (text.includes('^')) { return join(split(text)); }
    const comma = text.indexOf(',');
    return comma < 0
        ? join({ family: text })
        : join({ family: text.slice(0, comma), given: text.slice(comma + 1) });
}
