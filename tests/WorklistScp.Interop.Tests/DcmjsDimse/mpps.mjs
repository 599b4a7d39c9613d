// Tells of a performed step with dcmjs-dimse's own client and prints what happens as JSON, one object a line.
//
//   node mpps.mjs PORT CALLED-AE-TITLE create|set|get UID [ATTRIBUTES]   ATTRIBUTES: JSON, those of N-CREATE or N-SET

import dcmjsDimse from 'dcmjs-dimse';

const { Client, Dataset } = dcmjsDimse;
const { NCreateRequest, NGetRequest, NSetRequest } = dcmjsDimse.requests;
const mpps = '1.2.840.10008.3.1.2.3.3';
const retrieve = '1.2.840.10008.3.1.2.3.4';

const [port, calledAETitle, operation, uid, attributes = '{}'] = process.argv.slice(2);

const print = (event) => console.log(JSON.stringify(event));
const client = new Client();

dcmjsDimse.log.setLevel('error');
for (const event of ['associationRejected', 'associationReleased', 'networkError']) {
  client.on(event, (detail) => print({ event, detail: detail?.message ?? detail }));
}

const request =
  operation === 'create' ? new NCreateRequest(mpps, uid)
  : operation === 'set' ? new NSetRequest(mpps, uid)
  : new NGetRequest(retrieve, uid);
if (operation !== 'get') {
  request.setDataset(new Dataset(JSON.parse(attributes)));
}

request.on('response', (response) =>
  print({
    event: 'response',
    status: response.getStatus(),
    uid: response.getAffectedSopInstanceUid(),
    comment: response.getErrorComment?.(),
    attributes: response.getDataset()?.getElements(),
  }));
client.addRequest(request);
client.send('127.0.0.1', Number(port), 'DCMJS', calledAETitle);
