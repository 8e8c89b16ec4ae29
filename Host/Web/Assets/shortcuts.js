// Single keys, only when no field has the focus and the person has not switched them off (ui.md §5).
const off = () => localStorage.getItem('itr.keys') === 'off';
const typing = target => target.matches?.('input:not(.box),textarea,select,[contenteditable]');
const rows = () => [...document.querySelectorAll('[data-row]')];
const at = () => rows().findIndex(row => row.hasAttribute('data-on'));
const press = selector => { const element = document.querySelector(selector); element?.click(); return !!element; };

const go = index => {
  const list = rows(), row = list[index];
  if (!row) return;
  list[at()]?.removeAttribute('data-on');
  row.setAttribute('data-on', '');
  row.scrollIntoView({ block: 'nearest' });
  row.querySelector('a')?.focus({ preventScroll: true });
  // On a wide screen the pane follows the selection.
  if (matchMedia('(min-width:761px)').matches) row.querySelector('a[hx-get]')?.click();
};
let lastPicked = -1;
const pick = (from, to) => rows().slice(Math.min(from, to), Math.max(from, to) + 1).forEach(row => {
  const box = row.querySelector('[data-pick]');
  if (box) { box.checked = from !== to || !box.checked; box.dispatchEvent(new Event('change', { bubbles: true })); }
});
const keys = {
  j: () => go(at() + 1),
  k: () => go(Math.max(0, at() - 1)),
  o: () => press('[data-key=o]') || rows()[at()]?.querySelector('a')?.click(),
  x: () => { lastPicked = Math.max(0, at()); pick(lastPicked, lastPicked); },
  X: () => pick(lastPicked < 0 ? Math.max(0, at()) : lastPicked, Math.max(0, at())),
  c: () => press('#bulk:not([hidden]) [value=claim]') || press('[data-key=c]'),
  u: () => press('[data-key=u]'),
  e: () => (document.querySelector(':is(#pane form, form[data-outcomes]) :is(.inp,.box):enabled:not([type=hidden])') ?? document.querySelector('#pane .btn'))?.focus(),
  r: () => press('#bulk:not([hidden]) [value=reassign]') || press('[data-key=r]'),
  m: () => press('[data-key=m]'),
  h: () => press('[data-key=m]'),
  '/': () => document.querySelector('#find')?.focus(),
  '?': () => press('[data-key="?"]'),
};
const places = { i: '/inbox', b: '/board', c: '/cases' };
let going = 0;

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
    const form = event.target.closest?.('form') ?? document.querySelector('form[data-outcomes]');
    const button = form?.querySelector('[type=submit].pri, [type=submit]');
    if (button) { event.preventDefault(); form.requestSubmit(button); }
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key === 'k') { event.preventDefault(); document.querySelector('#find')?.focus(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]') || off()) return;
  if (performance.now() - going < 1000 && places[event.key]) { location.href = places[event.key]; return; }
  if (event.key === 'g') { going = performance.now(); return; }
  if (/^[1-9]$/.test(event.key)) { if (press(`[data-outcome][data-digit="${event.key}"]`)) event.preventDefault(); return; }
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});

const mark = () => document.querySelectorAll('[data-keys-switch]').forEach(box => { box.checked = !off(); });
document.addEventListener('change', event => {
  if (event.target.matches('[data-keys-switch]')) { localStorage.setItem('itr.keys', event.target.checked ? 'on' : 'off'); mark(); }
});
document.addEventListener('htmx:afterSettle', mark);
mark();
