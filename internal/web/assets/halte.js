// Leaving without a trace. It runs in the head, before anything is painted; docs/adr/0014-leaving.md says why.
'use strict';
(() => {
  const root = document.documentElement;
  const away = document.currentScript.dataset.away; // the neutral page
  const arrival = (performance.getEntriesByType('navigation')[0] || {}).type;
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('h') : null;
  let gone = false; // this page has been left
  let cleared = false; // what it held of a person is gone

  // The one thing that is kept, for as long as the tab lives: that it was left. One letter, no more.
  function remember() {
    try { sessionStorage.clear(); sessionStorage.setItem('h', ''); } catch (refused) { /* see wasLeft */ }
  }
  function forget() {
    try { if (!gone) sessionStorage.removeItem('h'); } catch (refused) { /* nothing was kept */ }
  }
  // Where nothing may be kept, whoever comes back from another site is taken for someone who left.
  function wasLeft() {
    try { return sessionStorage.getItem('h') !== null; } catch (refused) {
      return !(window.navigation && navigation.activation && navigation.activation.from);
    }
  }

  // leave empties the page before it asks for another one, because that may take long. No step may stop the next.
  function leave() {
    if (!gone) {
      gone = true;
      root.style.display = 'none';
      for (const step of [wipe, remember, blank, () => stop(), () => history.replaceState(null, '', '/')]) {
        try { step(); } catch (failed) { /* the next one */ }
      }
    }
    location.replace(away);
  }
  function leaveEverywhere() {
    if (tabs && !gone) tabs.postMessage('');
    leave();
  }
  function blank() {
    window.name = '';
    root.replaceChildren(document.createElement('head'));
    root.style.colorScheme = 'light dark'; // no flash of white in the dark
    document.title = '…';
  }

  function empty() { for (const form of document.forms) form.reset(); }
  // wipe takes what a person told, or what was typed about them, out of memory.
  function wipe() {
    empty();
    document.dispatchEvent(new Event('halte:wipe'));
  }
  function holdsFacts() { return document.querySelector('[data-facts]') !== null; }
  // clear empties a page that holds facts, with the forms around it that would send them again.
  function clear() {
    const main = document.querySelector('main');
    wipe();
    if (!holdsFacts()) return;
    cleared = true;
    document.querySelectorAll('form:has([type=hidden])').forEach((form) => form.remove());
    main.removeAttribute('data-facts');
    main.replaceChildren();
  }

  // Back: a page of a tab that was left is not shown again and leaves the history too.
  if (arrival === 'back_forward' && wasLeft()) leave(); else addEventListener('load', forget);
  // The answer to a form becomes a page like any other: the browser drops the body that was sent, and can neither send
  // it again nor save it.
  if (!gone) history.replaceState(history.state, '');
  if (arrival !== 'navigate') addEventListener('DOMContentLoaded', empty); // no field filled in from before
  // A page that is put away stays hidden until it is known that it may be seen again.
  addEventListener('pagehide', () => {
    if (gone) return;
    clear();
    root.style.visibility = 'hidden';
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    if (gone || wasLeft()) leave();
    else if (cleared) location.reload();
    else root.style.visibility = '';
  });
  if (tabs) tabs.onmessage = leave;

  // Leave now: the link, or Shift alone three times within two seconds. Any other key, a touch or a held key between
  // begins again, so that capitals can be typed.
  let taps = [];
  let alone = false;
  const other = () => { taps = []; alone = false; };
  addEventListener('click', (event) => {
    if (!event.target.closest || !event.target.closest('a.leave')) return;
    event.preventDefault();
    leaveEverywhere();
  }, true);
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift' || event.repeat || event.ctrlKey || event.altKey || event.metaKey) other();
    else alone = true;
  }, true);
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    taps = taps.filter((tap) => event.timeStamp - tap < 2000).concat(event.timeStamp);
    if (taps.length === 3) leaveEverywhere();
  }, true);
  addEventListener('pointerdown', other, true);
  addEventListener('blur', other);

  // Forgotten: after three minutes without a touch facts are cleared, half a minute after a quiet warning. The clock
  // on the wall counts, because it goes on while a device sleeps; one that was put back counts as long absence.
  const minute = 60000;
  let touched = Date.now();
  function look() {
    if (gone) return;
    const idle = Date.now() - touched;
    if (idle >= 3 * minute || idle < -minute) forgotten();
    else if (idle >= 2.5 * minute) warn();
  }
  function touch(event) {
    look(); // first: a touch may be what wakes the device
    touched = Date.now();
    if (event.type === 'click' || !event.target.closest || !event.target.closest('.idle')) calm();
  }
  function calm() { document.querySelectorAll('.idle').forEach((place) => place.replaceChildren()); }
  function warn() {
    const places = document.querySelectorAll('.idle');
    const place = places[places.length - 1];
    if (place && !place.firstChild && holdsFacts()) place.append(words('idle'));
  }
  function forgotten() {
    touched = Date.now();
    const main = document.querySelector('main');
    if (!main) return;
    const facts = holdsFacts();
    clear();
    calm();
    if (!facts) return;
    main.append(words('cleared'));
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  function words(id) { return document.getElementById('over-' + id).content.cloneNode(true); }
  for (const kind of ['pointerdown', 'click', 'keydown', 'input', 'wheel', 'scroll']) {
    addEventListener(kind, touch, { capture: true, passive: true });
  }
  addEventListener('visibilitychange', look);
  setInterval(look, 1000);
})();
