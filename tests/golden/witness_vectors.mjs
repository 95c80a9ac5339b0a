// Makes tests/golden/witness-vectors.txt with node's own Ed25519 and SHA-256, sharing no line with
// the program: node tests/golden/witness_vectors.mjs > tests/golden/witness-vectors.txt
// Formats: C2SP tlog-cosignature (cosignature/v1), tlog-witness (add-checkpoint), RFC 6962 2.1.2.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'

const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest()
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const LOG = 1, WITNESS = 4

function key(name, fill, type) {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, Buffer.alloc(32, fill)]), format: 'der', type: 'pkcs8' })
  const open = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32)
  const id = sha(Buffer.from(name + '\n'), Buffer.from([type]), open).subarray(0, 4)
  const vkey = `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.from([type]), open]).toString('base64')}`
  return { name, secret, id, vkey }
}

const line = (k, ...parts) => `\u2014 ${k.name} ${Buffer.concat([k.id, ...parts]).toString('base64')}\n`
const signed = (k, text) => line(k, sign(null, Buffer.from(text), k.secret))
function cosigned(k, text, seconds) {
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(seconds)
  return line(k, time, sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), k.secret))
}

const leaves = Array.from({ length: 700 }, (_, i) => sha(Buffer.from([0]), Buffer.from(`leaf-${i}`)))
const split = n => { let k = 1; while (k * 2 < n) k *= 2; return k }
function root(list) {
  if (!list.length) return sha()
  if (list.length === 1) return list[0]
  const k = split(list.length)
  return sha(Buffer.from([1]), root(list.slice(0, k)), root(list.slice(k)))
}
function subproof(m, list, whole) {
  if (m === list.length) return whole ? [] : [root(list)]
  const k = split(list.length)
  return m <= k ? [...subproof(m, list.slice(0, k), whole), root(list.slice(k))]
    : [...subproof(m - k, list.slice(k), false), root(list.slice(0, k))]
}

const log = key('log.example/netral', 1, LOG)
const witnesses = [['witness.example/w1', 2], ['witness.example/w2', 3]].map(([n, f]) => key(n, f, WITNESS))
const text = size => `${log.name}\n${size}\n${root(leaves.slice(0, size)).toString('base64')}\n`

console.log('# Made by tests/golden/witness_vectors.mjs. Log: seed 01 x 32; witnesses w1, w2: seeds 02 and 03 x 32.')
for (const w of witnesses) console.log(`vkey ${w.vkey}`)
for (const size of [0, 5, 700])
  for (const seconds of [0n, 1728880200n, 9223372036854775807n]) {
    console.log(`--- size ${size} time ${seconds}`)
    process.stdout.write(`${text(size)}\n${signed(log, text(size))}${witnesses.map(w => cosigned(w, text(size), seconds)).join('')}`)
  }
for (const [old, size] of [[0, 5], [5, 5], [4, 700], [5, 700], [256, 700], [699, 700]]) {
  console.log(`--- from ${old} to ${size}`)
  const proof = old ? subproof(old, leaves.slice(0, size), true) : []
  process.stdout.write(`old ${old}\n${proof.map(h => h.toString('base64') + '\n').join('')}\n${text(size)}\n${signed(log, text(size))}`)
}
console.log('---')
