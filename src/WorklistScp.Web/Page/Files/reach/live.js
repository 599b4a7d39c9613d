// Changes that others make, by server-sent events: desks, modalities, scripts.
import * as api from './api.js';

/**
 * Calls `onChange` when entries of an area changed, and `onState` with whether the page hears of it. Returns what
 * ends it.
 */
export function follow(area, onChange, onState) {
    let source;
    let again;
    let wait = 1000;
    let isEnded = false;

    const open = () => {
        source = new EventSource(api.eventsAddress(area));
        source.addEventListener('open', () => {
            wait = 1000;
            onState(true);
        });
        source.addEventListener('change', onChange);
        source.addEventListener('error', () => {
            onState(false);
            // The browser tries again by itself unless it was refused, which may be the session's end.
            if (source.readyState === EventSource.CLOSED && !isEnded) {
                again = setTimeout(open, wait);
                wait = Math.min(wait * 2, 60_000);
                onChange();
            }
        });
    };

    open();
    return () => {
        isEnded = true;
        clearTimeout(again);
        source.close();
    };
}
