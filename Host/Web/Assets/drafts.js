// What one types is kept on the server, 800 ms after the last key and on leaving; on the device while there is no connection.
const place = form => `itr.draft:${form.dataset.draft}`;
const typed = form => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
const timers = new Map();

const show = (form, text) => {
  const state = form.querySelector('#draft-state');
  if (state) state.textContent = text ?? state.dataset.offline;
};
const send = async (form, body) => {
  const sent = body.toString();
  const answer = await fetch(form.dataset.draft, { method: 'POST', body, headers: { 'HX-Request': 'true' }, keepalive: sent.length < 60000 }).catch(() => null);
  if (!answer?.ok) { localStorage.setItem(place(form), sent); show(form); return; }
  localStorage.removeItem(place(form));
  const html = await answer.text();
  const state = form.querySelector('#draft-state');
  if (html && state) state.outerHTML = html;
};
const flush = form => {
  if (!timers.has(form)) return;
  clearTimeout(timers.get(form));
  timers.delete(form);
  send(form, typed(form));
};
const leave = () => [...timers.keys()].forEach(flush);
const later = event => {
  const form = event.target.closest?.('form[data-draft]');
  if (!form || event.target.type === 'file') return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => flush(form), 800));
};
// What was kept on this device goes to the server as soon as it can; the fields show it already.
const resend = () => document.querySelectorAll('form[data-draft]').forEach(form => {
  const kept = localStorage.getItem(place(form));
  if (!kept) return;
  const body = new URLSearchParams(kept);
  for (const [name, value] of body) {
    const field = form.elements[name];
    if (field?.type === 'hidden') continue; // keys and tokens are those of this page
    if (field && !(field instanceof RadioNodeList && field[0]?.type === 'checkbox') && field.type !== 'checkbox') field.value = value;
  }
  send(form, typed(form));
});

document.addEventListener('input', later);
document.addEventListener('change', later);
document.addEventListener('submit', event => { clearTimeout(timers.get(event.target)); timers.delete(event.target); localStorage.removeItem(place(event.target)); });
document.addEventListener('htmx:beforeSwap', leave);
document.addEventListener('htmx:afterSettle', resend);
addEventListener('pagehide', leave);
addEventListener('online', resend);
resend();
