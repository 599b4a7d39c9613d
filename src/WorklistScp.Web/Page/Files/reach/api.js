// The server, as the page asks it. Addresses are relative to the page, so that a proxy may put it below a path.

/** An answer that is not the one that was wanted; `status` 0: there was none. */
export class ApiError extends Error {
    constructor(status, problem = {}, retryAfter = 0) {
        super(problem.detail ?? problem.errorMessage ?? problem.title ?? `HTTP ${status}`);
        this.status = status;
        this.invalid = problem.invalid ?? [];
        this.retryAfter = retryAfter;
    }
}

let whenSignedOut = () => Promise.reject(new ApiError(401));

/** What is done when the session has ended: resolves when somebody has signed in, and then the call is made again. */
export function onSignedOut(action) {
    whenSignedOut = action;
}

async function call(
    method, path, { body, type = 'application/json', headers = {}, signal, isSignIn = false, byItself = false } = {},
) {
    const request = {
        method,
        signal,
        credentials: 'same-origin',
        cache: 'no-store',
        headers: { Accept: 'application/json, application/dicom+json', ...headers },
    };
    // What the page does by itself keeps no session alive.
    if (method !== 'GET') { request.headers['X-Wlmscp-Page'] = byItself ? 'live' : '1'; }
    if (body !== undefined) {
        request.body = JSON.stringify(body);
        request.headers['Content-Type'] = type;
    }

    for (;;) {
        const response = await send(path, request);
        if (response.ok) {
            const text = await response.text();
            return { body: text === '' ? null : JSON.parse(text), etag: response.headers.get('ETag') };
        }
        if (response.status === 401 && !isSignIn) {
            await whenSignedOut();
            continue;
        }
        const problem = await response.json().catch(() => ({}));
        throw new ApiError(response.status, problem, Number(response.headers.get('Retry-After')) || 0);
    }
}

async function send(path, request) {
    try {
        return await fetch(path, request);
    } catch (e) {
        if (e.name === 'AbortError') { throw e; }
        throw new ApiError(0, { detail: e.message });
    }
}

const segment = encodeURIComponent;
const items = area => `rs/${segment(area)}/mwlitems`;
const itemPath = (area, { study, step }) => `${items(area)}/${segment(study)}/${segment(step)}`;
const match = etag => (etag ? { 'If-Match': etag } : {});
const dicomJson = 'application/dicom+json';

/** Who is signed in; ApiError 401 when nobody is. */
export const session = async () => (await call('GET', 'session', { isSignIn: true })).body;

/** Signs in. */
export const signIn = async (name, password) =>
    (await call('POST', 'session', { body: { name, password }, isSignIn: true })).body;

/** Signs out. */
export const signOut = () => call('DELETE', 'session', { isSignIn: true });

/** Devices, exams, physicians and settings of an area. */
export const lists = async area => (await call('GET', `desk/${segment(area)}/lists`)).body;

/** The rows of a list: {entries, isCut}. What is asked stands in the body, so that no address has a patient's data. */
export const entries = async (area, asked, signal, byItself = false) =>
    (await call('POST', `desk/${segment(area)}/entries`, { body: asked, signal, byItself })).body;

/** One entry as it is now: {dataset, etag}. */
export const fetchEntry = async (area, entry) => {
    const { body, etag } = await call('GET', itemPath(area, entry));
    return { dataset: body, etag };
};

/** Makes an entry; the key makes a second attempt at the same thing harmless. */
export const create = (area, dataset, key) => call('POST', items(area), {
    body: dataset, type: dicomJson, headers: { 'If-None-Match': '*', 'Idempotency-Key': key },
}).then(({ body, etag }) => ({ dataset: body, etag }));

/** Replaces an entry that has not changed since `etag`. */
export const update = (area, dataset, etag) => call('POST', items(area), {
    body: dataset, type: dicomJson, headers: match(etag),
}).then(({ body, etag: next }) => ({ dataset: body, etag: next }));

/** Removes an entry altogether. */
export const remove = (area, entry, etag) => call('DELETE', itemPath(area, entry), { headers: match(etag) });

/** Sets the status of an entry; resolves with its new ETag. */
export const setStatus = async (area, entry, status, comment = undefined) =>
    (await call('POST', `${itemPath(area, entry)}/status/${segment(status)}`, {
        headers: match(entry.etag), ...(comment === undefined ? {} : { body: { comment } }),
    })).etag;

/** What a device gets when it asks, and why not. */
export const preview = async (area, { study, step }, calling) =>
    (await call('POST', `desk/${segment(area)}/preview`, { body: { study, step, calling } })).body;

/** Why a device does not show an entry. */
export const explain = async (area, { study, step }, calling) =>
    (await call('POST', `desk/${segment(area)}/explain`, { body: { study, step, calling } })).body;

/** The address that tells of changes. */
export const eventsAddress = area => `desk/${segment(area)}/events`;
