// What is wrong with the page as it is shown: one sentence per finding. Run in the page by EveryPageTests.
() => {
  const found = [];
  const say = (what, element) => found.push(`${what}: <${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${(element.textContent ?? '').trim().slice(0, 40)}`);
  const isShown = element => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1; // one pixel is how text for screen readers is hidden
  };
  const all = [...document.querySelectorAll('body *')].filter(isShown);

  // Nothing sticks out sideways.
  const wide = document.documentElement;
  if (wide.scrollWidth > innerWidth + 1) {
    found.push(`the page is ${wide.scrollWidth} wide, the window ${innerWidth}`);
    all.filter(element => element.getBoundingClientRect().right > innerWidth + 1).slice(-3).forEach(element => say('sticks out', element));
  }

  // Whatever can be operated has a name.
  const named = element => (element.getAttribute('aria-label') ?? '') !== '' || element.getAttribute('aria-labelledby') || (element.getAttribute('title') ?? '') !== ''
    || (element.labels?.length ?? 0) > 0 || (element.matches('a, button, summary') && ((element.textContent ?? '').trim() !== '' || element.querySelector('img[alt], svg title')));
  document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea').forEach(element => {
    if (isShown(element) && !named(element)) say('has no name', element);
  });
  document.querySelectorAll('img:not([alt])').forEach(element => say('has no alternative text', element));
  const ids = new Set();
  document.querySelectorAll('[id]').forEach(element => { if (ids.has(element.id)) say(`second element with id ${element.id}`, element); ids.add(element.id); });
  if (document.querySelectorAll('main').length !== 1) found.push(`${document.querySelectorAll('main').length} main regions`);
  if (document.querySelectorAll('h1').length !== 1) found.push(`${document.querySelectorAll('h1').length} headings of the first level`);

  // Text stands out from what is behind it (WCAG AA).
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = ([r, g, b, a], under) => [0, 1, 2].map(i => [r, g, b][i] * a + under[i] * (1 - a));
  const behind = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none') return null; // a picture or gradient: for eyes to judge
      layers.push(rgba(style.backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const light = colour => { const [r, g, b] = colour.map(value => { const x = value / 255; return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const pale = new Set();
  all.filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim() !== '')).forEach(element => {
    if (element.closest('svg, :disabled, [aria-disabled=true], option')) return;
    const under = behind(element);
    if (!under) return;
    const style = getComputedStyle(element);
    const ink = over(rgba(style.color), under);
    const [high, low] = [light(ink), light(under)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700) ? 3 : 4.5;
    const key = `${style.color} ${under}`;
    if (ratio < least - 0.05 && !pale.has(key)) { pale.add(key); say(`contrast ${ratio.toFixed(2)} of ${style.color} on ${under.map(Math.round)}`, element); }
  });

  // Text is not cut where nobody can read the rest.
  all.forEach(element => {
    const style = getComputedStyle(element);
    if (style.overflowX !== 'hidden' && style.overflowX !== 'clip' && style.overflowY !== 'hidden') return;
    if (element.closest('svg')) return;
    const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim() !== '');
    if (!hasText) return;
    if (element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== 'ellipsis') say('text is cut on the right', element);
    if (element.scrollHeight > element.clientHeight + 2 && style.webkitLineClamp === 'none') say('text is cut at the bottom', element);
  });

  // Texts that were never written.
  const raw = (document.body.innerText.match(/\b[A-Z][a-z]+[A-Za-z]*\.[A-Z][A-Za-z]+\b|\bMenu\.\w+/g) ?? []).filter(word => !/^(Elsa|Microsoft|System)\./.test(word));
  if (raw.length) found.push(`text keys: ${[...new Set(raw)].join(', ')}`);

  // Values that were never made readable; code and data are shown as such.
  all.forEach(element => {
    const own = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent).join('');
    if (/\{"\w+":/.test(own) && !element.closest('pre, code, textarea, script, .mono')) say(`raw JSON ${own.slice(0, 60)}`, element);
  });
  return found;
}
