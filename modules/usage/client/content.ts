import type { Parameters } from './request.ts';

/** A block of content, such as a banner or a notice, whose showing and clicks a site wants to know. */
export const BLOCK = '[data-track-content],.matomoTrackContent';

/** The blocks below a node, itself included. */
export function contentBlocks(root: Document | Element): Element[] {
  const below = [...root.querySelectorAll(BLOCK)];
  return root instanceof Element && root.matches(BLOCK) ? [root, ...below] : below;
}

/** What a block says of itself; where it does not, its first picture and its first link speak for it. */
export function contentOf(block: Element): Parameters {
  const first = (attribute: string) => {
    const holder = block.matches(`[${attribute}]`) ? block : block.querySelector(`[${attribute}]`);
    return holder && holder.getAttribute(attribute);
  };
  const address = (attribute: string) => {
    const found = first(attribute);
    return found && new URL(found, document.baseURI).href;
  };
  const piece = first('data-content-piece') || address('src');
  const target = first('data-content-target') || address('href');
  return content(first('data-content-name') || piece || target, piece, target);
}

export function content(name: unknown, piece: unknown, target: unknown): Parameters {
  return { c_n: name || 'Unknown', c_p: piece || 'Unknown', c_t: target };
}
