// Scripts of the pages, made into modules for node: the verifier (src/web/assets/bukti.ts), the same source that
// /periksa asks for and that the offline page holds, and receipt codes. They share no line with the server.
import { build } from 'esbuild'

const made = async (name) => {
  const { outputFiles } = await build({
    entryPoints: [`src/web/assets/${name}.ts`], bundle: true, format: 'esm', target: 'es2020', write: false, logLevel: 'error',
  })
  return import('data:text/javascript;base64,' + Buffer.from(outputFiles[0].contents).toString('base64'))
}
export const verifier = await made('bukti')
export const kode = await made('kode')
