// The press, in a worker: it sets cards on paper and in Braille. It is told where its program is and what that must hash
// to; the browser refuses anything else.
'use strict';

let asked = null;
let cells = null; // the Braille tables, once they are wanted

async function open(from) {
  importScripts(from.loader);
  const go = new Go();
  const running = new Promise((resolve) => { self.haltePressReady = resolve; });
  const program = await WebAssembly.instantiateStreaming(fetched(from.press, from.pressSum), go.importObject);
  go.run(program.instance);
  await running;
  return from;
}

async function fetched(address, integrity) {
  const answer = await fetch(address, { integrity, credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!answer.ok) throw new Error(address + ': ' + answer.status);
  return answer;
}

async function tables(from) {
  haltePress.tables(await (await fetched(from.cells, from.cellsSum)).json());
}

// The first message says where everything is; each after it is a question: its number, which function, with which card,
// form and words.
onmessage = async ({ data }) => {
  if (data.from) {
    asked = open(data.from);
    asked.catch((error) => postMessage({ failed: String(error) }));
    return;
  }
  try {
    const from = await asked;
    const [card, form, words] = data.with;
    if (form.startsWith('braille')) await (cells = cells || tables(from));
    postMessage({ number: data.number, answer: haltePress[data.ask](card, form, words) });
  } catch (error) {
    postMessage({ number: data.number, failed: String(error) });
  }
};
