// What is wrong with the page as it is shown beyond what axe looks for: one sentence per finding. Run in the page by EveryPageTests.
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

  // One of each.
  const ids = new Set();
  document.querySelectorAll('[id]').forEach(element => { if (ids.has(element.id)) say(`second element with id ${element.id}`, element); ids.add(element.id); });
  if (document.querySelectorAll('main').length !== 1) found.push(`${document.querySelectorAll('main').length} main regions`);
  if (document.querySelectorAll('h1').length !== 1) found.push(`${document.querySelectorAll('h1').length} headings of the first level`);

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

  // Texts that were never written; what a flow or a file says is shown as it stands.
  const literal = [...document.querySelectorAll('pre, code, .mono, .difft')].map(element => element.innerText).join(' ');
  const raw = (document.body.innerText.match(/\b[A-Z][a-z]+[A-Za-z]*\.[A-Z][A-Za-z]+\b|\bMenu\.\w+/g) ?? []).filter(word => !/^(Elsa|Microsoft|System)\./.test(word) && !literal.includes(word));
  if (raw.length) found.push(`text keys: ${[...new Set(raw)].join(', ')}`);

  // Values that were never made readable; code and data are shown as such.
  all.forEach(element => {
    const own = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent).join('');
    if (/\{"\w+":/.test(own) && !element.closest('pre, code, textarea, script, .mono')) say(`raw JSON ${own.slice(0, 60)}`, element);
  });
  return found;
}
