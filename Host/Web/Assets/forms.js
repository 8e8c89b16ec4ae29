// Forms say what they do while they wait, show only the fields of the chosen outcome, and never send twice by a double click.
const list = text => (text ?? '').split(' ').filter(Boolean);
const show = form => {
  const outcome = form.querySelector('[data-outcome]:checked')?.value ?? form.querySelector('[data-outcome][type=hidden]')?.value;
  const values = new Set([...new FormData(form).values()].filter(value => typeof value === 'string'));
  form.querySelectorAll('.f').forEach(field => {
    const { shown, needed, when } = field.dataset;
    if (shown !== undefined) field.hidden = !list(shown).includes(outcome);
    if (needed === undefined && when === undefined) return;
    const must = list(needed).includes(outcome) || list(when).some(value => values.has(value));
    field.querySelectorAll('.rq').forEach(mark => { mark.hidden = !must; });
  });
};
const all = () => document.querySelectorAll('form[data-outcomes]').forEach(show);

document.addEventListener('change', event => {
  const form = event.target.form;
  if (form?.hasAttribute('data-outcomes')) show(form);
  if (event.target.matches('[data-submit]')) form.requestSubmit();
  if (event.target.matches('[data-pick]')) picked();
});
document.addEventListener('submit', event => {
  const { submitter, target } = event;
  if (!submitter?.dataset.busy) return;
  if (target.dataset.sent) { event.preventDefault(); return; }
  target.dataset.sent = '1';
  submitter.setAttribute('aria-busy', 'true');
  (submitter.querySelector('.w') ?? submitter).textContent = submitter.dataset.busy;
});

// Rows that are picked: the bar says how many and carries them to the next page.
const picked = () => {
  const bar = document.querySelector('[data-picked]');
  if (!bar) return;
  const count = document.querySelectorAll('[data-pick]:checked').length;
  bar.hidden = count === 0;
  bar.querySelectorAll('[data-count]').forEach(place => { place.textContent = count; });
};
document.addEventListener('click', event => {
  if (!event.target.closest('[data-unpick]')) return;
  const boxes = [...document.querySelectorAll('[data-pick]:checked')];
  boxes.forEach(box => { box.checked = false; });
  boxes.at(-1)?.focus(); // the bar with the button goes
  picked();
});

// A diagram that does not fit starts at the step where the flow stands.
const showCurrent = box => {
  const node = box.querySelector('.nd.fail, .nd.cur');
  if (!node) return;
  const [outer, inner] = [box.getBoundingClientRect(), node.getBoundingClientRect()];
  box.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  box.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
};

const ready = () => {
  all();
  picked();
  document.querySelectorAll('.flowbox').forEach(showCurrent);
};
document.addEventListener('htmx:afterSettle', ready);
document.addEventListener('itr:refreshed', picked);
addEventListener('pageshow', () => {
  document.querySelectorAll('form[data-sent]').forEach(form => { delete form.dataset.sent; });
  ready();
});
ready();
