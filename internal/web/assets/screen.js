// The screen in company: pause, and the screen turned towards the person. Both stand over the page, which is hidden
// from eye, ear and search while they do. Nothing of it is kept.
'use strict';
(() => {
  const root = document.documentElement;

  // cover puts what stands in a template over the whole page. Neither tab nor address says which page is beneath.
  function cover(id) {
    const before = { title: document.title, address: location.href };
    const dialog = document.getElementById('over-' + id).content.firstElementChild.cloneNode(true);
    document.body.append(dialog);
    document.title = '…';
    history.replaceState(history.state, '', '/' + root.lang + '/');
    root.classList.add('covered');
    dialog.addEventListener('click', (event) => { if (event.target.closest('.uncover')) dialog.close(); });
    dialog.addEventListener('close', () => {
      if (!dialog.isConnected) return; // the page was left meanwhile
      dialog.remove();
      document.title = before.title;
      history.replaceState(history.state, '', before.address);
      root.classList.toggle('covered', document.querySelector('dialog[open]') !== null);
    });
    return dialog;
  }

  function pause() { cover('pause').showModal(); }

  // turn shows only what is marked as meant for the person and is unfolded, as plain text: nothing else can come
  // along, neither an attribute nor a name.
  function turn() {
    const dialog = cover('turned');
    const words = dialog.querySelector('.turned-words');
    let card, place;
    for (const element of document.querySelectorAll('main [data-person]')) {
      if (!shown(element) || element.parentElement.closest('[data-person]')) continue;
      const together = element.closest('article, li, section, main');
      if (together !== place) card = words.appendChild(document.createElement('div'));
      place = together;
      const lines = element.querySelectorAll(':is(p, li):not(:has(p, li))');
      for (const line of lines.length ? lines : [element]) card.append(plain(line));
    }
    dialog.querySelector('.turned-none').hidden = Boolean(card);
    dialog.showModal();
    dialog.scrollTo(0, 0);
  }
  function shown(element) { return !element.checkVisibility || element.checkVisibility(); }
  function plain(line) {
    const paragraph = document.createElement('p');
    const direction = line.closest('[dir]');
    paragraph.textContent = line.textContent.replace(/\s+/g, ' ').trim();
    paragraph.lang = line.closest('[lang]').lang;
    paragraph.dir = direction && direction !== root ? direction.dir : 'auto';
    paragraph.classList.toggle('turned-number', /^[+\d][\d\s]+$/.test(paragraph.textContent));
    return paragraph;
  }

  document.addEventListener('click', (event) => {
    if (event.target.closest('button.print')) print();
    if (event.target.closest('button.turn-screen')) turn();
    if (!event.target.closest('a.pause')) return;
    event.preventDefault();
    pause();
  });
  // What was made from facts goes with them.
  document.addEventListener('halte:wipe', () => {
    document.querySelectorAll('dialog.turned').forEach((dialog) => dialog.close());
  });

  // Buttons that only a script can answer are hidden until there is one. The height of the bar is told, so that what
  // has the focus is scrolled clear of it, however large the letters are.
  const measure = new ResizeObserver(([bar]) => {
    root.style.setProperty('--reach-height', bar.target.offsetHeight + 'px');
  });
  function answerable() {
    document.querySelectorAll('button.print, button.turn-screen').forEach((button) => { button.hidden = false; });
    measure.disconnect();
    document.querySelectorAll('.reach').forEach((bar) => measure.observe(bar));
  }
  document.addEventListener('halte:shown', answerable);
  answerable();
})();
