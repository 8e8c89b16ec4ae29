// Clocks count from the server's instant: the page carries it, each answer corrects it; the device's clock is never asked.
const root = document.documentElement;
let serverNow = +root.dataset.now, readAt = performance.now();
const now = () => serverNow + (performance.now() - readAt) / 1000;

/** Two units, as ui.md §8 says; under an hour with seconds. Mirrors Durations.cs. */
const words = seconds => {
  const a = Math.max(0, Math.floor(Math.abs(seconds)));
  const d = Math.floor(a / 86400), h = Math.floor(a % 86400 / 3600), m = Math.floor(a % 3600 / 60), s = String(a % 60).padStart(2, '0');
  const [days, hours, minutes, secs] = root.lang.startsWith('zh') ? [' 天 ', ' 小时', ' 分', ' 秒'] : ['d ', 'h', 'm', 's'];
  const gap = root.lang.startsWith('zh') ? ' ' : ' ';
  if (a < 3600) return `${m}${minutes}${gap}${s}${secs}`;
  return d ? `${d}${days}${h}${hours}` : `${h}${hours}${gap}${String(m).padStart(2, '0')}${minutes}`;
};

const say = text => { const region = document.getElementById('announce'); if (region) region.textContent = text; };

const tick = () => document.querySelectorAll('[data-due]').forEach(element => {
  const left = +element.dataset.due - now();
  const text = (left < 0 ? root.dataset.over : root.dataset.left).replace('{0}', words(left));
  if (element.textContent !== text) element.textContent = text;
  const chip = element.closest('[data-state]');
  if (left < 0 && chip && ['run', 'warn'].includes(chip.dataset.state)) {
    chip.dataset.state = 'breach';
    say(`${element.dataset.name ?? ''} ${text}`);
  }
});

document.addEventListener('htmx:beforeSwap', event => {
  const header = event.detail.xhr?.getResponseHeader('X-Server-Now');
  if (header) { serverNow = +header; readAt = performance.now(); }
});
document.addEventListener('htmx:afterSettle', tick);
document.addEventListener('itr:refreshed', tick);
document.addEventListener('visibilitychange', () => { if (!document.hidden) tick(); });
if (!root.dataset.still) setInterval(tick, 1000);
