// A field of a form: label, input, hint, and what is wrong with it, beside it.
import { el, freshId } from './dom.js';
import { t } from './texts.js';

/**
 * A field. `tag`: input, select or textarea; `options`: its choices, for an input those of a list that it proposes;
 * what else there is are attributes of the input. Returns {element, input, hint(text), fault(text)}.
 */
export function field(name, label, { tag = 'input', hint = '', options = null, wide = false, ...attributes } = {}) {
    const id = freshId(name);
    const hintElement = el('span.hint', { id: `${id}-hint` }, hint);
    const faultElement = el('span.fault', { id: `${id}-fault` });
    const describe = () => {
        const ids = [[hintElement, 'hint'], [faultElement, 'fault']]
            .filter(([e]) => e.textContent !== '').map(([, kind]) => `${id}-${kind}`);
        if (ids.length === 0) { input.removeAttribute('aria-describedby'); } else {
            input.setAttribute('aria-describedby', ids.join(' '));
        }
    };
    const input = el(tag, {
        id, name, autocomplete: 'off', spellcheck: 'false', ...attributes,
        required: false, 'aria-required': attributes.required ? 'true' : null,
        list: tag === 'input' && options ? `${id}-list` : null,
    }, tag === 'select' ? options : []);
    const element = el(`div.field${wide ? '.wide' : ''}`, {},
        el('label', { for: id }, label, attributes.required && el('span.must', { title: t('required') }, ' *')),
        input,
        tag === 'input' && options && el('datalist', { id: `${id}-list` }, options),
        hintElement, faultElement);
    describe();
    return {
        element,
        input,
        label,
        hint(text) {
            hintElement.textContent = text;
            describe();
        },
        fault(text) {
            faultElement.textContent = text;
            if (text) { input.setAttribute('aria-invalid', 'true'); } else { input.removeAttribute('aria-invalid'); }
            describe();
        },
    };
}
