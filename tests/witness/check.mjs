// Who signed a note, by node's own Ed25519 and no line of ours: `node check.mjs VKEY... < note` prints
// a line for each key, "<name> <seconds, 0 for the log>" or "<name> no".
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const [text, lines] = readFileSync(0, 'utf8').split('\n\n')
const body = text + '\n'
const signatures = lines.trimEnd().split('\n').map(line => {
  const [, name, base64] = line.split(' ')
  return { name, blob: Buffer.from(base64, 'base64') }
})
for (const vkey of process.argv.slice(2)) {
  const [name, , ...rest] = vkey.split('+')
  const typed = Buffer.from(rest.join('+'), 'base64')
  const key = createPublicKey({ key: Buffer.concat([SPKI, typed.subarray(1)]), format: 'der', type: 'spki' })
  const id = createHash('sha256').update(Buffer.concat([Buffer.from(name + '\n'), typed])).digest().subarray(0, 4)
  const mine = signatures.find(s => s.name === name && s.blob.subarray(0, 4).equals(id))
  let said = 'no'
  if (mine && typed[0] === 1 && verify(null, Buffer.from(body), key, mine.blob.subarray(4))) said = '0'
  if (mine && typed[0] === 4) {
    const seconds = mine.blob.readBigUInt64BE(4)
    if (verify(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${body}`), key, mine.blob.subarray(12))) said = `${seconds}`
  }
  console.log(`${name} ${said}`)
}
