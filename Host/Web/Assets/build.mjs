// Builds what the pages load into ../wwwroot/lib: one stylesheet, the scripts, one sprite, each named by its
// content, with gzip and brotli beside it, and manifest.json that tells the server the names.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const lib = join(here, '../wwwroot/lib');
const manifest = {};

/** Tabler's own build prefixes its custom properties after Sass; so does this one. */
const tabler = () => sass
  .compile(join(here, 'tabler.scss'), { loadPaths: [modules], quietDeps: true, charset: false })
  .css.replace(/(?<![\w-])--(?=[a-z])/g, '--tblr-');

const styles = async () => (await esbuild.transform(`${tabler()}\n${readFileSync(join(here, 'site.css'), 'utf8')}`,
  { loader: 'css', minify: true, target: 'es2022', legalComments: 'none' })).code;

const script = async file => (await esbuild.build({
  entryPoints: [join(here, file)], bundle: true, minify: true, write: false, format: 'iife', target: 'es2022', legalComments: 'none',
})).outputFiles[0].text;

const symbol = name => {
  const [kind, file] = name.startsWith('f-') ? ['filled', name.slice(2)] : ['outline', name];
  const path = join(modules, '@tabler/icons/icons', kind, `${file}.svg`);
  if (!existsSync(path)) throw new Error(`icons.txt: expected a Tabler icon, found "${name}" (no ${kind}/${file}.svg)`);
  const paths = readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->/, '').replace(/<\/?svg[^>]*>/g, '').replace(/\s+/g, ' ').trim();
  const paint = kind === 'filled' ? 'fill="currentColor"'
    : 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="i-${name}" viewBox="0 0 24 24" ${paint}>${paths}</symbol>`;
};

const sprite = () => {
  const names = readFileSync(join(here, 'icons.txt'), 'utf8').split(/\s+/).filter(Boolean);
  return `<svg xmlns="http://www.w3.org/2000/svg">${[...new Set(names)].sort().map(symbol).join('')}</svg>`;
};

const put = (name, text) => {
  const [stem, extension] = name.split('.');
  const file = `${stem}.${createHash('sha256').update(text).digest('hex').slice(0, 10)}.${extension}`;
  const bytes = Buffer.from(text);
  writeFileSync(join(lib, file), bytes);
  writeFileSync(join(lib, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(lib, `${file}.br`), brotliCompressSync(bytes));
  manifest[name] = file;
  console.log(`${name} ${(bytes.length / 1024).toFixed(1)} kB, ${(gzipSync(bytes).length / 1024).toFixed(1)} kB gzip`);
};

rmSync(lib, { recursive: true, force: true });
mkdirSync(lib, { recursive: true });
put('site.css', await styles());
put('site.js', await script('site.js'));
put('scheme.js', await script('scheme.js'));
put('live-worker.js', await script('live-worker.js'));
put('icons.svg', sprite());
put('logo.svg', readFileSync(join(here, 'logo.svg'), 'utf8').trim());
writeFileSync(join(lib, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
