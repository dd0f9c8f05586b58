// Runs before the first paint, so that a dark screen does not flash white and screen readers know the language.
(() => {
  try {
    const kept = localStorage.getItem('mantine-color-scheme-value') || 'auto';
    const dark = kept === 'dark' || (kept === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
    document.documentElement.dataset.density = localStorage.getItem('nhipcau.density') === 'roomy' ? 'roomy' : 'dense';
    if (localStorage.getItem('nhipcau.language') === 'en') document.documentElement.lang = 'en';
  } catch {
    // Storage is switched off: light and Vietnamese.
  }
})();
