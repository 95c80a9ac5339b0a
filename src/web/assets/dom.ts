// The few words that every script here uses. Elements are made, never parsed from text: Trusted
// Types are required by the page's policy, and this file needs none.
export const $ = <E extends HTMLElement>(selector: string, root: ParentNode = document) =>
  root.querySelector<E>(selector)!;
export const $$ = <E extends HTMLElement>(selector: string, root: ParentNode = document) =>
  [...root.querySelectorAll<E>(selector)];

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, props: Partial<HTMLElementTagNameMap[K]> = {}, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
}

/** Puts values where the sentence has {name}. */
export const fill = (sentence: string, values: Record<string, string | number>) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

export const language = ENGLISH ? 'en-GB' : 'id-ID';
const day = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' });
/** A day in words, from YYYY-MM-DD. */
export const sayDay = (iso: string) => day.format(new Date(iso + 'T00:00Z'));

/** What every page does first: scripts work here, and the quick exit leaves at once. */
export function ready() {
  document.documentElement.classList.add('js');
  const exit = $<HTMLAnchorElement>('#keluar');
  if (!exit) return;
  exit.onclick = (event) => {
    event.preventDefault();
    // Blank at once: on a slow line the next page takes seconds to come.
    document.title = ' ';
    document.body.hidden = true;
    location.replace(exit.href);
  };
}

/** Buttons that copy and print. */
export function buttons() {
  for (const button of $$<HTMLButtonElement>('[data-copy]')) {
    button.onclick = async () => {
      const code = $('#' + button.dataset.copy);
      try {
        await navigator.clipboard.writeText(code.textContent!);
        $('[role=status]', button.parentElement!).textContent = button.dataset.done!;
      } catch {
        getSelection()!.selectAllChildren(code); // no permission, or no https: one key copies it
      }
    };
  }
  for (const button of $$('[data-print]')) button.onclick = () => print();
}
