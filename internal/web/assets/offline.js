// Prepares the device to work without a network, once the page is there and nothing else is to do; takes recalled
// numbers off the page; and says in the foot of the page when the device is ready. Nothing that was read or typed is
// told to anyone or kept.
(function () {
  'use strict';
  var MARK = 'halte'; // "n" under this name: nothing is to be kept here. For this tab, or for good.
  var last = null;    // what is known of the device

  // A browser that lets sites keep nothing throws where others answer.
  function read(area) {
    try { return window[area].getItem(MARK) === 'n'; } catch (refused) { return false; }
  }
  function mark(area, on) {
    try { if (on) window[area].setItem(MARK, 'n'); else window[area].removeItem(MARK); } catch (refused) { /* it keeps nothing anyway */ }
  }
  function unwanted() { return read('localStorage') || read('sessionStorage'); }

  function say(news) {
    if (news.withdrawn || news.renewed) return passing(news);
    last = news;
    (news.numbers || []).forEach(strike);
    document.querySelectorAll('.prepared').forEach(function (line) { line.hidden = !news.ready; });
    document.dispatchEvent(new CustomEvent('halte:device', { detail: news }));
  }

  function passing(news) {
    if (!document.querySelector('[data-copied]')) return;
    if (news.withdrawn) notice('recalled-pages');
    if (news.renewed) document.querySelectorAll('.copy-newer').forEach(function (line) { line.hidden = false; });
  }

  function notice(id) {
    var box = document.getElementById(id).content.firstElementChild.cloneNode(true);
    document.getElementById('main').prepend(box);
    return box;
  }

  // Takes a recalled number off the page, and says why, once.
  function strike(number) {
    var main = document.getElementById('main');
    var found = false;
    main.querySelectorAll('a[href="tel:' + number.digits + '"], a[data-recalled="' + number.digits + '"]').forEach(function (link) {
      link.removeAttribute('href');
      link.removeAttribute('data-recalled');
      link.classList.add('struck');
      found = true;
    });
    var walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      if (walk.currentNode.data.indexOf(number.value) < 0 || walk.currentNode.parentElement.closest('.recalled')) continue;
      walk.currentNode.data = walk.currentNode.data.split(number.value).join('···');
      found = true;
    }
    if (!found) return;
    var box = notice('recalled');
    box.querySelector('.recalled-number').textContent = number.value;
    box.querySelector('.recalled-reason').textContent = number.reason[document.documentElement.lang] || '';
  }

  function ask(what) {
    navigator.serviceWorker.getRegistration().then(function (r) { if (r && r.active) r.active.postMessage(what); }, refused);
  }

  function refused() { say({ ready: false, problem: 'refused' }); }

  function prepare(what) {
    return navigator.serviceWorker.register('/service-worker.js').then(function () {
      return navigator.serviceWorker.ready;
    }).then(function (r) { r.active.postMessage(what); }, refused);
  }

  // Removes what is on the device. What the browser keeps besides is cleared by the server's answer, if there is one.
  function remove() {
    var workers = navigator.serviceWorker.getRegistrations().then(function (list) {
      return Promise.all(list.map(function (r) { if (r.active) r.active.postMessage('remove'); return r.unregister(); }));
    });
    var copies = caches.keys().then(function (names) { return Promise.all(names.map(function (n) { return caches.delete(n); })); });
    return Promise.allSettled([workers, copies]);
  }

  function begin() {
    var saving = navigator.connection && navigator.connection.saveData;
    if (unwanted()) return say({ ready: false, problem: 'off' });
    if (saving) return ask('update'); // what is there is looked after; nothing is fetched unasked
    prepare('update');
  }

  window.halteDevice = { prepare: function () { mark('localStorage', false); mark('sessionStorage', false); return prepare('again'); },
    remove: remove, mark: mark, forget: function () { say({ ready: false, problem: 'off' }); }, state: function () { return last; } };

  var removed = document.querySelector('[data-removed]');
  if (removed) mark(removed.dataset.removed === 'never' ? 'localStorage' : 'sessionStorage', true);

  try {
    if (!navigator.serviceWorker || !window.caches) return;
    navigator.serviceWorker.addEventListener('message', function (event) { say(event.data); });
  } catch (error) { return refused(); }
  document.addEventListener('halte:shown', function () { if (last) (last.numbers || []).forEach(strike); });
  document.addEventListener('visibilitychange', function () { if (!document.hidden && !unwanted()) ask('update'); });
  addEventListener('online', function () { if (!unwanted()) ask('again'); });
  addEventListener('load', function () { (window.requestIdleCallback || setTimeout)(begin, { timeout: 5000 }); });
})();
