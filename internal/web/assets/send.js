// What a form is sent with. A browser writes the body of a form to its disk, to open its windows again after a crash;
// the contents of a file it does not. So the answers travel as a file without a name that is made as they are sent.
'use strict';
(() => {
  let sending = null; // the form that the browser itself is about to send
  addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    form.enctype = 'multipart/form-data';
    sending = form;
  });
  addEventListener('formdata', (event) => {
    if (event.target !== sending) return;
    sending = null;
    const answers = new URLSearchParams(event.formData).toString();
    for (const name of [...event.formData.keys()]) event.formData.delete(name);
    event.formData.append('form', new Blob([answers]));
  });
})();
