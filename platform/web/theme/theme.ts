import { Badge, Button, type CSSVariablesResolver, createTheme, Input, type MantineColorsTuple } from '@mantine/core';

/** Sea teal; the eighth shade is the primary of both schemes. */
const sea: MantineColorsTuple = [
  '#eef8f8',
  '#e2f1f1',
  '#c2e2e3',
  '#97cfd1',
  '#63b6ba',
  '#379da3',
  '#1c8a91',
  '#0e7c84',
  '#0b6a71',
  '#08545a',
];

export const theme = createTheme({
  colors: { sea },
  primaryColor: 'sea',
  primaryShade: 8,
  autoContrast: true,
  fontFamily: 'var(--nc-font)',
  headings: { fontFamily: 'var(--nc-font)', fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { variant: 'filled' } }),
    Button: Button.extend({ defaultProps: { fw: 600 } }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
    // A <header> in a dialog counts as a second banner of the page.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
  },
});

/** The library's variables follow our tokens, so that both halves of a screen have one look. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--nc-page)',
    '--mantine-color-text': 'var(--nc-text)',
    '--mantine-color-dimmed': 'var(--nc-quiet)',
    '--mantine-color-placeholder': 'var(--nc-quiet)',
    '--mantine-color-error': 'var(--nc-late)',
    '--mantine-color-anchor': 'var(--nc-primary)',
    '--mantine-color-default': 'var(--nc-surface)',
    '--mantine-color-default-color': 'var(--nc-text)',
    '--mantine-color-default-hover': 'var(--nc-sunken)',
    '--mantine-color-default-border': 'var(--nc-line-strong)',
    '--mantine-primary-color-filled': 'var(--nc-primary-fill)',
    '--mantine-primary-color-filled-hover': 'var(--nc-primary-fill-hover)',
    '--mantine-primary-color-light': 'var(--nc-primary-soft)',
    '--mantine-primary-color-light-color': 'var(--nc-primary)',
    '--mantine-color-sea-light': 'var(--nc-primary-soft)',
    '--mantine-color-sea-light-color': 'var(--nc-primary)',
    '--mantine-color-sea-text': 'var(--nc-primary)',
    '--mantine-color-sea-outline': 'var(--nc-primary)',
  };
  return { variables: {}, light: both, dark: both };
};
