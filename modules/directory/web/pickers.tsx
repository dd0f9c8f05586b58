import { Skeleton } from '@mantine/core';
import { type ComponentProps, lazy, Suspense } from 'react';

/* The choice that other rooms put on their screens; its code comes when it is shown, not with the frame. */
const Agency = lazy(async () => ({ default: (await import('./agency-picker.tsx')).AgencyPicker }));

const Person = lazy(async () => ({ default: (await import('./person-picker.tsx')).PersonPicker }));

export function AgencyPicker(props: ComponentProps<typeof Agency>) {
  return (
    <Suspense fallback={<Waiting inBar={props.inBar} />}>
      <Agency {...props} />
    </Suspense>
  );
}

export function PersonPicker(props: ComponentProps<typeof Person>) {
  return (
    <Suspense fallback={<Waiting inBar={props.inBar} />}>
      <Person {...props} />
    </Suspense>
  );
}

/** As large as the field that comes, so that nothing jumps. */
function Waiting({ inBar }: { inBar?: boolean | undefined }) {
  return <Skeleton height={inBar ? 36 : 60} style={inBar ? { flex: '0 1 16rem', minWidth: '10rem' } : {}} />;
}
