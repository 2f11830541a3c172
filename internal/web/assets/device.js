// Forms about a person are answered on this device: what they hold goes to a worker of this page and nowhere else.
// Without script, or where no engine can run, the same forms are answered by the server, which says so.
'use strict';
(() => {
  const from = { ...document.currentScript.dataset }; // where the engine is, and its hashes
  const able = 'Worker' in window && 'WebAssembly' in window && 'instantiateStreaming' in WebAssembly;

  // A form holds facts from the first answer on.
  document.addEventListener('input', (event) => {
    const form = event.target.closest('form[data-device]');
    if (form) form.dataset.facts = '';
  });
  if (!able) {
    document.documentElement.dataset.unable = ''; // the words beside the forms are those of a server
    return;
  }

  let worker = null; // the engine, once it is wanted
  let waiting = new Map(); // questions that it has not answered
  let number = 0;
  let kept = null; // what was answered last: which question, the form, and what was filled in
  let steps = []; // what stood here before and after, for the buttons of the browser: in memory only
  let step = history.state && history.state.answer || 0; // where in it this page is

  function start() {
    if (worker) return;
    worker = new Worker(from.worker);
    worker.onmessage = ({ data }) => {
      if (data.ready) document.documentElement.dataset.engine = 'ready';
      if (data.failed && !data.number) end(data.failed);
      const question = waiting.get(data.number);
      if (!question) return;
      waiting.delete(data.number);
      if (data.failed) question.reject(new Error(data.failed));
      else question.resolve(typeof data.answer === 'string' ? JSON.parse(data.answer) : data.answer);
    };
    worker.onerror = (event) => { event.preventDefault(); end(event.message); };
    worker.postMessage({ from });
  }

  // end is how what was asked leaves memory for certain: the engine stops, whatever it was doing.
  function end(why) {
    if (worker) worker.terminate();
    worker = null;
    delete document.documentElement.dataset.engine;
    for (const question of waiting.values()) question.reject(new Error(why));
    waiting = new Map();
  }

  function ask(what, answers) {
    start();
    return new Promise((resolve, reject) => {
      number += 1;
      waiting.set(number, { resolve, reject });
      const now = new Date().toISOString();
      if (what === 'card' || what === 'file') answers = { ...answers, origin: [location.origin] }; // for a code on the card
      worker.postMessage({ number, ask: what, with: [document.documentElement.lang, JSON.stringify(answers), now] });
    });
  }

  // filled is what a form holds: for each field the answers given. An empty answer is an unknown fact.
  function filled(form) {
    const answers = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && value.trim() !== '') (answers[name] = answers[name] || []).push(value.trim());
    }
    return answers;
  }

  // fill gives a form answers back.
  function fill(form, answers) {
    form.dataset.facts = '';
    for (const field of form.elements) {
      const given = answers[field.name];
      if (field.type === 'checkbox' || field.type === 'radio') {
        field.checked = given ? given.includes(field.value) : field.defaultChecked;
        if (given && field.checked && field.value && field.closest('details')) field.closest('details').open = true;
      } else if (given && field.type !== 'hidden') {
        field.value = given[0];
        if (field.closest('details')) field.closest('details').open = true;
      }
    }
  }

  document.addEventListener('submit', (event) => {
    const form = event.target.closest('form[data-device]');
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    if (event.submitter && event.submitter.name === 'edit') return back(form);
    if (form.dataset.device === 'file') return halteCard.file(filled(form), ask).catch(() => failed(form));
    answer(form).catch(() => failed(form));
  });

  async function answer(form) {
    const what = form.dataset.device;
    const answers = filled(form);
    if (what === 'search' && !answers.q) return;
    const slow = setTimeout(() => tell(form, 'device-wait'), 400);
    let found;
    try { found = await ask(what === 'services' ? 'states' : what, answers); } finally { clearTimeout(slow); untell(); }
    if (found.failed === true) throw new Error(found.message);
    if (!form.isConnected) return; // the page was cleared meanwhile
    unmark(form);
    if (what === 'services' && !found.problems) found = (await halteList.answer(form, answers, found)) || {};
    if (found.problems) return mark(form, found);
    if (what === 'services') return undefined; // it stands
    if (what === 'search') return hits(form, answers, found.page);
    show(what, form, answers, found.page);
  }

  // show puts an answer in the place of its form. The form waits in memory, filled in as it was.
  function show(what, form, answers, page) {
    forward(location.pathname);
    kept = { what, form, answers };
    const main = fresh(markup(page));
    const more = what === 'route' && document.getElementById('device-more'); // only where the server has a longer list
    if (more) {
      const notice = more.content.firstElementChild.cloneNode(true);
      notice.querySelector('.by-server').onclick = () => byServer(form);
      main.firstElementChild.append(notice);
    }
    shown(main);
  }

  // fresh is an empty place for what comes next; what was there stays whole, for the way back.
  function fresh(...nodes) {
    const old = document.querySelector('main');
    const main = old.cloneNode(false);
    main.append(...nodes);
    old.replaceWith(main);
    return main;
  }

  // remember keeps this page as it stands; forward goes one step from it.
  function remember() {
    steps[step] = { parts: parts.map((part) => document.querySelector(part)), title: document.title, lang: document.documentElement.lang, kept };
  }
  function forward(address) {
    remember();
    history.replaceState({ answer: step }, '');
    step += 1;
    steps.length = step;
    history.pushState({ answer: step }, '', address);
  }

  addEventListener('popstate', () => {
    if (!history.state || history.state.answer === step) return; // a place on this page
    const to = history.state.answer;
    const then = steps[to];
    if (!then) { location.reload(); return; } // it was loaded again since: nothing of it is kept
    remember();
    step = to;
    kept = then.kept;
    parts.forEach((part, i) => {
      const now = document.querySelector(part);
      if (now && then.parts[i] && now !== then.parts[i]) now.replaceWith(then.parts[i]);
    });
    document.title = then.title;
    document.documentElement.lang = then.lang;
    shown(document.querySelector('main'));
  });

  // back brings the form again, from an answer on this page or from one that a server made. Another form than the one
  // that was answered, such as that of a card for the doors of an answer, is one step further.
  function back(form) {
    const what = form.dataset.device;
    if (kept && kept.what === what) {
      const from = steps.findLastIndex((s, i) => i < step && !(s.kept && s.kept.what === what));
      if (from >= 0) { history.go(from - step); return; } // popstate shows it
    }
    const answers = filled(form);
    delete answers.edit;
    const address = form.getAttribute('action');
    if (address !== location.pathname) forward(address);
    swap(address).then(() => {
      kept = null;
      const again = document.querySelector(`main form[data-device=${what}]`);
      if (again) fill(again, answers);
    }, () => failed(form));
  }

  function hits(form, answers, page) {
    const place = document.getElementById('hits');
    if (place) {
      place.replaceChildren(markup(page));
      place.dataset.facts = '';
      document.dispatchEvent(new Event('halte:shown'));
      return undefined;
    }
    return swap(form.getAttribute('action')).then(() => { // the search of the first page has a page of its own
      const again = document.querySelector('main form[data-device=search]');
      fill(again, answers);
      hits(again, answers, page);
    });
  }

  const parts = ['.reach', 'header.top', 'main', 'footer.bottom'];

  // Another language, with what was answered: the page is fetched empty, and filled in here.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('.languages a.lang');
    const form = kept ? kept.form : document.querySelector('main form[data-device]');
    if (!link || !form || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const answers = kept && !form.isConnected ? kept.answers : filled(form);
    if (Object.keys(answers).length === 0) return;
    event.preventDefault();
    const made = !form.isConnected || Boolean(document.querySelector('#hits > *, .found[data-facts]'));
    kept = null;
    swap(link.getAttribute('href')).then(() => {
      const again = document.querySelector('main form[data-device]');
      fill(again, answers);
      if (made) answer(again).catch(() => failed(again));
    }, () => { location.href = link.href; });
  });

  // swap fetches a page without anything about anyone, and puts it in the place of this one.
  async function swap(address) {
    const answer = await fetch(address, { referrerPolicy: 'no-referrer', credentials: 'omit' });
    if (!answer.ok) throw new Error(String(answer.status));
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of parts) {
      const old = document.querySelector(part);
      const fresh = next.querySelector(part);
      if (old && fresh) old.replaceWith(document.adoptNode(fresh));
    }
    for (const words of next.querySelectorAll('template[id]')) {
      const old = document.getElementById(words.id);
      if (old) old.replaceWith(document.adoptNode(words));
    }
    document.documentElement.lang = next.documentElement.lang;
    document.documentElement.dir = next.documentElement.dir;
    document.title = next.title;
    history.replaceState(history.state, '', address);
    said();
    shown(document.querySelector('main'));
  }

  function markup(page) {
    const made = document.createElement('template');
    made.innerHTML = page;
    return made.content;
  }

  function shown(main) {
    halteCard.draw(ask);
    document.dispatchEvent(new Event('halte:shown'));
    main.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: 'instant' }); // not gliding past everything that was answered
  }

  // mark says what is wrong with which answer, above the form and beside the fields, as a server does.
  function mark(form, found) {
    const list = document.getElementById('device-problems').content.firstElementChild.cloneNode(true);
    list.querySelector('h2').textContent = found.message;
    for (const problem of found.problems) {
      const entry = list.querySelector('ul').appendChild(document.createElement('li'));
      const name = entry.appendChild(document.createElement(problem.field ? 'a' : 'strong'));
      name.textContent = problem.label;
      entry.append(': ' + problem.text);
      const field = problem.field && [...form.elements].find((f) => f.name === problem.field && f.closest('[id^="q-"]'));
      if (!field) continue;
      const question = field.closest('[id^="q-"]');
      name.href = '#' + question.id;
      const beside = document.createElement('p');
      beside.className = 'problem';
      beside.textContent = problem.text;
      question.classList.add('wrong');
      question.querySelector('legend, label').after(beside);
      if (question.closest('details')) question.closest('details').open = true;
    }
    form.before(list);
    list.focus();
  }
  function unmark(form) {
    document.querySelectorAll('main .problems').forEach((list) => list.remove());
    form.querySelectorAll('.problem').forEach((words) => words.remove());
    form.querySelectorAll('.wrong').forEach((question) => question.classList.remove('wrong'));
  }

  // failed asks before anything is sent: a form about a person never goes to the server by itself.
  function failed(form) {
    if (!form.isConnected) return;
    const notice = tell(form, 'device-failed');
    notice.querySelector('.again-here').onclick = () => { untell(); answer(form).catch(() => failed(form)); };
    notice.querySelector('.by-server').onclick = () => { untell(); byServer(form); };
    notice.focus();
  }
  // byServer sends a form as it would be sent without an engine.
  function byServer(form) {
    if (!form.isConnected) { // it waits behind its answer
      form.hidden = true;
      document.body.append(form);
    }
    form.removeAttribute('data-device');
    form.requestSubmit();
  }
  function tell(form, id) {
    untell();
    const notice = document.getElementById(id).content.firstElementChild.cloneNode(true);
    form.append(notice);
    return notice;
  }
  function untell() { document.querySelectorAll('.device-notice').forEach((notice) => notice.remove()); }

  document.addEventListener('halte:wipe', () => {
    kept = null;
    steps = [];
    halteCard.end();
    end('wiped');
  });

  // What stands beside the buttons is true of this device.
  function said() {
    document.querySelectorAll('[data-answered]').forEach((words) => { words.hidden = words.dataset.answered !== 'device'; });
  }

  // Whether a service can be reached now, where a page was written without knowing when it would be read.
  async function states() {
    const places = document.querySelectorAll('[data-state]');
    if (places.length === 0) return;
    const all = await ask('states', {});
    for (const place of places) {
      const state = all[place.dataset.state];
      if (!state) continue;
      place.className = 'state state-' + state.now;
      place.textContent = state.words;
      place.hidden = false;
    }
  }

  // The engine comes when the page is painted and the device has nothing else to do.
  function prepare() {
    if (!document.querySelector('form[data-device]:not(.again), [data-state]')) return;
    start();
    states().catch(() => {});
  }
  const idle = window.requestIdleCallback || ((later) => setTimeout(later, 300));
  said();
  if (document.readyState === 'complete') idle(prepare); else addEventListener('load', () => idle(prepare));
})();
