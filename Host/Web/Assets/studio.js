// What the frame with Elsa Studio reports: the bar above it says when a draft was saved and why a save or a publish was refused.
addEventListener('message', ({ origin, data }) => {
  if (origin !== location.origin || data?.source !== 'studio') return;
  const saved = document.querySelector('[data-studio-saved]');
  const refused = document.querySelector('[data-studio-refused]');
  if (!saved || !refused || data.kind === 'started') return;
  refused.hidden = data.kind === 'saved';
  if (data.kind === 'saved') {
    saved.textContent = saved.dataset.saved.replace('{0}', new Date().toLocaleTimeString(document.documentElement.lang));
    if (!data.published) becomeDraft(data.version);
    return;
  }
  refused.replaceChildren(...data.messages.map(message => {
    const line = document.createElement('p');
    const address = message.match(/\/processes\/\S+/)?.[0];
    line.textContent = message;
    if (address) {
      const link = document.createElement('a');
      link.href = address.replace(/[.。]$/, '');
      link.textContent = ' → ' + link.pathname;
      line.append(link);
    }
    return line;
  }));
});

// The first save of a published version begins the next one.
function becomeDraft(version) {
  const state = document.querySelector('[data-studio-state]');
  const crumb = document.querySelector('[data-studio-version]');
  const tag = state.querySelector('.tg');
  tag.classList.replace('met', 'warn');
  tag.textContent = state.dataset.studioState.replace('{0}', version);
  crumb.textContent = crumb.dataset.studioVersion.replace('{0}', version);
}
