// The press, in a worker: it sets cards on paper and in Braille. It is told where its program is and what that must hash
// to; the browser refuses anything else.
'use strict';

let asked = null;

async function open(from) {
  importScripts(from.loader);
  const go = new Go();
  const running = new Promise((resolve) => { self.haltePressReady = resolve; });
  const answer = await fetch(from.press, { integrity: from.pressSum, credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!answer.ok) throw new Error(from.press + ': ' + answer.status);
  const program = await WebAssembly.instantiateStreaming(answer, go.importObject);
  go.run(program.instance);
  await running;
}

onmessage = async ({ data }) => {
  if (data.from) {
    asked = open(data.from);
    asked.catch((error) => postMessage({ failed: String(error) }));
    return;
  }
  try {
    await asked;
    postMessage({ number: data.number, answer: haltePress[data.ask](...data.with) });
  } catch (error) {
    postMessage({ number: data.number, failed: String(error) });
  }
};
