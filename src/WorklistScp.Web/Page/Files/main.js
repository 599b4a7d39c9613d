// Where the page begins: texts, then who is signed in, then the desk.
import * as api from './reach/api.js';
import { hasText, loadTexts, t } from './parts/texts.js';
import { notify } from './parts/announce.js';
import { askToSignIn } from './views/gate.js';
import { startDesk } from './views/desk.js';
import { chosenLanguage } from './views/language.js';

let user = null;

/** What went wrong, in a sentence: what is not the server's to say is said by status. */
function sentence(error) {
    if (!(error instanceof api.ApiError)) { return String(error.message ?? error); }
    const key = `failed.${error.status}`;
    return hasText(key) ? t(key, { seconds: error.retryAfter || 60 }) : t('failed', { reason: error.message });
}

window.addEventListener('unhandledrejection', event => {
    if (event.reason?.name === 'AbortError') { return; }
    notify(sentence(event.reason), { isError: true });
});

async function whoIsThere() {
    try {
        return await api.session();
    } catch (e) {
        if (e.status !== 401) { throw e; }
        return askToSignIn();
    }
}

api.onSignedOut(async () => {
    const next = await askToSignIn({ hasEnded: true });
    // What one user typed is not shown to the next.
    if (user !== null && next.name !== user.name) {
        location.reload();
        await new Promise(() => { });
    }
});

await loadTexts(chosenLanguage());
document.title = t('title');
user = await whoIsThere();
await startDesk(user);
