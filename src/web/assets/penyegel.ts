// What seals, asked for when it is needed. It is fetched before it is run: a line that was lost is
// told from a browser that cannot run it, for only then may somebody be asked to send unsealed.
import type * as Segel from './segel';

/** undefined: it did not come. Throws when this browser cannot run it. */
export const sealer = (): Promise<typeof Segel | undefined> =>
  fetch(SEGEL).then<Blob | boolean>((answer) => answer.ok && answer.blob()).catch(() => false)
    .then((came) => (came ? import(SEGEL) : undefined));
