// Queries a worklist with dcmjs-dimse's own client and prints what happens as JSON, one object a line.
//
//   node worklist.mjs PORT CALLED-AE-TITLE find [TIMES [KEYS]]   the library's default worklist request, TIMES in one
//                                                               association; KEYS, JSON, are its parameter
//   node worklist.mjs PORT CALLED-AE-TITLE cancel                the same once, cancelled at once
//   node worklist.mjs PORT CALLED-AE-TITLE echo

import dcmjsDimse from 'dcmjs-dimse';

const { Client } = dcmjsDimse;
const { CEchoRequest, CFindRequest } = dcmjsDimse.requests;

const [port, calledAETitle, service, times = '1', keys = '{}'] = process.argv.slice(2);

const print = (event) => console.log(JSON.stringify(event));
const client = new Client();

dcmjsDimse.log.setLevel('error');
for (const event of ['associationRejected', 'associationReleased', 'networkError']) {
  client.on(event, (detail) => print({ event, detail: detail?.message ?? detail }));
}

const requests = Array.from({ length: service === 'find' ? Number(times) : 1 }, () =>
  service === 'echo' ? new CEchoRequest() : CFindRequest.createWorklistFindRequest(JSON.parse(keys)));
requests.forEach((request, index) => {
  request.on('response', (response) =>
    print({
      event: 'response',
      request: index,
      status: response.getStatus(),
      keys: response.getDataset()?.getElements(),
    }));
  client.addRequest(request);
});

if (service === 'cancel') {
  // The client sends its request when all have heard of this; the cancel comes right behind it.
  client.on('associationAccepted', () => setImmediate(() => client.cancel(requests[0])));
}

client.send('127.0.0.1', Number(port), 'DCMJS', calledAETitle);
