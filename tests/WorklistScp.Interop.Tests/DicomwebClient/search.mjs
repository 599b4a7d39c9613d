// Searches for scheduled procedure steps with dicomweb-client, by its own request function, and prints the data sets as JSON.
//
//   node search.mjs ADDRESS-OF-AREA AUTHORIZATION [KEY=VALUE...]

import xhr2 from 'xhr2';
import dicomweb from 'dicomweb-client';

globalThis.XMLHttpRequest = xhr2; // of browsers, which this library is made for

const [url, authorization, ...keys] = process.argv.slice(2);
const client = new dicomweb.api.DICOMwebClient({ url, headers: { Authorization: authorization } });
const queryParams = Object.fromEntries(keys.map((key) => key.split('=')));
const query = Object.keys(queryParams).length === 0
  ? ''
  : `?${new URLSearchParams(queryParams)}`;

console.log(JSON.stringify(
  await client._httpGetApplicationJson(`${url}/modality-scheduled-procedure-steps${query}`, {}, {})));
