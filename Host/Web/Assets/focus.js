// The focus is not lost when what had it is replaced or the page comes again after a command: it goes to the same thing,
// where that is gone to the heading of the part around it, and after a refusal to the first field that is wrong or to what was said.
const attribute = (element, name) => element.hasAttribute(name) ? `[${name}="${CSS.escape(element.getAttribute(name))}"]` : '';
const telling = ['href', 'name', 'value', 'data-testid', 'data-key', 'aria-label', 'form', 'formaction'];
const isShown = element => { const box = element.getBoundingClientRect(); return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true }); };
const isLost = () => !document.activeElement || document.activeElement === document.body;

/** How an element is found again: by what tells it apart, and the parts around it from the inside out. */
export const place = (at = document.activeElement) => {
  if (!at || at === document.body) return null;
  const told = telling.map(name => attribute(at, name)).join('');
  const within = at.closest('main') ? 'main ' : '';
  const form = at.form && !at.hasAttribute('form') ? `form${attribute(at.form, 'action')} ` : '';
  const own = at.id ? [`#${CSS.escape(at.id)}`] : told || form ? [within + form + at.localName + told] : [];
  if (at.closest('details.menu')) own.push(`${within}details.menu > summary`);
  const parts = at.closest('main [role=search]') ? ['main [role=search]'] : [];
  for (let part = at.parentElement?.closest('main [id]:not(form)'); part; part = part.parentElement.closest('main [id]:not(form)')) parts.push(`#${CSS.escape(part.id)}`);
  return { own, parts };
};

/** Gives the focus also to what is no field, a heading say. */
export const give = element => {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
};
export const restore = ({ own, parts }) => {
  const same = own.map(selector => document.querySelector(selector)).find(element => element && isShown(element) && !element.matches(':disabled'));
  if (same) return same.focus();
  const near = parts.map(selector => document.querySelector(selector)).filter(Boolean)
    .map(part => [...part.querySelectorAll(part.matches('[role=search]') ? 'select, input, a, button' : 'h1, h2, h3')].find(isShown)).find(Boolean);
  give(near ?? document.querySelector('dialog[open] :is(.inp, .btn):enabled') ?? document.getElementById('main'));
};
/** Gives the focus back if it was lost since its place was noted. */
export const restoreLost = noted => { if (noted && isLost()) restore(noted); };

// Swaps.
let noted = null;
document.addEventListener('htmx:beforeSwap', ({ detail: { target, xhr, requestConfig } }) => {
  noted = { place: place(), target, isRefused: xhr.status >= 400, command: requestConfig.verb === 'get' ? null : requestConfig.path };
});
document.addEventListener('htmx:afterSettle', () => {
  const { place: was, target, isRefused, command } = noted ?? {};
  noted = null;
  if (!was) return;
  const wrong = isRefused && target.isConnected && (target.querySelector('[aria-invalid=true]') ?? target.querySelector('.note.breach'));
  if (wrong) give(wrong);
  else if (command && !isRefused && target.id !== 'dialog' && !document.querySelector(`form[action="${CSS.escape(command)}"]`)) restore({ own: [], parts: was.parts }); // done, and the next thing has come
  else restoreLost(was);
});

// Pages that come again: the same address within a moment.
let opener = null;
export const openedFrom = () => { opener = place(); };
export const backToOpener = () => { restoreLost(opener); opener = null; };
const keep = (at = document.activeElement) => {
  const kept = at?.closest?.('dialog') ? opener : place(at);
  if (kept) sessionStorage.setItem('itr.focus', JSON.stringify({ ...kept, path: location.pathname, at: Date.now() }));
};
addEventListener('submit', event => { if (!event.defaultPrevented) keep(event.submitter ?? undefined); });
document.addEventListener('htmx:beforeOnLoad', ({ detail: { xhr } }) => { if (xhr.getResponseHeader('HX-Redirect')) keep(); });
const kept = JSON.parse(sessionStorage.getItem('itr.focus') ?? 'null');
sessionStorage.removeItem('itr.focus');
if (kept?.path === location.pathname && Date.now() - kept.at < 15000 && !document.querySelector('[autofocus]')) restoreLost(kept);
