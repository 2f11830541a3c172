// Leaves quickly: Shift three times, or the link. Nothing is stored, and every page is whole without this.
(function () {
  'use strict';
  var link = document.querySelector('a.leave');
  var presses = 0;
  var last = 0;

  // The page is emptied first, so that nothing can be read while the network is slow, nor by going back; and it is
  // replaced in the history, so that going back does not lead here.
  function leave(event) {
    if (event) event.preventDefault();
    var to = link.href;
    document.title = 'Halte';
    document.body.replaceChildren();
    location.replace(to);
  }

  if (link) {
    link.addEventListener('click', leave);
    addEventListener('keyup', function (event) {
      if (event.key !== 'Shift') { presses = 0; return; }
      presses = event.timeStamp - last < 800 ? presses + 1 : 1;
      last = event.timeStamp;
      if (presses === 3) leave();
    });
  }

  document.querySelectorAll('button.print').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { print(); });
  });
})();
