// Cards that are drawn on this device: the press, which sets a card on paper, is a program of its own, and comes when the
// first card is drawn. It is told a card, a form and the words around it, and nothing else.
'use strict';
const halteCard = (() => {
  const from = { ...document.currentScript.dataset };
  let worker = null;
  let waiting = new Map();
  let number = 0;

  function press(what, ...told) {
    if (!worker) start();
    return new Promise((resolve, reject) => {
      number += 1;
      waiting.set(number, { resolve, reject });
      worker.postMessage({ number, ask: what, with: told });
    });
  }

  function start() {
    worker = new Worker(from.pressWorker);
    worker.onmessage = ({ data }) => {
      if (data.failed && !data.number) end();
      const question = waiting.get(data.number);
      if (!question) return;
      waiting.delete(data.number);
      if (data.failed) question.reject(new Error(data.failed)); else question.resolve(data.answer);
    };
    worker.onerror = (event) => { event.preventDefault(); end(); };
    worker.postMessage({ from });
  }

  // end is how a card leaves memory for certain.
  function end() {
    if (worker) worker.terminate();
    worker = null;
    for (const question of waiting.values()) question.reject(new Error('the press ended'));
    waiting = new Map();
  }

  // draw puts cards where an answer left room for them.
  function draw(ask) {
    for (const place of document.querySelectorAll('[data-card]')) {
      const { card, form, words } = place.dataset;
      for (const told of ['card', 'form', 'words']) delete place.dataset[told];
      place.setAttribute('aria-busy', 'true');
      press('show', JSON.parse(card), form, JSON.parse(words)).then((shown) => {
        if (shown.key) return problem(place, shown, ask);
        place.innerHTML = shown.markup; // written by our own program from a card, and escaped there
        return shown.parts ? say(place, 'hint', { key: ['web.card.parts' + (shown.parts === 1 ? '.one' : '.other')], n: [String(shown.parts)] }, ask) : undefined;
      }).catch(() => problem(place, { key: 'web.card.failed' }, ask)).finally(() => place.removeAttribute('aria-busy'));
    }
  }

  // problem says everything that is wrong.
  function problem(place, { key, args, details }, ask) {
    const all = details && details.length ? details : [{ key, args }];
    return Promise.all(all.map((one) => {
      const given = { key: [one.key] };
      for (const [name, value] of Object.entries(one.args || {})) given[name] = [value];
      return say(place, 'problem', given, ask);
    }));
  }

  // say adds a line, in the words that the engine has for it.
  async function say(place, kind, given, ask) {
    const words = document.createElement('p');
    words.className = kind;
    words.textContent = (await ask('say', given)).message;
    if (kind === 'problem') words.setAttribute('role', 'alert');
    place.append(words);
  }

  // file gives a card to the device as a file. Its name says nothing.
  async function file(answers, ask) {
    const made = await ask('file', answers);
    if (made.failed || made.problems) throw new Error(made.message);
    const saved = await press('save', made.card, made.form, made.words);
    if (saved.key) throw new Error(saved.key);
    const address = URL.createObjectURL(new Blob([saved.bytes], { type: saved.type }));
    const link = document.createElement('a');
    link.href = address;
    link.download = saved.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  return { draw, file, end };
})();
