// What cleans and packs, src/web/assets/kotak.ts, bersih.ts and kemas.ts, made into a module for node.
import { build } from 'esbuild';

const made = await build({
  stdin: {
    contents: "export { blanked } from './kotak'; export { clean } from './bersih'; export { pack } from './kemas';",
    resolveDir: 'src/web/assets', loader: 'ts',
  },
  bundle: true, format: 'esm', target: 'es2020', write: false, logLevel: 'error',
});
export const { blanked, clean, pack } = await import('data:text/javascript;base64,' + Buffer.from(made.outputFiles[0].contents).toString('base64'));
