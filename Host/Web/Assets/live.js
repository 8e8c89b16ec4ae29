// What changes while one looks. An event carries topics only; the page asks for itself again and takes over the parts that listen.
import htmx from 'htmx.org';
import { Idiomorph } from 'idiomorph/dist/idiomorph-ext.esm.js';
import { place, restoreLost } from './focus.js';

const root = document.documentElement;
const parts = () => [...document.querySelectorAll('[data-live][id]:not([data-presence])')];
const heard = new Set();
let waiting = 0, lostAt = 0;

const keep = {
  // What a person opened or selected stays as it is.
  beforeAttributeUpdated: (name, node) => !(name === 'open' || (name === 'checked' && node.matches?.('[data-pick]')) || (name === 'data-on' && node.matches?.('[data-row]'))),
  beforeNodeMorphed: node => !(node.contains?.(document.activeElement) && document.activeElement.matches('input,textarea,select')),
};
const busy = part => part.hasAttribute('data-live-calm') && (part.matches(':hover') || part.contains(document.activeElement));

const refresh = async () => {
  waiting = 0;
  const topics = new Set(heard);
  heard.clear();
  const answer = await fetch(location.href, { headers: { 'HX-Request': 'true' }, redirect: 'manual' }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const focused = place();
  for (const part of parts()) {
    const next = fresh.getElementById(part.id);
    if (!next || !(topics.has('*') || part.dataset.live.split(' ').some(topic => topics.has(topic)))) continue;
    if (busy(part)) { // nothing moves under the pointer; it catches up when the pointer leaves
      heard.add('*');
      part.addEventListener('mouseleave', () => later(0), { once: true });
      continue;
    }
    Idiomorph.morph(part, next.innerHTML, { morphStyle: 'innerHTML', callbacks: keep });
    htmx.process(part);
  }
  restoreLost(focused);
  document.dispatchEvent(new CustomEvent('itr:refreshed'));
};
const later = delay => { if (!waiting) waiting = setTimeout(refresh, delay); };

const sign = open => {
  const badge = document.getElementById('live');
  if (!badge) return;
  badge.hidden = false;
  if (!open) lostAt ||= performance.now();
  if (open && lostAt) { heard.add('*'); later(200); lostAt = 0; } // back again: everything may have changed
  badge.toggleAttribute('data-off', !open);
  badge.textContent = open ? badge.dataset.on : badge.dataset.lost;
};
const hear = ({ open, topics }) => {
  sign(open);
  const people = document.querySelector('form[data-presence]');
  if (people && topics?.includes(people.dataset.live)) document.dispatchEvent(new CustomEvent('itr:here'));
  const mine = new Set(parts().flatMap(part => part.dataset.live.split(' ')));
  const news = (topics ?? []).filter(topic => topic === '*' || mine.has(topic));
  if (!news.length) return;
  news.forEach(topic => heard.add(topic));
  later(300);
};

if (root.dataset.worker && parts().length) {
  if ('SharedWorker' in window) {
    const worker = new SharedWorker(root.dataset.worker);
    worker.port.onmessage = message => hear(message.data);
    worker.port.start();
    addEventListener('pagehide', () => worker.port.postMessage('bye'));
  } else {
    const source = new EventSource('/live');
    source.addEventListener('hello', () => hear({ open: true }));
    source.addEventListener('changed', event => hear({ open: true, topics: event.data.split(' ') }));
    source.addEventListener('error', () => hear({ open: false }));
  }
}
