// Everything the pages run: htmx with morphing swaps, and the small own modules. All of it is an enhancement;
// every page works as links and forms without it.
import './htmx-global.js';
import 'idiomorph/dist/idiomorph-ext.esm.js';
import './clocks.js';
import './focus.js';
import './dialogs.js';
import './forms.js';
import './drafts.js';
import './shortcuts.js';
import './theme.js';
import './live.js';
import './presence.js';
import './scrolls.js';
import './studio.js';
