// Runs before anything is painted: who chose no colours has those of the device, also when it changes them.
const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => {
  if (!('follows' in root.dataset)) return;
  root.dataset.bsTheme = dark.matches ? 'dark' : 'light';
  dispatchEvent(new Event('itr:theme'));
};
follow();
dark.addEventListener('change', follow);
