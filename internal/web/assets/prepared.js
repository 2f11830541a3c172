// The page about this device: says whether it is ready, and removes everything. The texts stand in the page.
(function () {
  'use strict';
  var device = window.halteDevice;
  var now = document.querySelector('.readiness-now');
  var parts = document.querySelector('.readiness-parts');
  var button = document.querySelector('[data-do="prepare"]');

  function name(news) {
    if (news.preparing) return 'preparing';
    if (news.problem && news.ready) return news.problem + '-older';
    return news.problem || (news.ready ? 'ready' : 'absent');
  }

  function part(key, text) { parts.querySelector('[data-part="' + key + '"]').textContent = text; }

  function show(news) {
    var words = document.querySelector('template[data-readiness="' + name(news) + '"]');
    if (words && now.textContent !== words.content.textContent) now.textContent = words.content.textContent;
    now.classList.toggle('readiness-yes', Boolean(news.ready));
    button.parentElement.hidden = Boolean(news.ready || news.preparing || news.problem === 'refused');
    parts.hidden = !news.ready;
    if (!news.ready) return;
    var tag = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang + '-BE';
    var day = function (d) { return new Date(d + 'T12:00').toLocaleDateString(tag, { dateStyle: 'long' }); };
    part('content', news.pack.version + ', ' + day(news.pack.checked));
    part('day', day(news.day));
    part('size', (news.bytes / 1e6).toLocaleString(tag, { maximumFractionDigits: 1 }) + ' MB');
    parts.querySelector('[data-part="engine"]').parentElement.hidden = !news.engine;
  }

  document.addEventListener('halte:device', function (event) { show(event.detail); });
  if (!device) return;
  if (device.state()) show(device.state());
  button.addEventListener('click', function () { show({ preparing: true }); device.prepare(); });

  // Removed here first, which works without a network; then the server is asked to have the browser clear the rest.
  document.querySelectorAll('[data-remove]').forEach(function (form) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var how = form.dataset.remove;
      device.remove().then(function () {
        return fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).catch(function () {});
      }).then(function () {
        device.mark(how === 'never' ? 'localStorage' : 'sessionStorage', true);
        device.forget();
        var words = document.querySelector('template[data-done="' + how + '"]').content.cloneNode(true);
        document.querySelector('.removed-now').replaceChildren(words);
        document.querySelector('.removed-now').focus();
      });
    });
  });
})();
