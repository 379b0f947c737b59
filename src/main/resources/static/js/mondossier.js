// Everything works without this file. It warns before the session ends, prints, and shows the questions that an answer calls for.
(() => {
  'use strict';

  document.querySelector('[data-print]')?.addEventListener('click', () => window.print());

  const warning = document.getElementById('session-warning');
  if (warning && typeof warning.showModal === 'function') {
    const lifetime = Number(warning.dataset.seconds) * 1000;
    const notice = 3 * 60 * 1000;
    let timers = [];
    const start = () => {
      timers.forEach(clearTimeout);
      timers = [
        setTimeout(() => warning.showModal(), Math.max(lifetime - notice, 1000)),
        // The server says that the session ended, and brings the resident back to this page after the next sign-in.
        setTimeout(() => location.assign(location.pathname), lifetime + 5000),
      ];
    };
    const extend = warning.querySelector('[data-extend]');
    extend.addEventListener('click', async () => {
      try {
        const answer = await fetch(extend.dataset.url, { headers: { Accept: 'application/json' } });
        if (!answer.ok) location.assign(location.pathname);
      } catch {
        return;
      }
      warning.close();
      start();
    });
    start();
  }

  // An answer that other questions depend on: the server says which questions the page now holds, and keeps nothing of it.
  const application = document.querySelector('form[data-apply]');
  if (application) {
    let turn = 0;
    application.addEventListener('change', async event => {
      if (!event.target.dataset.refresh) return;
      const mine = ++turn;
      const data = new URLSearchParams(new FormData(application));
      data.set('_look', 'true');
      const answer = await fetch(application.action, { method: 'POST', body: data, headers: { Accept: 'text/html' } }).catch(() => null);
      if (!answer || !answer.ok || answer.redirected || mine !== turn) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.querySelector('form[data-apply] [data-fields]');
      const fields = application.querySelector('[data-fields]');
      if (!fresh || mine !== turn) return;
      // A parser that runs no scripts makes elements of these: a button that nobody sees, and that Enter would press.
      fresh.querySelectorAll('noscript').forEach(element => element.remove());
      // What was typed while the server answered stays.
      fields.querySelectorAll('input, select, textarea').forEach(typed => {
        const twin = typed.id && fresh.querySelector('#' + CSS.escape(typed.id));
        if (!twin) return;
        if (typed.type === 'radio' || typed.type === 'checkbox') twin.checked = typed.checked;
        else twin.value = typed.value;
      });
      const focused = document.activeElement && document.activeElement.id;
      fields.replaceChildren(...fresh.childNodes);
      if (focused) document.getElementById(focused)?.focus();
    });
  }

  // A page whose figures move: it is read again every so many seconds, unless somebody is in the middle of it.
  const live = document.querySelector('main[data-live]');
  if (live) {
    setInterval(async () => {
      const chosen = [...live.querySelectorAll('input[type=file]')].some(input => input.files.length);
      if (document.hidden || chosen || live.contains(document.activeElement) && document.activeElement !== live) return;
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
      if (!answer || !answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main[data-live]');
      if (!fresh) return;
      fresh.querySelectorAll('details').forEach((detail, at) => { detail.open = live.querySelectorAll('details')[at]?.open ?? detail.open; });
      live.replaceChildren(...fresh.childNodes);
    }, Number(live.dataset.live) * 1000);
  }

  const summary = document.querySelector('.error-summary');
  if (summary) summary.focus();

  // A double click sends once; the server would keep only one anyway.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'true';
    setTimeout(() => delete form.dataset.sent, 4000);
  });
})();
