// What scrolls can be reached by the keyboard; what fits is no stop on its way.
const mark = () => document.querySelectorAll('.scroll, .paper, pre').forEach(box => {
  const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  if (scrolls) box.tabIndex = 0;
  else box.removeAttribute('tabindex');
});

document.addEventListener('htmx:afterSettle', mark);
addEventListener('resize', mark);
mark();
