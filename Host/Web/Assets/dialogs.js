// A link with data-dialog opens its page in the one dialog of the frame; without script it is a page of its own.
import { backToOpener, give, openedFrom } from './focus.js';

const dialog = () => document.getElementById('dialog');
document.addEventListener('htmx:afterSwap', event => {
  const box = dialog();
  if (event.detail.target !== box || !box.childElementCount) return;
  const isNew = !box.open;
  if (isNew) {
    openedFrom();
    box.showModal();
    // The browser may choose a box that only scrolls; the person came for the first field.
    if (!document.activeElement.matches('.inp, .box, a, button, summary')) box.querySelector('[autofocus], :is(.inp, .box):enabled:not([type=hidden]), footer .btn')?.focus();
  }
  box.scrollTop = 0; // a refusal stands at the top
  if (isNew && document.activeElement.getBoundingClientRect().bottom > box.getBoundingClientRect().bottom) give(box.querySelector('h2')); // what has the focus is seen
});
document.addEventListener('click', event => {
  if (event.target.closest('[data-close]') && dialog()?.open) { event.preventDefault(); dialog().close(); }
  if (event.target === dialog()) dialog().close(); // a click on the veil
});
document.addEventListener('close', event => {
  if (event.target !== dialog()) return;
  dialog().replaceChildren();
  backToOpener();
}, true);
// A file comes without a page: the dialog that asked for it is done.
document.addEventListener('submit', event => { if (event.target.hasAttribute('data-download')) setTimeout(() => dialog()?.close()); });
// What a popover shows closes with Escape, which gives the focus back, and when one goes elsewhere by click or key.
const closeMenus = except => document.querySelectorAll('details.menu[open]').forEach(menu => {
  if (menu === except) return;
  if (menu.contains(document.activeElement)) menu.querySelector('summary').focus();
  menu.open = false;
});
document.addEventListener('click', event => closeMenus(event.target.closest('details.menu')));
document.addEventListener('focusin', event => { if (!event.target.closest('dialog')) closeMenus(event.target.closest('details.menu')); });
document.addEventListener('keydown', event => { if (event.key === 'Escape' && !dialog()?.open) closeMenus(null); });
document.addEventListener('click', event => { if (event.target.closest('[data-print]')) print(); });
