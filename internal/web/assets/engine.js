// The engine, in a worker: it never makes the page wait, and ends with it. It is told where the engine and the parcel
// are and what they must hash to; the browser refuses anything else.
'use strict';

let asked = null;

async function open(from) {
  importScripts(from.loader);
  const go = new Go();
  const running = new Promise((resolve) => { self.halteReady = resolve; });
  const [program, parcel] = await Promise.all([
    fetched(from.engine, from.engineSum).then((answer) => WebAssembly.instantiateStreaming(answer, go.importObject)),
    fetched(from.parcel, from.parcelSum).then((answer) => answer.text()),
  ]);
  go.run(program.instance);
  await running;
  const opened = JSON.parse(halte.open(parcel));
  if (opened.failed) throw new Error(opened.message);
}

async function fetched(address, integrity) {
  const answer = await fetch(address, { integrity, credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!answer.ok) throw new Error(address + ': ' + answer.status);
  return answer;
}

// The first message says where everything is; each after it is a question: its number, which function, with what. The
// answer holds a page, or is JSON.
onmessage = async ({ data }) => {
  if (data.from) {
    asked = open(data.from);
    asked.then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error) }));
    return;
  }
  try {
    await asked;
    postMessage({ number: data.number, answer: halte[data.ask](...data.with) });
  } catch (error) {
    postMessage({ number: data.number, failed: String(error) });
  }
};
