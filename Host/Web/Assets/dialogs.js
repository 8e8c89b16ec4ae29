// A link with data-dialog opens its page in the one dialog of the frame; without script it is a page of its own.
const dialog = () => document.getElementById('dialog');
document.addEventListener('htmx:afterSwap', event => {
  if (event.detail.target !== dialog() || !dialog().childElementCount) return;
  if (!dialog().open) dialog().showModal();
  dialog().scrollTop = 0; // a refusal stands at the top
});
document.addEventListener('click', event => {
  if (event.target.closest('[data-close]') && dialog()?.open) { event.preventDefault(); dialog().close(); }
  if (event.target === dialog()) dialog().close(); // a click on the veil
});
document.addEventListener('close', event => { if (event.target === dialog()) dialog().replaceChildren(); }, true);
// A file comes without a page: the dialog that asked for it is done.
document.addEventListener('submit', event => { if (event.target.hasAttribute('data-download')) setTimeout(() => dialog()?.close()); });
// What a popover shows closes with Escape and by a click elsewhere.
const closeMenus = except => document.querySelectorAll('details.menu[open]').forEach(menu => { if (menu !== except) menu.open = false; });
document.addEventListener('click', event => closeMenus(event.target.closest('details.menu')));
document.addEventListener('keydown', event => { if (event.key === 'Escape') closeMenus(null); });
document.addEventListener('click', event => { if (event.target.closest('[data-print]')) print(); });
