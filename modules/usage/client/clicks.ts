import { quietly } from './quietly.ts';

/** Finds, from where a click fell outwards, the first element that a selector names. */
export type Within = (selector: string) => Element | undefined;

/** Hears every click of the left and the middle button, also one that the page keeps to itself or makes in a shadow tree. */
export function hearClicks(onClick: (within: Within) => void): void {
  const hear = quietly((event: MouseEvent) => {
    // The right button only opens a menu.
    if (event.button > 1) return;
    const elements = event.composedPath().filter((one): one is Element => one instanceof Element);
    onClick((selector) => elements.find((element) => element.matches(selector)));
  });
  addEventListener('click', hear, true);
  addEventListener('auxclick', hear, true);
}
