import { Button } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { type ComponentPropsWithRef, forwardRef } from 'react';

/** A link that looks like a button. */
const ButtonAnchor = createLink(
  forwardRef<HTMLAnchorElement, ComponentPropsWithRef<'a'> & { variant: string }>(function ButtonAnchor(props, ref) {
    return <Button component="a" ref={ref} {...props} />;
  }),
);

export function LinkButton({ to, label, primary = false }: { to: string; label: string; primary?: boolean }) {
  return (
    <ButtonAnchor to={to} variant={primary ? 'filled' : 'default'}>
      {label}
    </ButtonAnchor>
  );
}
