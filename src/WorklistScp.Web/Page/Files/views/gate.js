// The sign-in view. It lies above everything, so that what was typed is there again afterwards, and unseen until then.
import * as api from '../reach/api.js';
import { el } from '../parts/dom.js';
import { field } from '../parts/field.js';
import { t } from '../parts/texts.js';
import { languageChoice } from './language.js';

let waiting = null;

/** Shows the view, once for all who ask; resolves with the session of whoever signed in. */
export function askToSignIn({ hasEnded = false } = {}) {
    waiting ??= show(hasEnded).finally(() => { waiting = null; });
    return waiting;
}

function show(hasEnded) {
    return new Promise(resolve => {
        const name = field('name', t('signIn.name'), { autocomplete: 'username', autocapitalize: 'none' });
        const password = field('password', t('signIn.password'), {
            type: 'password', autocomplete: 'current-password',
        });
        const fault = el('p.fault', { role: 'alert' });
        const button = el('button.primary', { type: 'submit' }, t('signIn.do'));
        const submit = async event => {
            event.preventDefault();
            button.disabled = true;
            fault.textContent = '';
            try {
                const session = await api.signIn(name.input.value, password.input.value);
                isDone = true;
                gate.close();
                gate.remove();
                resolve(session);
            } catch (e) {
                fault.textContent = e.status === 401 ? t('signIn.wrong')
                    : e.status === 429 ? t('signIn.wait', { count: e.retryAfter || 60 })
                        : t('failed.0');
                password.input.value = '';
                password.input.focus();
            } finally {
                button.disabled = false;
            }
        };
        let isDone = false;
        const gate = el('dialog', {
            id: 'gate',
            'aria-labelledby': 'gate-title',
            onkeydown: e => { if (e.key === 'Escape') { e.preventDefault(); } },
            oncancel: e => e.preventDefault(),
            onclose: () => { if (!isDone) { gate.showModal(); } },
        },
            el('form', { onsubmit: submit, novalidate: true },
                el('h1', { id: 'gate-title' }, t('title')),
                hasEnded && el('p', {}, t('signIn.ended')),
                name.element, password.element, fault, button),
            el('footer', {}, languageChoice()));
        document.body.append(gate);
        gate.showModal();
        name.input.focus();
    });
}
