// Makes the browser's files: src/web/assets/*.ts and *.css -> assets.c and assets.json.
//   node tools/assets.mjs --assets DIR --text DIR --out-c FILE --out-json FILE
// Each script is made once a language: T('key') becomes the sentence itself, so that no catalogue is
// sent to a browser. The name of a file holds a hash of its bytes. Bytes are also packed with gzip
// and brotli here, and sent as they lie.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const options = {};
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].slice(2)] = process.argv[i + 1];
const fail = (text) => {
  console.error(text);
  process.exit(1);
};
const esbuild = await import('esbuild').catch(() =>
  fail('esbuild is not installed: run npm ci in the project (./run does it)'));

// kerja, kirim and tanda come first: others hold their addresses.
const SCRIPTS = ['kerja', 'kirim', 'tanda', 'umum', 'lacak', 'lapor', 'tabel', 'periksa', 'kasus', 'kunci', 'titipan', 'boleh', 'terus'];
const SHEETS = ['style.css', 'aturan.css', 'ikrar.css', 'barometer.css', 'surat.css', 'piagam.css']; // entry pages carry the first inline
// A worker keeps its address, by which browsers ask for its next version; it lies at the root, so
// that it may serve pages which are no folder.
const WORKERS = { luring: { id: '/boleh-luring.js', en: '/may-i-offline.js' } };
const WORDLESS = ['bukti', 'segel']; // verifier and sealing: the same in both languages
// The offline page: the same verifier, its sheet and both languages in one file, which may run nothing
// else and ask nobody. A keeper of the file compares its hash with the log's (docs/adr/0030).
const ALONE = { page: 'mandiri', path: '/periksa-netral.html' };
const PREFIX = '/aset/';

const catalogue = (language) => JSON.parse(readFileSync(join(options.text, `${language}.json`), 'utf8'));
const spoken = (value) => (typeof value === 'string' ? value : value.other);

const LANGUAGES = { id: catalogue('id'), en: catalogue('en') };
// T('js.key') -> "sentence"; in a file of both languages, the one that the page's own tongue gives.
const SAID = {
  id: (key) => JSON.stringify(spoken(LANGUAGES.id[key])), en: (key) => JSON.stringify(spoken(LANGUAGES.en[key])),
  both: (key) => `(document.documentElement.lang === 'en' ? ${SAID.en(key)} : ${SAID.id(key)})`,
};
const sentences = (language) => ({
  name: 'sentences',
  setup(build) {
    build.onLoad({ filter: /src\/web\/assets\/.*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const errors = [];
      const contents = source.replace(/\bT\('([^']*)'\)/g, (_, key) => {
        if (key in LANGUAGES.id) return SAID[language](key);
        const line = source.slice(0, source.indexOf(`'${key}'`)).split('\n').length;
        errors.push({ text: `unknown text ${key}`, location: { file: path, line } });
        return "''";
      });
      return { contents, loader: 'ts', errors };
    });
  },
});

const common = { write: false, minify: true, logLevel: 'error', target: 'es2020', charset: 'utf8', legalComments: 'none' };
const script = async (name, language, others = {}, format = 'esm') => {
  const made = await esbuild.build({
    ...common,
    entryPoints: [join(options.assets, `${name}.ts`)],
    bundle: true,
    external: [`${PREFIX}*`], // asked for by the page itself, when it needs them
    format,
    define: {
      ENGLISH: String(language === 'en'), KERJA: JSON.stringify(others.kerja ?? ''), TANDA: JSON.stringify(others.tanda ?? ''),
      BOLEH: JSON.stringify(others.boleh ?? ''), BUKTI: JSON.stringify(others.bukti ?? ''),
      SEGEL: JSON.stringify(others.segel ?? ''), KIRIM: JSON.stringify(others.kirim ?? ''),
    },
    plugins: [sentences(language)],
  });
  return Buffer.from(made.outputFiles[0].contents);
};

const digest = (bytes) => createHash('sha256').update(bytes).digest();
const asset = (name, type, bytes) => {
  const hash = digest(bytes).toString('hex').slice(0, 12);
  const dot = name.lastIndexOf('.');
  const smaller = (packed) => (packed.length < bytes.length ? packed : Buffer.alloc(0));
  return {
    path: `${PREFIX}${name.slice(0, dot)}-${hash}${name.slice(dot)}`,
    type,
    bytes,
    gzip: smaller(gzipSync(bytes, { level: 9 })),
    brotli: smaller(brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    })),
    etag: `"${hash}"`,
    sha256: digest(bytes).toString('hex'),
  };
};

const sheet = async (name) => (await esbuild.transform(readFileSync(join(options.assets, name), 'utf8'), {
  loader: 'css', minify: true, charset: 'utf8', legalComments: 'none',
})).code.trim();

// <h1 {t self.heading}></h1> -> both sentences as attributes, the Indonesian one as text.
const html = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const alone = async () => {
  const script_ = (await script(ALONE.page, 'both', {}, 'iife')).toString('utf8').trim();
  const style = await sheet(`${ALONE.page}.css`);
  if (/<\/(script|style)/i.test(script_ + style)) fail('the offline page ends its own script');
  const source = (bytes) => `'sha256-${digest(bytes).toString('base64')}'`;
  const policy = `default-src 'none'; script-src ${source(script_)}; style-src ${source(style)}; img-src data:; base-uri 'none'; `
    + `form-action 'none'; require-trusted-types-for 'script'`;
  const holes = { policy, style, script: script_ };
  return Buffer.from(readFileSync(join(options.assets, `${ALONE.page}.html`), 'utf8')
    .replace(/ \{t ([^}]+)\}>/g, (_, key) => {
      if (!(key in LANGUAGES.id)) fail(`${ALONE.page}.html: unknown text ${key}`);
      const [id, en] = ['id', 'en'].map((language) => html(spoken(LANGUAGES[language][key])));
      return ` data-id="${id}" data-en="${en}">${id}`;
    })
    .replace(/\{(policy|style|script)\}/g, (_, hole) => holes[hole]));
};

// The first page of an exported log: both languages, no script.
const logPage = async () => {
  const style = await sheet(`${ALONE.page}.css`);
  const policy = `default-src 'none'; style-src 'sha256-${digest(style).toString('base64')}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const say = (language, key) => (key in LANGUAGES.id ? html(spoken(LANGUAGES[language][key])) : fail(`catatan.html: unknown text ${key}`));
  return Buffer.from(readFileSync(join(options.assets, 'catatan.html'), 'utf8')
    .replace(/\{(id|en|s) ([^}]+)\}/g, (_, language, key) => (language === 's' ? `${say('id', key)} - ${say('en', key)}` : say(language, key)))
    .replace('{policy}', policy).replace('{style}', () => style));
};

const build = async () => {
  const assets = [];
  const paths = {};
  const sheets = [];
  for (const name of SHEETS) {
    sheets.push(Buffer.from(await sheet(name)));
    assets.push(asset(name, 'text/css; charset=utf-8', sheets.at(-1)));
    paths[name] = { id: assets.at(-1).path, en: assets.at(-1).path };
  }
  for (const name of WORDLESS) {
    assets.push(asset(`${name}.js`, 'text/javascript; charset=utf-8', await script(name, 'id')));
    paths[`${name}.js`] = { id: assets.at(-1).path, en: assets.at(-1).path };
  }
  for (const name of SCRIPTS) {
    paths[`${name}.js`] = {};
    for (const language of ['id', 'en']) {
      const others = { kerja: paths['kerja.js']?.[language], kirim: paths['kirim.js']?.[language], tanda: paths['tanda.js']?.[language], bukti: paths['bukti.js'].id,
        segel: paths['segel.js'].id };
      const bytes = await script(name, language, others);
      const made = asset(`${name}.${language}.js`, 'text/javascript; charset=utf-8', bytes);
      if (!assets.some((a) => a.path === made.path)) assets.push(made);
      paths[`${name}.js`][language] = made.path;
    }
  }
  for (const [name, places] of Object.entries(WORKERS))
    for (const [language, path] of Object.entries(places)) {
      const bytes = await script(name, language, { boleh: paths['boleh.js'][language] }, 'iife');
      assets.push({ ...asset(`${name}.js`, 'text/javascript; charset=utf-8', bytes), path, revalidate: true });
    }
  const page = asset('periksa-netral.html', 'text/html; charset=utf-8', await alone());
  assets.push({ ...page, path: ALONE.path, revalidate: true, keep: true });
  paths['periksa-netral.html'] = { id: ALONE.path, en: ALONE.path };
  return { assets, paths, style: sheets[0], log: await logPage() };
};

// String literals cost the compiler far less than arrays of numbers, but C17 promises only 4,095
// bytes of one: so arrays, 32 numbers a line.
const array = (name, bytes) => {
  const lines = [];
  for (let i = 0; i < bytes.length; i += 32) lines.push('    ' + [...bytes.subarray(i, i + 32)].join(',') + ',');
  return `static const unsigned char ${name}[] = {\n${lines.join('\n')}\n};\n`;
};

const { assets, paths, style, log } = await build().catch((e) => fail(String(e.message ?? e)));
const view = (name, bytes) => (bytes.length ? `{(const char *)${name}, sizeof ${name}}` : '{NULL, 0}');
let c = '/* Made by tools/assets.mjs from src/web/assets: not to be edited. */\n#include "web/web.h"\n\n';
assets.forEach((a, i) => {
  c += array(`bytes_${i}`, a.bytes);
  if (a.gzip.length) c += array(`gzip_${i}`, a.gzip);
  if (a.brotli.length) c += array(`brotli_${i}`, a.brotli);
});
c += array('log_page', log);
c += 'static const struct web_asset ASSETS[] = {\n';
assets.forEach((a, i) => {
  c += `    {STR_INIT("${a.path}"), "${a.type}", ${view(`bytes_${i}`, a.bytes)}, ${view(`gzip_${i}`, a.gzip)},\n`
    + `     ${view(`brotli_${i}`, a.brotli)}, ${JSON.stringify(a.etag)}, ${JSON.stringify(a.sha256)},\n     ${Boolean(a.revalidate)}, ${Boolean(a.keep)}},\n`;
});
c += `};

const struct web_asset *web_asset_find(struct str path) {
    for (size_t i = 0; i < COUNT_OF(ASSETS); i++)
        if (str_equal(ASSETS[i].path, path))
            return &ASSETS[i];
    return NULL;
}

const struct web_asset *web_asset_list(size_t *ret_count) {
    *ret_count = COUNT_OF(ASSETS);
    return ASSETS;
}

struct str web_style(void) {
    return ASSETS[0].bytes;
}

struct str web_log_page(void) {
    return (struct str){(const char *)log_page, sizeof log_page};
}

struct str web_style_hash(void) {
    return STR("'sha256-${digest(style).toString('base64')}'");
}
`;
writeFileSync(options['out-c'], c);
const sizes = Object.fromEntries(assets.map((a) => [a.path, { bytes: a.bytes.length, gzip: a.gzip.length, brotli: a.brotli.length }]));
writeFileSync(options['out-json'], JSON.stringify({ paths, sizes }, null, 1) + '\n');
