// Follows the focus while EveryPageTests presses Tab: defines window.itrWalk. Each finding names the element, what is wrong and what to do.
() => {
  const acting = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [onclick], [contenteditable=""], [contenteditable=true], ' +
    '[role=button], [role=tab], [role=menuitem], [role=option], [role=switch], [data-key], [data-close], [data-unpick], [data-print], ' +
    ':is([hx-get], [hx-post], [hx-put], [hx-delete]):not(form):is(:not([hx-trigger]), [hx-trigger*=click])';
  const severalStops = 'input:is([type^=date], [type=time], [type=month], [type=week])'; // day, month, year
  const say = element => {
    const name = element.id ? `#${element.id}` : ['data-testid', 'name', 'data-key'].filter(key => element.hasAttribute(key)).map(key => `[${key}="${element.getAttribute(key)}"]`)[0]
      ?? (element.getAttribute('class') ? '.' + element.getAttribute('class').trim().split(/\s+/).join('.') : '');
    const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40) || element.getAttribute('href') || '';
    return `${element.parentElement?.tagName.toLowerCase()} > ${element.tagName.toLowerCase()}${name} "${text}"`;
  };
  const boxOf = element => {
    const own = [...element.getClientRects()].find(box => box.width > 1 && box.height > 1);
    return own ?? [...element.labels ?? []].flatMap(label => [...label.getClientRects()]).find(box => box.width > 1 && box.height > 1); // what is drawn for a hidden box
  };
  const works = element => !element.matches(':disabled') && !element.closest('[inert]') && element.checkVisibility({ visibilityProperty: true }) && !!boxOf(element);
  const scrolls = box => {
    const wide = box.scrollWidth > box.clientWidth + 1, high = box.scrollHeight > box.clientHeight + 1;
    if (!(wide || high) || box.clientWidth < 2 || box.clientHeight < 2 || box.matches('textarea, select, input')) return false;
    const style = getComputedStyle(box), may = overflow => overflow === 'auto' || overflow === 'scroll';
    return ((wide && may(style.overflowX)) || (high && may(style.overflowY))) && box.checkVisibility({ visibilityProperty: true });
  };
  const clips = element => {
    const found = [];
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflowX !== 'visible' || style.overflowY !== 'visible') found.push(at.getBoundingClientRect());
      if (style.position === 'fixed') break;
    }
    return [...found, new DOMRect(0, 0, innerWidth, innerHeight)];
  };
  const ring = element => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 ? { width: parseFloat(style.outlineWidth), offset: parseFloat(style.outlineOffset) } : null;
  };
  const dress = element => {
    const style = getComputedStyle(element);
    return [ring(element) && style.outline, style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor].join();
  };
  // A field may show the focus on its frame or on what is drawn for it.
  const shows = element => [element, ...element.labels ?? [], element.parentElement, element.parentElement?.parentElement, ...element.querySelectorAll(':scope > *')].filter(Boolean);

  const walk = window.itrWalk = { stops: [] };

  // In the whole page from its top, or in what an opener opened.
  walk.start = at => {
    const opener = at === null ? null : walk.opening[at];
    walk.isDialog = !!opener && !opener.matches('summary');
    walk.where = opener ? `opened by ${say(opener)}: ` : '';
    walk.root = !opener ? document.body : walk.isDialog ? document.getElementById('dialog') : opener.parentElement;
    if (!opener) {
      document.querySelectorAll('details:not(.menu)').forEach(more => { more.open = true; });
      document.body.tabIndex = -1; // whatever the page gave the focus to
      document.body.focus({ preventScroll: true });
      document.body.removeAttribute('tabindex');
      scrollTo(0, 0);
    }
    Object.assign(walk, { stops: [], found: [], over: false, same: 0 });
    walk.all = [...walk.root.querySelectorAll(acting)].filter(works);
    walk.scrollers = [...walk.root.querySelectorAll('*')].filter(scrolls);
    walk.plain = new Map([...walk.all, ...walk.scrollers].filter(element => element !== document.activeElement).flatMap(shows).map(element => [element, dress(element)]));
    walk.root.querySelectorAll('[tabindex]').forEach(element => { if (element.tabIndex > 0) fault(element, `tabindex ${element.tabIndex} goes before the order of the document`, 'remove it'); });
    if (walk.isDialog && !walk.root.contains(document.activeElement)) fault(opener, `its dialog is open and the focus is on ${say(document.activeElement)}`, 'give it to the first field');
    if (walk.isDialog) { // from its top, wherever it gave the focus
      walk.root.tabIndex = -1;
      walk.root.focus({ preventScroll: true });
    }
    return walk.all.length + walk.scrollers.length;
  };

  const fault = (element, wrong, remedy) => walk.found.push(`${walk.where}${say(element)}: ${wrong} — ${remedy}`);

  const look = element => {
    const box = boxOf(element);
    if (!box) return fault(element, 'has the focus but is not drawn', 'hide it from the keyboard or draw it');
    const shown = shows(element).filter(at => walk.plain.has(at) ? dress(at) !== walk.plain.get(at) : ring(at));
    if (!shown.length) fault(element, 'does not show that it has the focus', 'give :focus-visible an outline');
    else if (shown.every(at => ring(at)) && !shown.some(at => isSeen(at))) fault(element, 'its outline is cut off by a box that hides what sticks out', 'use a negative outline-offset');
    const cut = clips(element).reduce((left, clip) => ({ left: Math.max(left.left, clip.left), top: Math.max(left.top, clip.top), right: Math.min(left.right, clip.right), bottom: Math.min(left.bottom, clip.bottom) }), box);
    if (cut.right - cut.left < 1 || cut.bottom - cut.top < 1) return fault(element, `has the focus out of sight (${Math.round(box.left)}, ${Math.round(box.top)})`, 'let it scroll into view');
    if (element.matches('svg *')) return; // marks of a chart may lie on each other
    const hit = document.elementFromPoint((cut.left + cut.right) / 2, (cut.top + cut.bottom) / 2);
    const own = at => at && (at === element || element.contains(at) || [...element.labels ?? []].some(label => label.contains(at)));
    if (!own(hit)) fault(element, `is under ${hit ? say(hit) : 'nothing'} when it has the focus`, 'scroll-padding or scroll-margin for the bar that covers it');
  };
  const isSeen = element => {
    const { width, offset } = ring(element);
    const box = [...element.getClientRects()].find(part => part.width > 1) ?? element.getBoundingClientRect();
    const far = offset + Math.min(width, 1) - 0.5;
    const sides = side => clips(element).every(clip => ({ left: box.left - far >= clip.left, right: box.right + far <= clip.right, top: box.top - far >= clip.top, bottom: box.bottom + far <= clip.bottom })[side]);
    return ['left', 'right', 'top', 'bottom'].filter(sides).length >= 2;
  };

  // Seen at the next key, when the page has scrolled to what has the focus.
  const note = () => {
    if (walk.over || !walk.root) return;
    const at = document.activeElement;
    if (at && at.getAttribute('tabindex') === '-1' && walk.root.contains(at)) return; // a heading that a dialog begins at
    const last = walk.stops[walk.stops.length - 1];
    if (!at || at === document.body || at === document.documentElement) { walk.over = walk.stops.length > 0; return; }
    if (!walk.root.contains(at)) {
      if (walk.isDialog) fault(at, 'gets the focus while a dialog is open', 'open the dialog with showModal');
      walk.over = true;
      return;
    }
    if (at === last) {
      if (walk.isDialog && walk.all.length === 1) { walk.over = true; return; }
      if (++walk.same > (at.matches(severalStops) ? 10 : 2)) { fault(at, 'Tab does not leave it', 'let Tab go on'); walk.over = true; }
      return;
    }
    walk.same = 0;
    if (at === walk.stops[0]) { walk.over = true; return; }
    if (walk.stops.includes(at)) { fault(at, 'the focus comes back here before it was everywhere', 'let Tab go on'); walk.over = true; return; }
    if (last && !walk.isDialog && last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_PRECEDING) fault(at, `comes after ${say(last)}, which stands behind it`, 'let the order of the document be the order of the focus');
    walk.stops.push(at);
    look(at);
  };
  addEventListener('keydown', event => { if (event.key === 'Tab') note(); }, true);

  const groupOf = radio => radio.matches('input[type=radio][name]') ? walk.all.filter(other => other.type === 'radio' && other.name === radio.name && other.form === radio.form) : [radio];

  walk.go = () => { note(); return walk.over; };
  walk.finish = () => {
    if (!walk.over) walk.found.push(`the focus never comes round after ${walk.stops.length} elements; the last is ${say(walk.stops[walk.stops.length - 1] ?? document.body)}`);
    const reached = new Set(walk.stops);
    for (const element of walk.all)
      if (element.isConnected && works(element) && !groupOf(element).some(other => reached.has(other))) fault(element, 'Tab never comes here', 'make it a link, a button or a field');
    for (const box of walk.scrollers)
      if (box.isConnected && !reached.has(box) && !walk.stops.some(stop => box.contains(stop))) fault(box, 'scrolls, but not by the keyboard', 'tabindex="0", a role and a name');
    walk.groups = [...new Set(walk.all.filter(element => element.type === 'radio' && element.isConnected))].map(groupOf).filter(group => group.length > 1 && group[0].isConnected)
      .filter((group, at, all) => all.findIndex(other => other[0] === group[0]) === at);
    return walk.found;
  };

  // Arrow keys in groups of radio buttons; what the page does on a change is not asked for here.
  const quiet = event => { if (walk.arrows) event.stopImmediatePropagation(); };
  ['input', 'change', 'click'].forEach(name => addEventListener(name, quiet, true));
  walk.enter = at => { walk.arrows = true; (walk.groups[at].find(radio => radio.checked) ?? walk.groups[at][0]).focus(); walk.from = document.activeElement; };
  walk.moved = at => { walk.arrows = false; return document.activeElement !== walk.from && walk.groups[at].includes(document.activeElement) ? [] : [`${say(walk.groups[at][0])}: arrow keys do not move between the ${walk.groups[at].length} of its group — give them one name`]; };

  // What opens over the page, told apart by where it leads without numbers.
  walk.openers = () => {
    const kind = element => element.matches('summary') ? `menu ${element.getAttribute('class')}` : `dialog ${element.getAttribute('href').split('?')[0].replace(/[^/]*\d[^/]*/g, '*')}`;
    walk.opening = [...document.querySelectorAll('details.menu > summary, a[hx-target="#dialog"][href]')].filter(works);
    return walk.opening.map(kind);
  };
  walk.opener = at => { walk.opening[at].focus(); };
  walk.isSettled = () => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added'); // htmx gives the focus as its last act
  walk.isOpen = at => walk.opening[at].matches('summary') ? walk.opening[at].parentElement.open : document.getElementById('dialog').open;
  walk.again = at => { // Tab has left the menu and may have closed it
    if (walk.isDialog) return false;
    walk.opener(at);
    return !walk.isOpen(at);
  };
  walk.inside = at => { [...walk.root.querySelectorAll(acting)].find(element => element !== walk.opening[at] && works(element))?.focus(); };
  walk.closed = at => {
    const from = walk.opening[at], found = [];
    if (walk.isOpen(at)) found.push(`${say(from)}: Escape does not close what it opened`);
    if (document.activeElement !== from) found.push(`${say(from)}: after Escape the focus is on ${say(document.activeElement)} — give it back to what opened it`);
    return found;
  };

  // What is shown under the pointer only.
  walk.hovers = () => {
    const rules = list => [...list].flatMap(rule => rule.cssRules?.length ? [rule, ...rules(rule.cssRules)] : [rule]);
    return [...document.styleSheets].flatMap(sheet => rules(sheet.cssRules)).filter(rule => rule.selectorText?.includes(':hover') && !rule.selectorText.includes(':focus'))
      .filter(rule => ['display', 'visibility', 'opacity', 'clip-path', 'height', 'max-height'].some(name => rule.style[name] && !(name === 'opacity' && +rule.style[name] > 0 && +rule.style[name] < 1)))
      .filter(rule => { try { return document.querySelector(rule.selectorText.replaceAll(':hover', '')); } catch { return false; } })
      .map(rule => `${rule.selectorText} { ${rule.style.cssText.slice(0, 60)} }: shown under the pointer only — add :focus-visible or :focus-within`);
  };

  walk.skip = () => { const link = document.querySelector('a.skip'); link?.focus(); return !!link; };
  walk.skipped = () => document.activeElement === document.getElementById('main') || document.getElementById('main').contains(document.activeElement) ? [] : [`a.skip leads to ${say(document.activeElement)} — it should lead to #main`];
}
