// Keeps a copy of Halte on the device, so that it works without a network. The copy is the same for everyone: no
// address that was visited, no word and no answer ever gets into it. docs/adr/0015-offline.md says why it is so.
'use strict';

const PREFIX = 'halte-';               // a copy is a cache, named by its version
const MANIFEST = '/offline/manifest';  // what a copy consists of; stored last, so that a copy which has it is whole
const CONTACT = '/offline/contact';    // the day on which a copy was last right, and what was recalled since
const PAGES = '/offline/pages/';       // and a language: what a copy of that language is made of
const PATIENCE = 1500;                 // ms that a page waits for a bad network
const AGAIN = 60e3;                    // ms before the server is asked again
const SURE = 600e3;                    // ms for which a copy that was found right counts as right
const OLD = 14 * 864e5;                // ms after which a copy says that it is old
let copy = null;                       // the copy of now, once it was looked up
let contact = { at: 0, right: null };  // the last question: right, not right, or no answer
let latest = null;                     // what the server said last
let [preparing, problem] = [null, '']; // what is being prepared; why that failed: full, cut, wrong or recalled

// Where the browser can, it takes files from the copy by itself, without asking here.
addEventListener('install', (event) => {
  const files = { condition: { urlPattern: { pathname: '/assets/*' } }, source: 'cache' };
  if (event.addRoutes) event.waitUntil(event.addRoutes(files).catch(() => {}));
  skipWaiting();
});
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

// A form goes to the server untouched. Without a network it goes nowhere, and a page says so.
addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || pathname.endsWith('/leave')) return; // leaving waits for nothing
  if (request.mode === 'navigate' && request.method === 'GET') event.respondWith(page(request, pathname));
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => instead(pathname, 'offline/unsent')));
  else if (request.method === 'GET' && /^\/(assets|device)\//.test(pathname)) event.respondWith(asset(request, pathname));
});

addEventListener('message', (event) => {
  const work = { update: () => update(false), again: () => update(true), state, remove }[event.data];
  if (work) event.waitUntil(work().catch(() => {}).then(state).then(tell));
});

// A page comes from the copy when the copy is right, or when nobody answers. One that names a state, or what the
// server sends, is asked of the server as long as it answers.
async function page(request, path) {
  const right = await compare();
  const kept = await keptPage(path);
  if (!kept) return fetch(request).catch(() => instead(path, 'offline/unreached'));
  if (right === null || (right && !kept.timed)) return kept.answer();
  const answer = await soon(fetch(request)).catch(unanswered);
  return answer && answer.status < 500 ? answer : kept.answer();
}

async function asset(request, path) {
  const { cache } = await current();
  const stored = cache && await cache.match(path);
  return stored ? unpacked(stored) : fetch(request);
}

// Without a network: the first page in the reader's language, or a page that says what is missing.
async function instead(path, name) {
  const known = /^\/(en|fr|nl)\//.exec(path);
  const tag = known ? known[1] : navigator.languages.map((l) => l.slice(0, 2)).find((l) => ['en', 'fr', 'nl'].includes(l)) || 'en';
  const kept = await keptPage('/' + tag + '/' + name);
  if (kept) return path === '/' ? Response.redirect('/' + tag + '/') : kept.answer();
  return new Response('<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Halte</title>' +
    '<h1>No network · Pas de réseau · Geen netwerk</h1><h1><a href="tel:112">112</a> &nbsp; <a href="tel:101">101</a></h1>',
  { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'" } });
}

// The copy of now is the last one that is whole.
function current() {
  copy = copy || (async () => {
    for (const name of (await caches.keys()).filter((n) => n.startsWith(PREFIX)).reverse()) {
      const cache = await caches.open(name);
      const [manifest, last] = await Promise.all([cache.match(MANIFEST), cache.match(CONTACT)]);
      if (manifest && last) return { name, cache, lists: {}, manifest: await manifest.json(), last: await last.json() };
    }
    return {};
  })().catch(() => ({}));
  return copy;
}

// Pages are kept a few together, and lines that many of them have, once: next to nothing is read to show one.
async function keptPage(path) {
  const { cache, lists, last } = await current();
  const tag = path.slice(1, 3);
  const list = cache && await (lists[tag] = lists[tag] || listed(cache, PAGES + tag));
  const stored = list && list.where && await cache.match(PAGES + tag + '/' + list.where[path]);
  if (!stored) return null;
  const text = (await unpacked(stored).json())[path].replace(/^\{line (\d+)\}$/gm, (_, n) => list.lines[n]);
  return { timed: / data-(state|live)=/.test(text),
    answer: () => new Response(dated(struck(text, last.numbers), tag, last.day), { headers: list.headers }) };
}

async function listed(cache, path) {
  const stored = await cache.match(path);
  if (!stored) return null;
  const headers = without(stored.headers, ['x-stored']);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return { headers, ...await unpacked(stored).json() };
}

// A recalled number can neither be touched nor read. A script of the page says why.
function struck(text, numbers) {
  return numbers.reduce((t, n) => t.replaceAll('href="tel:' + n.digits + '"', 'data-recalled="' + n.digits + '"').replaceAll(n.value, '···'), text);
}

function dated(text, tag, day) {
  const then = new Date(day + 'T12:00');
  const said = then.toLocaleDateString(tag === 'en' ? 'en-GB' : tag + '-BE', { dateStyle: 'long' });
  return text.replaceAll('{copy-day}', said).replace('class="copy-old" hidden', 'class="copy-old"' + (Date.now() - then > OLD ? '' : ' hidden'));
}

// Whether the copy is what the server would send. Null: it does not say so soon enough.
async function compare() {
  const age = Date.now() - contact.at;
  if (age >= (contact.right ? SURE : AGAIN) && (await current()).cache) await soon(ask(true)).catch(unanswered);
  return contact.right;
}
function unanswered() { contact = { at: Date.now(), right: null }; }

// Asks the server what is right, at most once a minute. The question is the same from everyone, whatever they read.
async function ask(now) {
  if (!now && contact.right !== null && Date.now() - contact.at < AGAIN) return;
  const response = await fetch(MANIFEST, { cache: 'no-store', credentials: 'omit' });
  if (!response.ok) throw new Error('no manifest');
  latest = { response, manifest: await response.clone().json() };
  const { recalled, version } = latest.manifest;
  const mine = await current();
  contact = { at: Date.now(), right: mine.name === PREFIX + version };
  if (!mine.cache) return;
  if (recalled.packs.includes(mine.manifest.pack.hash)) return withdraw(mine);
  const last = { ...mine.last, numbers: recalled.numbers, day: contact.right ? today() : mine.last.day };
  if (JSON.stringify(last) === JSON.stringify(mine.last)) return;
  mine.last = last;
  await mine.cache.put(CONTACT, Response.json(last));
}

async function withdraw(mine) {
  await caches.delete(mine.name);
  [copy, problem] = [null, 'recalled'];
  await tell({ withdrawn: true });
}

async function update(now) {
  await ask(now);
  if (!latest || (await current()).name === PREFIX + latest.manifest.version) return;
  preparing = preparing || prepare(latest).finally(() => { preparing = null; });
  await tell(await state());
  await preparing;
}

// Prepares a copy beside the one of now, which gives way when the new one is whole, and not before.
async function prepare({ manifest, response }) {
  const name = PREFIX + manifest.version;
  const before = await current();
  try {
    await caches.delete(name); // what an interruption left
    const cache = await caches.open(name);
    let bytes = 0;
    for (const file of manifest.files) bytes += await keep(cache, file);
    await cache.put(CONTACT, Response.json({ day: today(), bytes, numbers: manifest.recalled.numbers }));
    await cache.put(MANIFEST, response.clone());
  } catch (error) {
    await caches.delete(name);
    problem = error.name === 'QuotaExceededError' ? 'full' : error.message === 'wrong' ? 'wrong' : 'cut';
    throw error;
  }
  [copy, problem, contact] = [null, '', { at: Date.now(), right: true }];
  for (const other of await caches.keys()) if (other.startsWith(PREFIX) && other !== name) await caches.delete(other);
  await tell({ renewed: Boolean(before.cache) });
}

// Takes one file, with exactly the bytes that were announced, and stores it small. Returns how many bytes that are.
async function keep(cache, file) {
  const response = await fetch(file.path, { credentials: 'omit' });
  if (!response.ok) throw new Error('cut');
  const body = await response.blob();
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await body.arrayBuffer()));
  if (Array.from(sum, (b) => b.toString(16).padStart(2, '0')).join('') !== file.sha256) throw new Error('wrong');
  const headers = without(response.headers, ['content-encoding', 'content-length', 'vary']);
  if (file.kind !== 'pages') return store(cache, file.path, body, headers);
  const { lines, groups } = JSON.parse(await body.text());
  const where = Object.fromEntries(groups.flatMap((group, n) => Object.keys(group).map((path) => [path, n])));
  const sizes = groups.map((group, n) => store(cache, file.path + '/' + n, JSON.stringify(group), new Headers()));
  sizes.push(store(cache, file.path, JSON.stringify({ lines, where }), headers));
  return (await Promise.all(sizes)).reduce((all, size) => all + size);
}

// What the browser takes by itself stays as it is.
async function store(cache, address, content, headers) {
  let body = new Blob([content]);
  if (!address.startsWith('/assets/') && self.CompressionStream) {
    headers.set('X-Stored', 'gzip');
    body = await new Response(body.stream().pipeThrough(new CompressionStream('gzip'))).blob();
  }
  await cache.put(address, new Response(body, { headers }));
  return body.size;
}

function unpacked(stored) {
  if (!stored.headers.has('X-Stored')) return stored;
  return new Response(stored.body.pipeThrough(new DecompressionStream('gzip')), { headers: without(stored.headers, ['x-stored']) });
}
function without(headers, names) { return new Headers([...headers].filter(([name]) => !names.includes(name))); }

async function remove() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  [copy, latest, problem, contact] = [null, null, '', { at: 0, right: null }];
}

// What the pages are told, so that they can tell the truth.
async function state() {
  const { manifest, last } = await current();
  const numbers = latest ? latest.manifest.recalled.numbers : last ? last.numbers : [];
  return { ready: Boolean(manifest), preparing: Boolean(preparing), problem, numbers, pack: manifest && manifest.pack,
    engine: Boolean(manifest && manifest.files.some((f) => f.kind === 'engine')), day: last && last.day, bytes: last && last.bytes };
}

async function tell(news) {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage(news);
}

function soon(promise) { return Promise.race([promise, new Promise((_, late) => setTimeout(late, PATIENCE, new Error('late')))]); }
function today() { return new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10); }
