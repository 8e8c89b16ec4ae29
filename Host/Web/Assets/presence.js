// Who has the same page open. A page says so when it opens, every minute while it is looked at, and when it closes; the answer names the others.
const every = 60000;
const said = new WeakSet();
const open = new Map(); // address by what is posted when it closes
const forms = () => [...document.querySelectorAll('form[data-presence]')];

const say = async form => {
  const url = form.getAttribute('action');
  const body = new URLSearchParams(new FormData(form));
  said.add(form);
  open.set(url, body);
  const answer = await fetch(url, { method: 'POST', body, headers: { 'HX-Request': 'true' } }).catch(() => null);
  const place = form.querySelector('[data-here]');
  if (!answer?.ok) return;
  const html = await answer.text();
  if (place.innerHTML !== html) place.innerHTML = html;
};
const leave = url => { navigator.sendBeacon(`${url}/left`, open.get(url)); open.delete(url); };
const look = () => {
  const now = new Set(forms().map(form => form.getAttribute('action')));
  [...open.keys()].filter(url => !now.has(url)).forEach(leave);
  forms().filter(form => !said.has(form)).forEach(say);
};
const again = () => { if (!document.hidden) forms().forEach(say); };

document.addEventListener('htmx:afterSettle', look);
document.addEventListener('itr:here', again); // somebody came or went
document.addEventListener('visibilitychange', again);
addEventListener('pagehide', () => [...open.keys()].forEach(leave));
addEventListener('pageshow', event => { if (event.persisted) again(); });
setInterval(again, every);
look();
