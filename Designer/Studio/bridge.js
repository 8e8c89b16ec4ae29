// Starts Elsa Studio in the frame of our page and keeps the two together: language, colours, addresses, sign-in and what was saved.
(async () => {
  const frame = document.body.dataset;
  const shell = window.parent;
  const tell = message => shell.postMessage({ source: 'studio', ...message }, location.origin);

  // Studio reads its culture (dates, numbers) once, from here.
  localStorage.setItem('BlazorCulture', frame.culture);

  // Colours follow the page around us, also when they are changed there.
  const paint = () => { document.documentElement.dataset.scheme = shell.document.documentElement.dataset.bsTheme ?? 'light'; };
  paint();
  shell.addEventListener('itr:theme', paint);

  // Studio's own addresses, as pages of ours.
  const ours = url => {
    const { pathname, searchParams } = new URL(url, document.baseURI);
    let found = pathname.match(/workflows\/instances\/([^/]+)\/view$/);
    if (found) return `/designer/instances/${found[1]}`;
    found = pathname.match(/workflows\/definitions\/([^/]+)\/edit$/);
    if (found) return `/designer/${found[1]}`;
    return pathname.endsWith('/diagnostics/structured-logs') ? `/operations/instances/${searchParams.get('workflowInstanceId') ?? ''}` : null;
  };
  const push = history.pushState;
  history.pushState = function (state, title, url) {
    const target = url && ours(url);
    if (target) shell.location.assign(target);
    else push.apply(history, arguments);
  };
  document.addEventListener('click', event => {
    const link = event.composedPath().find(node => node instanceof HTMLAnchorElement && node.href);
    const target = link && ours(link.href);
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    shell.location.assign(target);
  }, true);

  // Saves go through fetch: the bar above the frame says what came of them, and an ended session leads to the sign-in page.
  const send = window.fetch;
  window.fetch = async (...request) => {
    const answer = await send(...request);
    const url = new URL(typeof request[0] === 'string' ? request[0] : request[0].url, document.baseURI);
    if (answer.status === 401) shell.location.assign(`/sign-in?returnUrl=${encodeURIComponent(shell.location.pathname)}`);
    if ((request[1]?.method ?? 'GET') === 'POST' && url.pathname.endsWith('/workflow-definitions')) report(answer.clone());
    return answer;
  };
  const report = async answer => {
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) tell({ kind: 'saved', version: body.workflowDefinition?.version, published: body.workflowDefinition?.isPublished });
    else tell({ kind: 'refused', messages: Object.values(body.errors ?? {}).flat() });
  };

  // Studio shows the middle of a flow, where a large one may have nothing: begin at its first step, or where an instance waits.
  const pause = () => new Promise(done => setTimeout(done, 300));
  const drawn = () => [...document.querySelectorAll('.x6-node')].filter(node => node.querySelector('.activity-label'));
  const aim = async () => {
    for (let before = -1, tries = 0; tries < 200 && (before <= 0 || drawn().length !== before); tries++) {
      before = drawn().length;
      await pause();
    }
    for (let tries = 0; tries < 4; tries++) { // an instance is centred once more when its totals arrive
      if (await moveCanvas()) return;
      await pause();
      await pause();
    }
  };
  const moveCanvas = async () => {
    const canvas = document.querySelector('.x6-graph-svg');
    if (!canvas) return true;
    const { left, top, right } = canvas.getBoundingClientRect();
    const { bottom } = canvas.closest('.rz-splitter-pane')?.getBoundingClientRect() ?? canvas.getBoundingClientRect();
    const boxes = drawn().map(node => ({ node, box: node.getBoundingClientRect() }));
    const seen = ({ box }) => box.left >= left && box.top >= top && box.right <= right && box.bottom <= bottom;
    if (boxes.every(seen)) return true;
    const first = boxes.find(({ node }) => node.querySelector('.mud-badge.mud-theme-warning')) ?? boxes.reduce((a, b) => (b.box.left < a.box.left ? b : a));
    if (seen(first)) return true;
    await drag(canvas, left + (right - left) / 8 - first.box.left, (top + bottom) / 2 - first.box.top);
    return false;
  };
  const drag = async (canvas, x, y) => {
    for (const [type, clientX, clientY] of [['mousedown', 0, 0], ['mousemove', x, y], ['mouseup', x, y]]) {
      canvas.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window, clientX, clientY, buttons: 1 }));
      await pause();
    }
  };

  document.querySelector('#blazor-error-ui a').addEventListener('click', event => { event.preventDefault(); location.reload(); });

  await Blazor.start();
  const element = document.createElement(frame.element);
  element.setAttribute(frame.element.endsWith('viewer') ? 'instance-id' : 'definition-id', frame.id);
  element.setAttribute('remote-endpoint', `${location.origin}/elsa/api`); // absolute, no slash at its end
  await customElements.whenDefined(frame.element);
  document.getElementById('host').append(element);
  element.editWorkflowDefinition = id => shell.location.assign(`/designer/${id}`);
  document.getElementById('wait').remove();
  tell({ kind: 'started' });
  await aim();
  frame.ready = '';
})();
