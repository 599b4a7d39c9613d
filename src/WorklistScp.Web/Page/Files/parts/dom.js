// Elements made by the DOM only: no text is ever read as markup.

/**
 * An element: `el('button.primary', { type: 'button', onclick: f }, 'Save')`. Attributes that are false or absent are
 * left out; those named on… are listeners; children are elements or text.
 */
export function el(selector, attributes = {}, ...children) {
    const [name, ...classes] = selector.split('.');
    const element = document.createElement(name);
    if (classes.length > 0) { element.className = classes.join(' '); }
    assign(element, attributes);
    element.append(...usable(children));
    return element;
}

/** An element of SVG, in the same way. */
export function svg(name, attributes = {}, ...children) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    assign(element, attributes);
    element.append(...usable(children));
    return element;
}

function usable(children) {
    return children.flat().filter(child => child !== null && child !== undefined && child !== false);
}

function assign(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else if (value === true) {
            element.setAttribute(name, '');
        } else if (value !== false && value !== null && value !== undefined) {
            element.setAttribute(name, value);
        }
    }
}

/**
 * Replaces what an element holds, and puts the focus back on what has the same data-focus; where that is gone, on the
 * element, so that the next Tab goes on from there.
 */
export function refill(element, ...children) {
    const old = document.activeElement;
    const hadFocus = element !== old && element.contains(old);
    const name = old?.dataset.focus;
    element.replaceChildren(...usable(children));
    if (!hadFocus) { return; }
    const same = [...element.querySelectorAll('[data-focus]')].find(e => e.dataset.focus === name);
    (same ?? element).focus({ preventScroll: true });
}

let last = 0;

/** An id that no other element has. */
export function freshId(name) {
    return `${name}-${++last}`;
}

/** Text of a patient or another person, whose direction is its own. */
export function own(text) {
    return el('bdi', {}, text);
}
