// The extensions look for one global htmx; modules run in the order of their imports.
import htmx from 'htmx.org';

window.htmx = htmx;
