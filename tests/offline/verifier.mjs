// The pages' verifier, src/web/assets/bukti.ts, made into a module for node: the same source that
// /periksa asks for and that the offline page holds. It shares no line with the server.
import { build } from 'esbuild'

const made = await build({
  entryPoints: ['src/web/assets/bukti.ts'], bundle: true, format: 'esm', target: 'es2020', write: false, logLevel: 'error',
})
export const verifier = await import('data:text/javascript;base64,' + Buffer.from(made.outputFiles[0].contents).toString('base64'))
