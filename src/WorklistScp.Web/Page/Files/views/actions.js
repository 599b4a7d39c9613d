// What is done with entries, and how it is taken back.
import * as api from '../reach/api.js';
import { NoShow, nameOf } from '../entries/entry.js';
import { notify } from '../parts/announce.js';
import { locale, t } from '../parts/texts.js';
import { openDetails } from './details.js';
import { openForm } from './form.js';
import { openSeen } from './seen.js';
import { openLabel, openSheet } from './sheet.js';

/** The actions of a desk, as buttons and keys call them. */
export function actionsFor(desk) {
    const { state } = desk;

    /** Does something to an entry that others may have changed meanwhile, in which case nothing is done. */
    async function guarded(act) {
        try {
            await act();
        } catch (e) {
            if (e.status !== 412 && e.status !== 404 && e.status !== 409) { throw e; }
            notify(t(e.status === 404 ? 'stale.gone' : 'stale.list'), { isError: true });
        } finally {
            await desk.reload();
        }
    }

    /** Sets a status; the notice takes it back. */
    function setStatus(entry, status, said, comment = undefined) {
        return guarded(async () => {
            const etag = await api.setStatus(state.area, entry, status, comment);
            notify(t(said, { name: nameOf(entry, locale) }), {
                undo: () => guarded(async () => {
                    await api.setStatus(state.area, { ...entry, etag }, entry.rawStatus || 'SCHEDULED',
                        comment === undefined ? undefined : entry.comments);
                    notify(t('did.undo'));
                }),
            });
        });
    }

    const actions = {
        open: entry => openDetails(desk, entry),
        make: preset => openForm(desk, { preset }),
        change: entry => openForm(desk, { entry }),
        copy: entry => openForm(desk, { patientOf: entry }),
        arrived: entry => setStatus(entry, 'ARRIVED', 'did.arrived'),
        cancel: entry => setStatus(entry, 'CANCELED', 'did.cancel'),
        noShow: entry => setStatus(entry, 'CANCELED', 'did.noShow',
            entry.comments === '' ? NoShow : `${NoShow}. ${entry.comments}`),
        bringBack: entry => setStatus(entry, 'SCHEDULED', 'did.back', entry.status === 'NOSHOW'
            ? entry.comments.slice(NoShow.length).replace(/^\. /, '') : undefined),
        seen: entry => openSeen(desk, entry),
        label: entry => openLabel(desk, entry),
        print: () => openSheet(desk),

        /** After an entry was made: the notice removes it again. */
        made(entry) {
            desk.reloadLists();
            notify(t('did.made', { name: nameOf(entry, locale) }), {
                undo: () => guarded(async () => {
                    await api.remove(state.area, entry, entry.etag);
                    notify(t('did.undo'));
                }),
            });
        },

        /** After an entry was changed: the notice writes what it was before. */
        changed(before, etag) {
            desk.reloadLists();
            notify(t('did.changed', { name: nameOf(before, locale) }), {
                undo: () => guarded(async () => {
                    await api.update(state.area, before.dataset, etag);
                    notify(t('did.undo'));
                }),
            });
        },
    };
    return actions;
}
