// The list of services, filtered on this device. What each service has comes written out from the server, the same for
// everyone; what is looked for stays here. The order, the reasons and the numbers are those that a server gives.
'use strict';
(() => {
  const from = { ...document.currentScript.dataset };
  let sheet = null; // what each service has, once it is wanted
  const pages = new WeakMap(); // for each form, the rows and words of the page as it came

  async function open() {
    const answer = await fetch(from.sheet, { integrity: from.sum, credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!answer.ok) throw new Error(String(answer.status));
    const read = await answer.json();
    read.spelled = Object.keys(read.words).sort((a, b) => (a < b ? -1 : 1));
    return read;
  }

  // page keeps the rows as they came. A page that a server made from answers holds only some: then the plain one is asked for.
  async function page(form) {
    if (pages.has(form)) return pages.get(form);
    const words = Object.fromEntries([...document.getElementById('list-words').content.children].map((p) => [p.dataset.key, p.textContent]));
    let rows = rowsOf(document);
    if (sheet.services.some((s) => !rows[s.id])) {
      const answer = await fetch(location.pathname, { credentials: 'omit', referrerPolicy: 'no-referrer' });
      rows = rowsOf(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    }
    const made = { rows, words, about: document.querySelector('.found-about') };
    pages.set(form, made);
    return made;
  }
  function rowsOf(where) {
    return Object.fromEntries([...where.querySelectorAll('.found-row')].map((row) => [row.dataset.service, row.cloneNode(true)]));
  }

  // Words are folded as the sheet's are: no capitals, no accents.
  const joined = { æ: 'ae', œ: 'oe', ø: 'o', ß: 'ss', ĳ: 'ij', '·': '' };
  function wordsOf(text) {
    const plain = text.toLowerCase().normalize('NFC').replace(/[à-åç-ïñ-öù-ýÿ]/g, (letter) => letter.normalize('NFD')[0])
      .replace(/\p{Mn}/gu, '').replace(/[æœøßĳ·]/g, (letter) => joined[letter]);
    return [...new Set(plain.split(/[^\p{L}\p{Nd}]+/u).filter(Boolean))].slice(0, 12);
  }

  // look is which services hold a word, or a longer one that it begins, or else the commonest that is one slip away.
  function look(word) {
    let entries = sheet.spelled.filter((w) => (word.length < 3 ? w === word : w.startsWith(word)));
    let meant = '';
    if (entries.length === 0 && word.length >= 4) {
      let most = 0;
      for (const w of sheet.spelled.filter((other) => other[0] === word[0] && oneSlip(word, other))) {
        const held = all(w).length;
        if (held > most) { most = held; meant = w; }
      }
      if (meant) entries = [meant];
    }
    return { word, meant, lost: entries.length === 0, named: new Set(entries.flatMap((w) => sheet.words[w].n || [])),
      anyway: new Set(entries.flatMap(all)) };
  }
  function all(w) { return [...(sheet.words[w].n || []), ...(sheet.words[w].a || [])]; }
  function oneSlip(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && i < b.length && a[i] === b[i]) i += 1;
    let j = 0;
    while (j < a.length - i && j < b.length - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j += 1;
    const [x, y] = [a.length - i - j, b.length - i - j];
    return (x <= 1 && y <= 1) || (x === 2 && y === 2 && a[i] === b[i + 1] && a[i + 1] === b[i]);
  }

  // Distances are over a sphere, to the nearest place.
  const earth = 6371.0088;
  function onSphere([lat, lon]) {
    const [a, b] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
    return [Math.cos(a) * Math.cos(b), Math.cos(a) * Math.sin(b), Math.sin(a)];
  }
  function nearest(places, to) {
    let best = null;
    for (const [lat, lon, about] of places || []) {
      const apart = onSphere([lat, lon]).reduce((sum, x, i) => sum + (x - to[i]) ** 2, 0);
      if (!best || apart < best.apart || (apart === best.apart && about < best.about)) best = { apart, about };
    }
    return best && { ...best, km: 2 * earth * Math.asin(Math.min(1, Math.sqrt(best.apart) / 2)) };
  }

  // read makes filters of answers. Each says of a service: yes, no, or not known (undefined).
  function read(answers, states, words) {
    const wanted = { filters: [], looks: [], near: null, within: 0, problems: [], narrows: false };
    const problem = (field, label, text) => wanted.problems.push({ field, label: words[label], text });
    for (const name of [...sheet.names].sort()) {
      if (!answers[name]) continue;
      const asked = answers[name].map((value) => name + '=' + value);
      wanted.filters.push({ name, asked, holds: (s) => has(s, name, asked) });
    }
    if (answers.open) {
      wanted.filters.push({ about: 'open', holds: ({ id }) => ({ open: true, closed: false, appointment: false })[states[id].now] });
    }
    if (answers.commune) {
      wanted.filters.push({ about: 'commune', holds: (s) => (s.areas ? s.areas.some((area) => answers.commune.includes(area)) : undefined) });
    }
    if (answers.near) {
      const pair = answers.near[0].split(',').map(Number);
      const point = pair.length === 2 && Math.abs(pair[0]) <= 90 && Math.abs(pair[1]) <= 180 ? pair : sheet.middles[answers.near[0]];
      if (point) wanted.near = onSphere(point);
      else problem('near', 'web.services.near', put(words['find.bad-near'], { value: answers.near[0] }));
    }
    if (answers.within && !answers.near) problem('within', 'web.services.within', words['web.services.near-missing']);
    if (answers.within && wanted.near) {
      wanted.within = Number(answers.within[0]);
      wanted.filters.push({ about: 'near', holds: (s) => (s.places ? nearest(s.places, wanted.near).km <= wanted.within : undefined) });
    }
    if (answers.q) wanted.looks = wordsOf(answers.q[0]).map(look);
    wanted.narrows = Boolean(answers.q || wanted.near || wanted.filters.length);
    return wanted;
  }
  function has(s, name, asked) {
    if (asked.some((value) => (s.yes || []).includes(value)) || (name === 'language' && s.interpreted)) return true;
    const none = (s.whole || []).includes(name) && !(name === 'language' && s.interpreted);
    return none || asked.every((value) => (s.no || []).includes(value)) ? false : undefined;
  }

  // find looks at every service.
  const usefulness = ['open', 'appointment', 'closed'];
  function find(wanted, states) {
    const looked = sheet.services.map((s, number) => {
      const verdicts = wanted.filters.map((f) => f.holds(s));
      return { s, verdicts, holds: wanted.looks.every((l) => l.anyway.has(number)),
        named: wanted.looks.map((l) => l.named.has(number)), unknown: verdicts.filter((v) => v === undefined).length,
        state: (usefulness.indexOf(states[s.id].now) + 4) % 4, near: wanted.near && nearest(s.places, wanted.near) };
    });
    const passes = (r, aside) => r.holds && r.verdicts.every((v, i) => v !== false || aside === wanted.filters[i]);
    const far = (r) => (r.near ? r.near.apart : Infinity);
    const elsewhere = (r) => Number(r.named.includes(false));
    const found = looked.filter((r) => passes(r)).sort((a, b) => a.unknown - b.unknown || elsewhere(a) - elsewhere(b) ||
      a.state - b.state || (wanted.near && far(a) !== far(b) ? far(a) - far(b) : 0));
    return { found, among: (test) => looked.filter((r) => passes(r, wanted.filters.find(test))).map((r) => r.s) };
  }

  // Words, as the server has them.
  function put(pattern, values) { return Object.entries(values).reduce((text, [name, value]) => text.replaceAll('{' + name + '}', value), pattern); }
  function count(words, key, n) {
    const one = n === 1 || (n === 0 && document.documentElement.lang === 'fr');
    return put(words[key + (one ? '.one' : '.other')], { n });
  }
  function made(name, text, className) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  }
  function moment(value) {
    const parts = new Intl.DateTimeFormat(document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang,
      { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).formatToParts(new Date(value.slice(0, 16) + 'Z'));
    const part = (type) => parts.find((p) => p.type === type).value;
    return { day: [part('weekday'), part('day'), part('month')].join(' '), time: value.slice(11, 16) };
  }
  function labelOf(form, name, value) {
    const field = [...form.elements].find((f) => f.name === name && f.value === value);
    return field ? field.closest('label').querySelector('span').textContent : value;
  }

  function reasons(row, wanted, form, words) {
    const label = (about) => words['find.label.' + about];
    const list = wanted.filters.map((f, i) => {
      const about = f.name || f.about;
      if (row.verdicts[i] === undefined) return { known: false, text: put(words['find.not-known'], { what: label(about) }) };
      if (f.about === 'commune') return { known: true, text: words['find.in-area'] };
      if (f.about) return null; // the row says it
      const values = f.asked.filter((value) => (row.s.yes || []).includes(value)).map((value) => value.slice(about.length + 1));
      if (values.length === 0) return { known: true, text: words['find.with-interpreter'] };
      const named = values[0] === 'yes' ? [words['find.answer.yes']] : [...form.elements].filter((field) => field.name === about &&
        values.includes(field.value)).map((field) => labelOf(form, about, field.value));
      return { known: true, text: put(words['find.has'], { what: label(about), values: named.join(', ') }) };
    });
    wanted.looks.forEach((l, i) => list.push({ known: true,
      text: put(words[row.named[i] ? 'find.word-in-name' : 'find.word'], { word: l.meant || l.word }) }));
    return list.filter(Boolean);
  }

  function distance(near, words) {
    const rounded = Math.floor(near.km * 10 + 0.5) / 10;
    let km = rounded.toFixed(1);
    if (near.about) km = String(rounded % 1 === 0.5 ? 2 * Math.round(rounded / 2) : Math.round(rounded)); // halves to even
    if (document.documentElement.lang !== 'en') km = km.replace('.', ',');
    return put(words[near.about ? 'web.services.km-about' : 'web.services.km'], { km });
  }

  function show(row, its, wanted, form, states, words) {
    const li = its.rows[row.s.id].cloneNode(true);
    li.querySelectorAll('.reasons').forEach((old) => old.remove());
    const state = li.querySelector('.state');
    state.className = 'state state-' + states[row.s.id].now;
    state.textContent = states[row.s.id].words;
    if (form.elements.at.value) li.querySelectorAll('.line-reach .state').forEach((own) => own.remove()); // it is of now
    const what = li.firstElementChild;
    if (row.near) {
      const place = what.querySelector('.found-place') || what.appendChild(made('p', '', 'found-place'));
      place.append((place.textContent ? ' · ' : '') + distance(row.near, words));
    }
    const why = reasons(row, wanted, form, words);
    if (why.length) {
      const list = what.appendChild(made('ul', '', 'reasons'));
      why.forEach((r) => list.append(made('li', r.text, r.known ? 'reason-known' : 'reason-perhaps')));
    }
    return li;
  }

  function groupsOf(found, wanted, words) {
    if (wanted.narrows) {
      return [{ title: words['web.services.sure'], rows: found.filter((r) => r.unknown === 0) },
        { title: words['web.services.perhaps'], hint: words['web.services.perhaps-hint'], rows: found.filter((r) => r.unknown > 0) }];
    }
    return ['emergency', 'door', 'helpline', 'service', 'tool'].map((role) => ({ title: words['web.roles.' + role],
      rows: found.filter((r) => r.s.role === role) }));
  }

  function chips(form, answers, words) {
    const names = ['q', 'open', 'at', 'commune', 'near', 'within', ...sheet.names];
    const list = names.flatMap((name) => (answers[name] || []).map((value) => ({ name, value, label: chip(name, value) })));
    function chip(name, value) {
      if (name === 'q') return put(words['web.services.chip.words'], { words: value });
      if (name === 'open') return answers.at ? words['find.label.open'] : words['web.services.open'];
      if (name === 'at') return put(words['moment.day'], moment(value));
      if (name === 'near') return put(words['web.services.chip.near'], { place: value });
      if (name === 'within') return put(words['web.services.chip.within'], { km: value });
      if (name === 'commune') return labelOf(form, name, value);
      if (value === 'yes') return words['find.label.' + name];
      return put(words['find.has'], { what: words['find.label.' + name], values: labelOf(form, name, value) });
    }
    if (list.length === 0) return [];
    const box = made('div', '', 'chips');
    box.append(made('p', words['web.services.asked'], 'tag'), document.createElement('ul'));
    for (const { name, value, label } of list) {
      const button = made('button', '', 'chip');
      button.type = 'button';
      button.append(made('span', words['web.services.remove'] + ' ', 'said'), made('span', label),
        document.getElementById('list-cross').content.cloneNode(true));
      button.onclick = () => takeAway(form, name, value);
      box.lastChild.appendChild(document.createElement('li')).append(button);
    }
    const clear = made('a', words['web.services.clear'], 'chip-all');
    clear.href = location.pathname;
    box.lastChild.appendChild(document.createElement('li')).append(clear);
    return [box];
  }
  function takeAway(form, name, value) {
    for (const field of form.elements) {
      if (field.name !== name && !(name === 'near' && field.name === 'within')) continue; // nothing is left to measure from
      if (field.type !== 'checkbox') field.value = '';
      else if (field.value === value) field.checked = false;
    }
    form.requestSubmit();
  }

  // recount writes beside each choice what it leads to. Values that nobody has are left out unless chosen.
  function recount(form, answers, among, words, wanted) {
    for (const name of sheet.names) {
      const services = among((f) => f.name === name);
      for (const field of form.elements) {
        if (field.name === name) number(field, services.filter((s) => (s.yes || []).includes(name + '=' + field.value)).length, words);
      }
      const some = (s) => (s.yes || []).some((value) => value.startsWith(name + '='));
      const left = services.filter((s) => !(s.whole || []).includes(name) && !some(s)).length;
      form.querySelectorAll('[data-unknown=' + name + ']').forEach((line) => {
        const label = 'of' in line.dataset ? words['find.label.' + name] : ''; // several stand together: each names itself
        line.hidden = left === 0 || (!label && !services.some(some));
        line.textContent = services.some(some) ? (label && label + ': ') + count(words, 'web.services.unknown', left)
          : put(words['web.services.unknown-all'], { what: label });
      });
    }
    const where = among((f) => f.about === 'commune');
    form.querySelectorAll('.atlas-area').forEach((area) => {
      const n = where.filter((s) => (s.areas || []).includes(area.querySelector('input').value)).length;
      area.querySelector('.atlas-number').textContent = n;
      area.querySelector('.atlas-said').textContent = count(words, 'web.services.count', n);
      area.querySelector('path').setAttribute('class', n ? 'atlas-some' : 'atlas-none');
      area.querySelector('.atlas-count').replaceChildren(area.querySelector('.atlas-tick'), ...(n ? [String(n)] : []));
    });
    form.querySelectorAll('.atlas').forEach((map) => map.classList.toggle('atlas-narrowed', wanted.narrows));
    const off = where.filter((s) => !s.areas).length;
    form.querySelectorAll('.find-off').forEach((line) => { line.hidden = off === 0; line.textContent = count(words, 'web.map.off', off); });
    form.querySelectorAll('.find-more fieldset').forEach((set) => {
      set.hidden = !set.querySelector('.option:not([hidden])') && !set.querySelector('[data-unknown]:not([hidden])');
    });
    form.querySelectorAll('details.more').forEach((fold) => {
      const n = [...fold.querySelectorAll('input, select')].filter((f) => (f.type === 'checkbox' ? f.checked : f.value !== '')).length;
      const summary = fold.querySelector('summary');
      summary.querySelectorAll('.fold-count').forEach((old) => old.remove());
      if (n) summary.append(made('span', count(words, 'web.services.chosen', n), 'fold-count'));
    });
  }
  function number(field, n, words) {
    const option = field.closest('.option');
    if (!option) return;
    option.hidden = n === 0 && !field.checked;
    option.querySelector('.option-count').textContent = n;
    option.querySelector('.said').textContent = count(words, 'web.services.count', n);
  }

  function told(found, wanted, answers, words) {
    const says = [count(words, 'web.services.found', found.length)];
    const unsure = found.filter((r) => r.unknown > 0).length;
    if (wanted.narrows && unsure) {
      says.push(found.length > unsure ? count(words, 'web.services.found-sure', found.length - unsure) : words['web.services.found-sure.none'],
        count(words, 'web.services.found-unsure', unsure));
    }
    const line = made('p', says.join(' '), 'count');
    line.setAttribute('role', 'status');
    const lines = [line];
    for (const l of wanted.looks.filter((look) => look.lost || look.meant)) {
      lines.push(made('p', put(words[l.meant ? 'find.meant' : 'find.no-word'], { word: l.word, meant: l.meant }), 'found-word'));
    }
    if (answers.at) lines.push(made('p', put(words['web.services.moment'], moment(answers.at[0])), 'found-moment'));
    return lines;
  }

  function section(group, row) {
    const part = made('section', '', 'found-group' + (group.hint ? ' found-perhaps' : ''));
    part.append(made('h2', group.title));
    if (group.hint) part.append(made('p', group.hint, 'hint'));
    part.appendChild(made('ul', '', 'lines')).append(...group.rows.map(row));
    return part;
  }

  // answer shows the list for a form, or returns what is wrong with what was typed.
  async function answer(form, answers, states) {
    sheet = sheet || await open();
    const its = await page(form);
    const { words } = its;
    const place = document.querySelector('.found');
    const wanted = read(answers, states, words);
    if (wanted.problems.length) {
      place.replaceChildren();
      return { message: words['fault.invalid'], problems: wanted.problems };
    }
    const { found, among } = find(wanted, states);
    const groups = groupsOf(found, wanted, words).filter((g) => g.rows.length);
    const rows = groups.map((g) => section(g, (row) => show(row, its, wanted, form, states, words)));
    const about = its.about.cloneNode(true);
    about.querySelectorAll('.print').forEach((button) => { button.hidden = true; });
    about.querySelectorAll('.roughly').forEach((line) => { line.hidden = !found.some((r) => r.near && r.near.about); });
    place.replaceChildren(...chips(form, answers, words), ...told(found, wanted, answers, words),
      ...(rows.length ? rows : [made('p', words['web.services.none'])]), about);
    recount(form, answers, among, words, wanted);
    place.dataset.facts = '';
    document.dispatchEvent(new Event('halte:shown'));
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ behavior: 'instant' });
    return null;
  }
  window.halteList = { answer };
})();
