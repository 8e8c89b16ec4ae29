// One event stream per browser (D25): six tabs would exhaust the connections of HTTP/1.1. Tabs listen here.
const ports = new Set();
let open = false;
const tell = message => ports.forEach(port => port.postMessage(message));
const source = new EventSource('/live');
source.addEventListener('hello', () => { open = true; tell({ open }); });
source.addEventListener('ping', () => tell({ open: true }));
source.addEventListener('changed', event => tell({ open: true, topics: event.data.split(' ') }));
source.addEventListener('error', () => { open = false; tell({ open }); });
addEventListener('connect', event => {
  const [port] = event.ports;
  ports.add(port);
  port.addEventListener('message', message => { if (message.data === 'bye') ports.delete(port); });
  port.start();
  port.postMessage({ open });
});
