// The colour scheme changes at once; the form behind the button keeps it in a cookie for the next page.
const root = document.documentElement;
document.addEventListener('submit', event => {
  if (!event.target.matches('[data-theme-form]')) return;
  event.preventDefault();
  const next = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
  root.dataset.bsTheme = next;
  delete root.dataset.follows;
  const body = new FormData(event.target);
  body.set('theme', next);
  fetch(event.target.action, { method: 'POST', body, redirect: 'manual', keepalive: true });
  dispatchEvent(new Event('itr:theme'));
});
