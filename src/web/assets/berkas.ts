// Files of the form: each is sealed and sent by itself as soon as it is chosen, with its own state
// in words.
import { $, fill, make } from './dom';
import type * as Kirim from './kirim';

interface Item {
  file: File;
  row: HTMLLIElement;
  state: HTMLSpanElement;
  stuck?: boolean; // this browser cannot seal it: neither a lost line nor a file that cannot be read
  id?: string; // once stored
  sending?: { abort(): void };
}

export class Files {
  private items: Item[] = [];

  constructor(
    private sealing: boolean,
    private input: HTMLInputElement,
    private list: HTMLUListElement,
    private limits: { files: number; mb: number; large: number },
    private refuse: (why: string) => void,
    private changed: () => void,
  ) {
    input.onchange = () => {
      for (const file of input.files!) this.add(file);
      input.value = ''; // the same file may be chosen again after it was removed
    };
  }

  get ids() {
    return this.items.flatMap((item) => item.id ?? []);
  }
  get count() {
    return this.items.length;
  }
  get names() {
    return this.items.map((item) => item.file.name).join(', ');
  }
  /** Whether every file is stored, or cannot be sealed. */
  get done() {
    return this.items.every((item) => item.id || item.stuck);
  }
  get stuck() {
    return this.items.some((item) => item.stuck);
  }
  /** Sealed or readable: what is stored the other way is sent again. Whether all is stored. */
  async as(sealing: boolean): Promise<boolean> {
    if (this.sealing !== sealing) {
      this.sealing = sealing;
      await Promise.all(this.items.map((item) => this.start(item)));
    }
    return this.items.every((item) => item.id);
  }

  private fault(file: File): string {
    const mb = file.size / 1e6;
    if (this.items.length >= this.limits.files) return fill(T('js.too_many'), { n: this.limits.files });
    if (!file.size) return fill(T('js.empty_file'), { name: file.name });
    if (file.size > this.limits.large * 1048576)
      return fill(T('js.too_big'), {
        name: file.name, size: mb.toFixed(1).replace('.', ENGLISH ? '.' : ','), mb: this.limits.large,
      });
    return '';
  }

  private add(file: File) {
    const why = this.fault(file);
    if (why) return this.refuse(why);
    const state = make('span', { textContent: T('js.waiting') });
    state.setAttribute('role', 'status');
    const remove = make('button', { type: 'button', className: 'plain', textContent: T('js.remove') });
    remove.setAttribute('aria-label', fill(T('js.remove_what'), { name: file.name }));
    const row = make('li', {}, make('span', { textContent: file.name }), state, remove);
    const item: Item = { file, row, state };
    remove.onclick = () => {
      item.sending?.abort();
      row.remove();
      this.items = this.items.filter((other) => other !== item);
      this.changed();
      this.input.focus();
    };
    this.items.push(item);
    this.list.append(row);
    void this.start(item);
    this.changed();
  }

  /** Ends when it is stored, or failed. */
  private async start(item: Item) {
    item.sending?.abort();
    item.id = item.stuck = undefined;
    try {
      const { send }: typeof Kirim = await import(KIRIM);
      if (!this.items.includes(item)) return; // removed meanwhile
      const sending = (item.sending = send(item, this.sealing, item.file.size > this.limits.mb * 1048576));
      const { id, stuck, why } = await sending.end;
      if (item.sending !== sending) return;
      item.id = id;
      item.stuck = stuck;
      if (!id) return this.failed(item, why);
      item.state.textContent = this.sealing ? T('js.uploaded_sealed') : T('js.uploaded');
      this.changed();
    } catch {
      this.failed(item);
    }
  }

  private failed(item: Item, why = T('js.upload_failed')) {
    item.state.textContent = why + ' ';
    const again = make('button', { type: 'button', className: 'plain', textContent: T('js.retry') });
    again.onclick = () => {
      item.state.textContent = T('js.waiting');
      void this.start(item);
    };
    item.state.append(again);
  }

  focus() {
    ($<HTMLButtonElement>('button', this.list) ?? this.input).focus();
  }
}
